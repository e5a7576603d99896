// Regions as a host writes them down: fields that are left out have their defaults, without a warning.
#include <probation/projection.hpp>

namespace hosts {

probation::region region_of_a_host();
probation::forecast_options options_of_a_host();

probation::region region_of_a_host() {
  using namespace probation;
  const staff some{.establishment = timed_quantity(78.0), .in_post = quantity(62), .leaving_rate = timed_quantity(0.1)};
  const stage open{.name = "open"};
  const recruitment coming{.per_month = timed_quantity(2.0), .share = sharing{.by = sharing::rule::establishment}};
  const waiting_list list{.waiting = quantity(120)};
  return {.name = "Host",
          .as_of = month(2022, 4),
          .grades = {{"Helper", {.full_name = "Helper", .ladder = {open}}}},
          .pdus = {{"North", {.staff = {{"PO", some}}}}},
          .recruitment = {{"PO", coming}},
          .intakes = {{.grade = "PO", .headcount = quantity(9), .start = month(2022, 6), .unit = "North"}},
          .transfers = {{.grade = "PO", .from = "North", .to = "South"}},
          .waiting_lists = {{"assessments", list}}};
}

probation::forecast_options options_of_a_host() {
  return {.months = 12, .runs = 500, .limits = {{.measure = "workload", .at_most = 1.0}}};
}

}  // namespace hosts
