// The Workload Management Tool: points, capacity and per cent, under named policies.
#pragma once

#include <probation/workload/wmt/aggregate.hpp>
#include <probation/workload/wmt/capacity.hpp>
#include <probation/workload/wmt/configuration.hpp>
#include <probation/workload/wmt/counts.hpp>
#include <probation/workload/wmt/error.hpp>
#include <probation/workload/wmt/exact.hpp>
#include <probation/workload/wmt/fields.hpp>
#include <probation/workload/wmt/history.hpp>
#include <probation/workload/wmt/hmpps.hpp>
#include <probation/workload/wmt/javascript.hpp>
#include <probation/workload/wmt/policy.hpp>
#include <probation/workload/wmt/reductions.hpp>
#include <probation/workload/wmt/seed.hpp>
#include <probation/workload/wmt/tally.hpp>
#include <probation/workload/wmt/validate.hpp>
#include <probation/workload/wmt/web.hpp>
#include <probation/workload/wmt/worker.hpp>
