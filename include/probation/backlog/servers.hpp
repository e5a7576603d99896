// Stationary queues before one or several servers: Erlang, Pollaczek and Khinchine, Kingman, Allen and Cunneen.
//
// They fit a desk that keeps up on the whole. They say nothing of a list in standing overload: a load of 1 or more
// throws std::invalid_argument; see fluid.hpp. All rates and times of one call are in one unit.
#pragma once

#include <cmath>    // for std::exp, std::sqrt, std::erfc
#include <numbers>  // for std::numbers::pi

#include <probation/backlog/require.hpp>

namespace probation::backlog {

namespace detail {

inline void some_servers(std::string_view function, double servers) {
  require(servers >= 1 && servers <= 1e6 && servers == std::floor(servers), function,
          "servers must be a whole number from 1 to 1000000", servers);
}

inline void stable(std::string_view function, double offered, double servers) {
  require(offered < servers, function, "the load must be below 1, or waits grow without end", offered / servers);
}

}  // namespace detail

/// Erlang B: the chance that all servers are busy where nobody waits. `offered` load is demand × mean service time.
[[nodiscard]] inline double erlang_b(double servers, double offered) {
  detail::some_servers("erlang_b", servers);
  detail::not_negative("erlang_b", "offered", offered);
  double blocked = 1;
  for (double n = 1; n <= servers; ++n) blocked = offered * blocked / (n + offered * blocked);
  return blocked;
}

/// Erlang C: the chance of having to wait where everybody does wait (M/M/c). `offered` is demand × mean service time.
[[nodiscard]] inline double erlang_c(double servers, double offered) {
  detail::some_servers("erlang_c", servers);
  detail::not_negative("erlang_c", "offered", offered);
  detail::stable("erlang_c", offered, servers);
  const double blocked = erlang_b(servers, offered);
  return blocked * servers / (servers - offered * (1 - blocked));
}

/// Mean wait before service in M/M/c: Erlang C × mean service ÷ (servers − offered).
[[nodiscard]] inline double mmc_mean_wait(double demand, double mean_service, double servers) {
  detail::not_negative("mmc_mean_wait", "demand", demand);
  detail::positive("mmc_mean_wait", "mean_service", mean_service);
  const double offered = demand * mean_service;
  detail::some_servers("mmc_mean_wait", servers);
  detail::stable("mmc_mean_wait", offered, servers);
  return erlang_c(servers, offered) * mean_service / (servers - offered);
}

/// The chance of waiting longer than `time` in M/M/c, oldest first: Erlang C × exp(−(servers − offered) time ÷
/// service).
[[nodiscard]] inline double mmc_wait_exceeds(double time, double demand, double mean_service, double servers) {
  detail::not_negative("mmc_wait_exceeds", "time", time);
  detail::not_negative("mmc_wait_exceeds", "demand", demand);
  detail::positive("mmc_wait_exceeds", "mean_service", mean_service);
  const double offered = demand * mean_service;
  detail::some_servers("mmc_wait_exceeds", servers);
  detail::stable("mmc_wait_exceeds", offered, servers);
  return erlang_c(servers, offered) * std::exp(-(servers - offered) * time / mean_service);
}

/// The fewest servers of whom at most a share `waiting` of arrivals has to wait for: Erlang C turned round.
[[nodiscard]] inline double servers_needed(double offered, double waiting) {
  detail::require(offered >= 0 && offered < 1e6 - 1, "servers_needed", "offered must be from 0 to below 999999",
                  offered);
  detail::require(waiting > 0 && waiting < 1, "servers_needed", "waiting must be a share above 0 and below 1", waiting);
  double n = 0;
  for (double blocked = 1;;) {
    ++n;
    blocked = offered * blocked / (n + offered * blocked);
    if (offered < n && blocked * n / (n - offered * (1 - blocked)) <= waiting) return n;
  }
}

/// Square-root staffing: offered + beta × √offered servers; round up. Beta of 1 has about 22 % waiting
/// (`halfin_whitt`).
[[nodiscard]] inline double square_root_staffing(double offered, double beta = 1) {
  detail::not_negative("square_root_staffing", "offered", offered);
  detail::not_negative("square_root_staffing", "beta", beta);
  return offered + beta * std::sqrt(offered);
}

/// The chance of having to wait under square-root staffing when there are many servers (Halfin and Whitt 1981):
/// 1 ÷ (1 + beta Φ(beta) ÷ φ(beta)).
[[nodiscard]] inline double halfin_whitt(double beta) {
  detail::not_negative("halfin_whitt", "beta", beta);
  const double below = std::erfc(-beta / std::sqrt(2.0)) / 2;
  const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * std::numbers::pi);
  return density / (density + beta * below);  // the same, and 0 where the density is
}

/// Pollaczek and Khinchine: mean wait before one server, arrivals at random, any service times (M/G/1):
/// demand × E[S²] ÷ (2 (1 − load)), with E[S²] = mean² (1 + cv²).
[[nodiscard]] inline double mg1_mean_wait(double demand, double mean_service, double cv_service) {
  detail::not_negative("mg1_mean_wait", "demand", demand);
  detail::positive("mg1_mean_wait", "mean_service", mean_service);
  detail::not_negative("mg1_mean_wait", "cv_service", cv_service);
  const double rho = demand * mean_service;
  detail::stable("mg1_mean_wait", rho, 1);
  return demand * mean_service * mean_service * (1 + cv_service * cv_service) / (2 * (1 - rho));
}

/// Allen and Cunneen: mean wait before several servers, any arrivals and service times (G/G/c), approximately: that of
/// M/M/c × (cv_demand² + cv_service²) ÷ 2. Exact for M/M/c; for one server it is Kingman's formula, exact for M/G/1.
[[nodiscard]] inline double ggc_mean_wait(double demand, double mean_service, double servers, double cv_demand,
                                          double cv_service) {
  detail::not_negative("ggc_mean_wait", "cv_demand", cv_demand);
  detail::not_negative("ggc_mean_wait", "cv_service", cv_service);
  return mmc_mean_wait(demand, mean_service, servers) * (cv_demand * cv_demand + cv_service * cv_service) / 2;
}

/// Kingman: mean wait before one server, load ÷ (1 − load) × (cv_demand² + cv_service²) ÷ 2 × mean service (G/G/1).
[[nodiscard]] inline double kingman_mean_wait(double demand, double mean_service, double cv_demand, double cv_service) {
  return ggc_mean_wait(demand, mean_service, 1, cv_demand, cv_service);
}

}  // namespace probation::backlog
