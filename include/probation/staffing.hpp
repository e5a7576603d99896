// Everything in the layer `staffing` but closed forms, which bring Eigen (`staffing/steady_state.hpp`).
#pragma once

#include <probation/staffing/grade.hpp>
#include <probation/staffing/recruitment.hpp>
#include <probation/staffing/staff.hpp>
