// Everything in the layer `engine`: streams, exact draws, rows, plan, kernel, ensemble.
#pragma once

#include <probation/engine/bins.hpp>
#include <probation/engine/bytes.hpp>
#include <probation/engine/describe.hpp>
#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/ensemble.hpp>
#include <probation/engine/expression.hpp>
#include <probation/engine/groups.hpp>
#include <probation/engine/held_limits.hpp>
#include <probation/engine/kernel.hpp>
#include <probation/engine/ledger.hpp>
#include <probation/engine/maths.hpp>
#include <probation/engine/philox.hpp>
#include <probation/engine/plan.hpp>
#include <probation/engine/plan_digest.hpp>
#include <probation/engine/program.hpp>
#include <probation/engine/queue.hpp>
#include <probation/engine/rows.hpp>
#include <probation/engine/sealed.hpp>
#include <probation/engine/split.hpp>
#include <probation/engine/stocks.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/summary.hpp>
#include <probation/engine/together.hpp>
#include <probation/engine/writer.hpp>
