// Everything in the layer `staffing`.
#pragma once

#include <probation/staffing/grade.hpp>
#include <probation/staffing/recruitment.hpp>
#include <probation/staffing/staff.hpp>
