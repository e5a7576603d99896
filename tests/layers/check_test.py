"""The layer check notices what it is there to notice."""

import check

CASES = [
    ("engine/plan.hpp", "#include <probation/base/month.hpp>", 0),
    ("engine/plan.hpp", "#include <probation/staffing/grade.hpp>", 1),
    ("engine/plan.hpp", "#  include <probation/staffing.hpp>", 1),
    ("engine.hpp", "#include <probation/projection.hpp>", 1),
    ("base/month.hpp", "#include <probation/engine.hpp>", 1),
    ("base/month.hpp", "#include <probation/version.hpp>", 0),
    ("caseload/case_class.hpp", "#include <probation/staffing/grade.hpp>", 1),
    ("workload/load.hpp", "#include <probation/caseload.hpp>\n#include <probation/staffing.hpp>", 0),
    ("io/read.hpp", "#include <probation/organisation/region.hpp>", 0),
    ("io/read.hpp", "#include <probation/projection/forecast.hpp>", 1),
    ("organisation/region.hpp", "#include <probation/io.hpp>", 1),
    ("analysis/audit.hpp", "#include <probation/projection.hpp>", 0),
    ("probation.hpp", "#include <probation/engine.hpp>\n#include <probation/io.hpp>", 0),
    ("staffing/grade.hpp", "#include <boost/math/distributions/beta.hpp>", 1),
    ("staffing/grade.hpp", "#include <iostream>", 1),
    ("staffing/grade.hpp", '#include "ladder.hpp"', 1),
    ("hospital/bed.hpp", "", 1),
]

for path, text, expected in CASES:
    found = check.violations(path, text)
    assert len(found) == expected, f"{path} with {text!r}: {found}"
print(f"{len(CASES)} cases pass")
