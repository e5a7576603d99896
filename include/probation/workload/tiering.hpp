// Tiers of cases: the letter and digit of 2021 to 2026 (v2), and the single letter since (v3).
#pragma once

#include <probation/workload/tiering/mandate.hpp>
#include <probation/workload/tiering/need.hpp>
#include <probation/workload/tiering/reasons.hpp>
#include <probation/workload/tiering/registers.hpp>
#include <probation/workload/tiering/release.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/v2.hpp>
#include <probation/workload/tiering/v3.hpp>
#include <probation/workload/tiering/words.hpp>
