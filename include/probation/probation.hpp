// Everything: the domain, the projection, the analysis, and reading documents (link `probation::io` for the last).
#pragma once

#include <probation/analysis.hpp>
#include <probation/backlog.hpp>
#include <probation/base.hpp>
#include <probation/caseload.hpp>
#include <probation/io.hpp>
#include <probation/organisation.hpp>
#include <probation/projection.hpp>
#include <probation/ratings.hpp>
#include <probation/staffing.hpp>
#include <probation/version.hpp>
#include <probation/workload.hpp>
