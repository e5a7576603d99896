// Stationary queues against published numbers, against the balance of their states, and against queues played through.
#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include <probation/backlog/servers.hpp>

#include "../catch.hpp"

namespace bl = probation::backlog;

namespace {

struct played {
  double mean_wait, exceeds;
};

/// Waits of arrivals, oldest first, before `servers`: each takes the server that is free first.
template <class Times, class Services>
played play(std::size_t servers, int n, double time, Times&& between, Services&& service) {
  std::vector<double> free(servers, 0.0);
  double now = 0, sum = 0, over = 0;
  for (int i = 0; i < n; ++i) {
    now += between();
    const auto first = std::min_element(free.begin(), free.end());
    const double start = (std::max)(now, *first);
    *first = start + service();
    sum += start - now;
    over += start - now > time ? 1 : 0;
  }
  return {sum / n, over / n};
}

/// The chance that all of `servers` are busy in M/M/c, from the balance of its states.
double all_busy(int servers, double offered) {
  double weight = 1, below = 0;
  for (int n = 0; n < servers; ++n) {
    below += weight;
    weight *= offered / (n + 1);
  }
  const double rest = weight / (1 - offered / servers);  // a geometric tail
  return rest / (below + rest);
}

}  // namespace

TEST_CASE("Erlang's formulas give published numbers") {
  CHECK(bl::erlang_c(110, 100) == Approx(0.2370075003).epsilon(1e-9));
  CHECK(bl::erlang_c(2, 1) == Approx(1.0 / 3));
  CHECK(bl::erlang_c(1, 0.7) == Approx(0.7));
  CHECK(bl::erlang_c(3, 0) == 0);
  CHECK(bl::erlang_b(1, 1) == 0.5);
  CHECK(bl::erlang_b(2, 1) == Approx(0.2));
  CHECK(bl::erlang_b(10, 5) == Approx(0.018385).epsilon(1e-4));
  CHECK(bl::halfin_whitt(1) == Approx(0.2233612748).epsilon(1e-9));
  CHECK(bl::halfin_whitt(0) == 1);
  CHECK(bl::halfin_whitt(60) == 0);
}

TEST_CASE("Erlang C is the balance of the states") {
  for (const int servers : {1, 2, 5, 20, 60}) {
    for (const double load : {0.1, 0.5, 0.9, 0.99}) {
      CHECK(bl::erlang_c(servers, load * servers) == Approx(all_busy(servers, load * servers)).epsilon(1e-10));
    }
  }
}

TEST_CASE("servers needed are the fewest") {
  for (const double offered : {0.0, 0.3, 3.7, 25.0, 100.0}) {
    for (const double waiting : {0.01, 0.2, 0.5}) {
      const double n = bl::servers_needed(offered, waiting);
      CHECK(bl::erlang_c(n, offered) <= waiting);
      if (n > 1 && offered < n - 1) CHECK(bl::erlang_c(n - 1, offered) > waiting);
    }
  }
}

TEST_CASE("square-root staffing has the waiting of Halfin and Whitt, with many servers") {
  CHECK(bl::square_root_staffing(100) == 110);
  CHECK(bl::square_root_staffing(100, 0.5) == 105);
  for (const double beta : {0.5, 1.0, 2.0}) {
    const double servers = bl::square_root_staffing(250'000, beta);
    CHECK(bl::erlang_c(servers, 250'000) == Approx(bl::halfin_whitt(beta)).epsilon(6e-3));
  }
}

TEST_CASE("the wait before several servers, played through") {
  std::mt19937 generator(7);
  std::exponential_distribution<double> between(2.4), service(1.0);
  const auto seen = play(3, 2'000'000, 1.5, [&] { return between(generator); }, [&] { return service(generator); });
  CHECK(seen.mean_wait == Approx(bl::mmc_mean_wait(2.4, 1, 3)).epsilon(0.03));
  CHECK(seen.exceeds == Approx(bl::mmc_wait_exceeds(1.5, 2.4, 1, 3)).epsilon(0.04));
  CHECK(bl::mmc_wait_exceeds(0, 2.4, 1, 3) == Approx(bl::erlang_c(3, 2.4)));
  // The mean is the integral of the tail.
  double area = 0;
  for (int i = 0; i < 40'000; ++i) area += 0.001 * bl::mmc_wait_exceeds(0.001 * (i + 0.5), 2.4, 1, 3);
  CHECK(area == Approx(bl::mmc_mean_wait(2.4, 1, 3)).epsilon(1e-6));
}

TEST_CASE("the wait before one server with other services, played through") {
  std::mt19937 generator(11);
  std::exponential_distribution<double> between(0.8);
  std::gamma_distribution<double> service(2.0, 0.5);  // mean 1, cv² = 1/2
  const auto seen = play(1, 2'000'000, 1, [&] { return between(generator); }, [&] { return service(generator); });
  CHECK(seen.mean_wait == Approx(bl::mg1_mean_wait(0.8, 1, std::sqrt(0.5))).epsilon(0.03));
}

TEST_CASE("one server is a special case of everything") {
  CHECK(bl::mg1_mean_wait(0.8, 1, 0) == Approx(0.8 / (2 * 0.2)));  // M/D/1
  CHECK(bl::mg1_mean_wait(0.8, 1, 1) == Approx(bl::mmc_mean_wait(0.8, 1, 1)));
  CHECK(bl::mmc_mean_wait(0.8, 1, 1) == Approx(4.0));
  CHECK(bl::kingman_mean_wait(0.8, 1, 1, 0.5) == Approx(bl::mg1_mean_wait(0.8, 1, 0.5)));
  CHECK(bl::kingman_mean_wait(0.4, 2, 0.7, 0.5) == Approx(0.8 / 0.2 * (0.49 + 0.25) / 2 * 2));
  CHECK(bl::ggc_mean_wait(2.4, 1, 3, 1, 1) == Approx(bl::mmc_mean_wait(2.4, 1, 3)));
  CHECK(bl::kingman_mean_wait(0.8, 1, 0, 0) == 0);  // clockwork: nobody waits
}

TEST_CASE("what never settles is an error") {
  CHECK_THROWS_WITH(bl::erlang_c(4, 4), "erlang_c: the load must be below 1, or waits grow without end, got 1");
  CHECK_THROWS_AS(bl::mmc_mean_wait(3, 1, 3), std::invalid_argument);
  CHECK_THROWS_AS(bl::mmc_wait_exceeds(1, 3, 1, 3), std::invalid_argument);
  CHECK_THROWS_AS(bl::mg1_mean_wait(1, 1, 1), std::invalid_argument);
  CHECK_THROWS_AS(bl::kingman_mean_wait(1.1, 1, 1, 1), std::invalid_argument);
  CHECK_THROWS_AS(bl::erlang_c(2.5, 1), std::invalid_argument);
  CHECK_THROWS_AS(bl::erlang_b(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(bl::servers_needed(1, 0), std::invalid_argument);
  CHECK_NOTHROW(bl::erlang_b(4, 40));  // nobody waits, so any load will do
}
