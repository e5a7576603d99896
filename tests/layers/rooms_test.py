"""The check of the rooms notices what it is there to notice."""

import rooms

CLEAN = {
    "probation/__init__.py": "from ._forecast.series import Series",
    "probation/_util/__init__.py": "",
    "probation/_util/arguments.py": "from .. import _core",
    "probation/_display/plot.py": "from .._util.arguments import share",
    "probation/_forecast/series.py": "from .._display.plot import draw\nfrom .tables import Table",
    "probation/_forecast/tables.py": "import math",
    "probation/ratings/__init__.py": "from .cards import Card",
    "probation/ratings/cards.py": "from .._display.plot import draw",
    "probation/wmt/__init__.py": "",
    "probation/cli/__init__.py": "import probation",
}
SERIES, PLOT = "probation/_forecast/series.py", "probation/_display/plot.py"

# The file, what is written to it, and how many things are wrong then.
CASES = [
    (PLOT, "from .._forecast.tables import Table", 1),
    (PLOT, "if TYPE_CHECKING:\n    from .._forecast.series import Series", 2),  # and the circle
    (PLOT, "import probation._forecast.tables", 1),
    (PLOT, "import probation", 1 + 1),
    (SERIES, "def f():\n    from .._display.plot import draw", 1),
    ("probation/_forecast/tables.py", "from .series import Series", 1),
    ("probation/_forecast/tables.py", "if TYPE_CHECKING:\n    from .series import Series", 1),
    ("probation/wmt/__init__.py", "from ..ratings import Card", 1),
    ("probation/ratings/cards.py", "from . import Card", 1),
    ("probation/_attic/old.py", "", 1),
    ("probation/_util/arguments.py", "from ..cli import main", 1 + 1),
]
assert rooms.violations(CLEAN) == [], rooms.violations(CLEAN)
for path, text, expected in CASES:
    found = rooms.violations({**CLEAN, path: text})
    assert len(found) == expected, f"{path} with {text!r}: {found}"

BINDINGS = {
    "bind_base.cpp": '#include "rows.hpp"\n#include <probation/projection/forecast.hpp>',
    "rows.hpp": '#include "text.hpp"',
    "text.hpp": "#include <probation/base/text.hpp>",
}
OF_BINDINGS = [
    ("text.hpp", '#include "rows.hpp"', 1),
    ("text.hpp", "#include <probation/analysis/audit.hpp>", 1),
    ("text.hpp", "#  include <probation/analysis.hpp>", 1),
    ("rows.hpp", '#include "bind_base.cpp"', 1),
    ("rows.hpp", '#include "../io/reader.hpp"', 1),
    ("bind_base.cpp", "#include <probation/engine/detail/rows.hpp>", 1),
]
assert rooms.binding_violations(BINDINGS) == []
for path, text, expected in OF_BINDINGS:
    found = rooms.binding_violations({**BINDINGS, path: text})
    assert len(found) == expected, f"{path} with {text!r}: {found}"
print(f"{len(CASES) + len(OF_BINDINGS)} cases pass")
