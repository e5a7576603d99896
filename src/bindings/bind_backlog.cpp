// Backlogs: the closed forms of waiting lists, over numbers and arrays.
#include "items.hpp"
#include "pybind.hpp"

#include <limits>  // for std::numeric_limits

#include <probation/backlog/fluid.hpp>
#include <probation/backlog/list_history.hpp>
#include <probation/backlog/servers.hpp>
#include <probation/backlog/targets.hpp>
#include <probation/backlog/victim_workload.hpp>

namespace probation::bindings {

namespace {

using days = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

/// NumPy's "not a time", which stands for no date yet.
constexpr std::int64_t no_day = (std::numeric_limits<std::int64_t>::min)();

std::vector<backlog::list_entry> entries(const days& referral, const days& removal, const days& withdrawal) {
  const auto n = referral.size();
  if (referral.ndim() != 1 || removal.ndim() != 1 || withdrawal.ndim() != 1 || removal.size() != n ||
      withdrawal.size() != n) {
    throw py::value_error("referral, removal and withdrawal must be lists of the same length");
  }
  const auto at = [](const days& all, py::ssize_t i) -> std::optional<std::int64_t> {
    return all.at(i) == no_day ? std::nullopt : std::optional(all.at(i));
  };
  std::vector<backlog::list_entry> out;
  for (py::ssize_t i = 0; i < n; ++i) {
    if (referral.at(i) == no_day) throw py::value_error("entry " + std::to_string(i) + " has no referral date");
    out.push_back({referral.at(i), at(removal, i), at(withdrawal, i)});
  }
  return out;
}

py::array_t<std::int64_t> array_of(const std::vector<std::int64_t>& numbers) {
  return py::array_t<std::int64_t>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

named<double> names_of(const py::dict& numbers) {
  named<double> out;
  for (const auto& [name, number] : items_of(numbers)) out[name.cast<std::string>()] = number.cast<double>();
  return out;
}

void bind_targets(py::module_& m) {
  m.def("load", py::vectorize(&backlog::load), "demand"_a, "capacity"_a, "Demand / capacity.");
  m.def("factor", py::vectorize(&backlog::factor), "within"_a, "-ln(1 - within).");
  m.def("within", py::vectorize(&backlog::within), "factor"_a, "1 - exp(-factor).");
  m.def("target_mean_wait", py::vectorize(&backlog::target_mean_wait), "target_wait"_a, "factor"_a = 4.0,
        "Target wait / factor.");
  m.def("target_queue_size", py::vectorize(&backlog::target_queue_size), "demand"_a, "target_wait"_a, "factor"_a = 4.0,
        "Demand x target wait / factor.");
  m.def("queue_ratio", py::vectorize(&backlog::queue_ratio), "queue_size"_a, "target_queue_size"_a,
        "Queue / target queue.");
  m.def("queue_too_big", py::vectorize(&backlog::queue_too_big), "queue_size"_a, "target_queue_size"_a,
        "Whether the queue is more than twice its target.");
  m.def("cautious_demand", py::vectorize(&backlog::cautious_demand), "demand"_a, "referrals"_a, "cv_demand"_a,
        "Demand two standard errors up.");
  m.def("relief_capacity", py::vectorize(&backlog::relief_capacity), "demand"_a, "queue_size"_a, "target_queue_size"_a,
        "time_to_target"_a, "referrals"_a = 0.0, "cv_demand"_a = 0.0, "Capacity that brings a queue to its target.");
  m.def("target_capacity", py::vectorize(&backlog::target_capacity), "demand"_a, "target_wait"_a, "factor"_a = 4.0,
        "cv_demand"_a = 1.0, "cv_capacity"_a = 1.0, "Capacity that holds the mean wait at target wait / factor.");
  m.def("pressure", py::vectorize(&backlog::pressure), "mean_wait"_a, "target_wait"_a, "2 x mean wait / target wait.");
}

void bind_queues(py::module_& m) {
  m.def("queue_size", py::vectorize(&backlog::queue_size), "demand"_a, "mean_wait"_a, "Little: demand x mean wait.");
  m.def("mean_wait", py::vectorize(&backlog::mean_wait), "queue_size"_a, "demand"_a, "Little: queue / demand.");
  m.def("clearance_time", py::vectorize(&backlog::clearance_time), "queue_size"_a, "demand"_a, "capacity"_a,
        "target"_a = 0.0, "Time until the queue is down to its target, as a fluid; infinite if never.");
  m.def("clearance_month", &backlog::clearance_month, "queue_size"_a, "demand"_a, "capacity"_a, "start"_a,
        "target"_a = 0.0, "First month at whose start the queue is down to its target, or None.");
  m.def("erlang_b", py::vectorize(&backlog::erlang_b), "servers"_a, "offered"_a, "Chance that all servers are busy.");
  m.def("erlang_c", py::vectorize(&backlog::erlang_c), "servers"_a, "offered"_a, "Chance of having to wait.");
  m.def("mmc_mean_wait", py::vectorize(&backlog::mmc_mean_wait), "demand"_a, "mean_service"_a, "servers"_a,
        "Mean wait before service, M/M/c.");
  m.def("mmc_wait_exceeds", py::vectorize(&backlog::mmc_wait_exceeds), "time"_a, "demand"_a, "mean_service"_a,
        "servers"_a, "Chance of waiting longer than time, M/M/c.");
  m.def("servers_needed", py::vectorize(&backlog::servers_needed), "offered"_a, "waiting"_a,
        "Fewest servers of whom at most a share has to wait for.");
  m.def("square_root_staffing", py::vectorize(&backlog::square_root_staffing), "offered"_a, "beta"_a = 1.0,
        "Offered + beta x root of offered.");
  m.def("halfin_whitt", py::vectorize(&backlog::halfin_whitt), "beta"_a, "Chance of waiting with many servers.");
  m.def("mg1_mean_wait", py::vectorize(&backlog::mg1_mean_wait), "demand"_a, "mean_service"_a, "cv_service"_a,
        "Mean wait, M/G/1 (Pollaczek and Khinchine).");
  m.def("kingman_mean_wait", py::vectorize(&backlog::kingman_mean_wait), "demand"_a, "mean_service"_a, "cv_demand"_a,
        "cv_service"_a, "Mean wait, G/G/1 (Kingman).");
  m.def("ggc_mean_wait", py::vectorize(&backlog::ggc_mean_wait), "demand"_a, "mean_service"_a, "servers"_a,
        "cv_demand"_a, "cv_service"_a, "Mean wait, G/G/c (Allen and Cunneen).");
}

void bind_lists(py::module_& m) {
  m.def(
      "queue_sizes",
      [](const days& referral, const days& removal, const days& withdrawal, std::int64_t first, std::int64_t last) {
        return array_of(backlog::queue_sizes(entries(referral, removal, withdrawal), {first, last}));
      },
      "referral"_a, "removal"_a, "withdrawal"_a, "first"_a, "last"_a, "Waiting at the end of each day.");
  m.def(
      "waits_at",
      [](const days& referral, const days& removal, const days& withdrawal, std::int64_t day) {
        return array_of(backlog::waits_at(entries(referral, removal, withdrawal), day));
      },
      "referral"_a, "removal"_a, "withdrawal"_a, "day"_a, "Days waited so far by those who wait.");
  m.def(
      "completed_waits",
      [](const days& referral, const days& removal, const days& withdrawal, std::int64_t first, std::int64_t last) {
        return array_of(backlog::completed_waits(entries(referral, removal, withdrawal), {first, last}));
      },
      "referral"_a, "removal"_a, "withdrawal"_a, "first"_a, "last"_a, "Days from referral to removal.");
  m.def(
      "statistics_of",
      [](const days& referral, const days& removal, const days& withdrawal, std::int64_t first, std::int64_t last,
         double target_wait_days, double days_to_target, double factor) {
        const auto s = backlog::statistics_of(entries(referral, removal, withdrawal), {first, last}, target_wait_days,
                                              days_to_target, factor);
        return py::dict("referrals"_a = s.referrals, "removals"_a = s.removals, "withdrawals"_a = s.withdrawals,
                        "queue_size"_a = s.queue_size, "demand"_a = s.demand, "capacity"_a = s.capacity,
                        "load"_a = s.load, "mean_wait"_a = s.mean_wait, "cv_demand"_a = s.cv_demand,
                        "cv_capacity"_a = s.cv_capacity, "target_queue_size"_a = s.target_queue_size,
                        "target_mean_wait"_a = s.target_mean_wait, "queue_too_big"_a = s.queue_too_big,
                        "pressure"_a = s.pressure, "target_capacity"_a = s.target_capacity,
                        "relief_capacity"_a = s.relief_capacity);
      },
      "referral"_a, "removal"_a, "withdrawal"_a, "first"_a, "last"_a, "target_wait_days"_a, "days_to_target"_a,
      "factor"_a, "A list in numbers, by name.");
}

}  // namespace

void bind_backlog(py::module_& m) {
  m.doc() = "Backlogs: the closed forms of waiting lists.";
  bind_targets(m);
  bind_queues(m);
  bind_lists(m);
  m.def("available_minutes", py::vectorize(&backlog::available_minutes),
        "contracted_hours"_a = backlog::full_time_hours, "reduction_hours"_a = 0.0,
        "Minutes a month that an officer can give to cases.");
  m.def(
      "vlo_workload",
      [](const py::dict& activities, const py::dict& minutes, double contracted_hours, double reduction_hours) {
        return backlog::vlo_workload(names_of(activities), names_of(minutes), contracted_hours, reduction_hours);
      },
      "activities"_a, "minutes"_a, "contracted_hours"_a, "reduction_hours"_a, "Minutes demanded / minutes available.");
}

}  // namespace probation::bindings
