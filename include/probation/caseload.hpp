// Everything in the layer `caseload`.
#pragma once

#include <probation/caseload/case_class.hpp>
