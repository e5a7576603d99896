// Everything in the layer `organisation`.
#pragma once

#include <probation/organisation/backlog_staff.hpp>
#include <probation/organisation/fields.hpp>
#include <probation/organisation/region.hpp>
#include <probation/organisation/remainder.hpp>
#include <probation/organisation/unit.hpp>
#include <probation/organisation/validate.hpp>
