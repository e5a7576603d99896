#include "../catch.hpp"

#include <algorithm>
#include <deque>

#include <probation/engine/queue.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

std::vector<double> numbers(dice& d, int months, double low, double high) {
  std::vector<double> out;
  for (int t = 0; t <= months; ++t) out.push_back(std::floor(d.real(low, high)));
  return out;
}

std::vector<value> cells(plan& p, const std::vector<double>& n) {
  std::vector<value> out;
  for (const double x : n) out.push_back(constant(p, x));
  return out;
}

/// Poisson arrivals of mean λ, capacity `c`, empty at the start, room for everybody's months.
plan stationary(int months, double arrivals, bool random_service, double c) {
  plan p = plan_of(months);
  queue q = add_queue(p, "q", std::vector<value>(4, constant(p, 0.0)));
  feed(q, poisson(constant(p, arrivals), "arriving", phase::arrive));
  const value capacity = random_service ? poisson(constant(p, c), "capacity", phase::arrive) : constant(p, c);
  const queue_month m = serve({&q}, capacity).front();
  stock(total(p, q), "waiting");
  flow(m.served, "served");
  return p;
}

/// Mean and variance in balance of Q' = max(Q + A − S, 0), by iterating its distribution.
struct balance {
  double mean = 0;
  double variance = 0;
};
balance in_balance(double arrivals, bool random_service, double c) {
  const auto poisson_law = [](double m) {
    std::vector<double> out{std::exp(-m)};
    while (out.size() < 60) out.push_back(out.back() * m / static_cast<double>(out.size()));
    return out;
  };
  const std::vector<double> a = poisson_law(arrivals);
  std::vector<double> s(static_cast<std::size_t>(c) + 1, 0.0);
  s.back() = 1.0;
  if (random_service) s = poisson_law(c);
  std::vector<double> step(a.size() + s.size() - 1, 0.0);  // of A − S + (s.size() − 1)
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < s.size(); ++j) step[i + s.size() - 1 - j] += a[i] * s[j];
  }
  std::vector<double> law(240, 0.0);
  law[0] = 1.0;
  for (int t = 0; t < 1500; ++t) {
    std::vector<double> next(law.size(), 0.0);
    for (std::size_t q = 0; q < law.size(); ++q) {
      if (law[q] < 1e-16) continue;
      for (std::size_t k = 0; k < step.size(); ++k) {
        const std::size_t to = q + k < s.size() - 1 ? 0 : q + k - (s.size() - 1);
        next[(std::min)(to, law.size() - 1)] += law[q] * step[k];
      }
    }
    law = std::move(next);
  }
  balance out;
  for (std::size_t q = 0; q < law.size(); ++q) out.mean += static_cast<double>(q) * law[q];
  for (std::size_t q = 0; q < law.size(); ++q) {
    out.variance += (static_cast<double>(q) - out.mean) * (static_cast<double>(q) - out.mean) * law[q];
  }
  return out;
}

}  // namespace

TEST_CASE("a queue loses nobody", "[engine][queue]") {
  // Random plans: classes, lengths, arrivals, ways out, expiry, shared capacity in both orders.
  dice d(2022);
  for (int trial = 0; trial < 60; ++trial) {
    CAPTURE(trial);
    const int months = d.whole(1, 18);
    plan p = plan_of(months);
    const auto classes = static_cast<std::size_t>(d.whole(1, 3));
    std::vector<queue> queues;
    for (std::size_t k = 0; k < classes; ++k) {
      std::vector<value> initial;
      for (int a = 0, length = d.whole(1, 8); a < length; ++a) initial.push_back(constant(p, d.whole(0, 12)));
      queues.push_back(add_queue(p, "q" + std::to_string(k), initial));
    }
    std::vector<queue*> all;
    for (std::size_t k = 0; k < classes; ++k) {
      queue& q = queues[k];
      all.push_back(&q);
      std::vector<way_out> ways;
      for (int j = 0, n = d.whole(0, 2); j < n; ++j) {
        ways.push_back({"way " + std::to_string(j), constant(p, d.real(0, 0.3))});
      }
      std::vector<value> expiring;
      for (int a = 0, n = d.whole(0, 6); a < n; ++a) {
        expiring.push_back(constant(p, d.chance(0.5) ? 0.0 : d.chance(0.2) ? 1.0 : d.unit()));
      }
      const std::string name = std::to_string(k);
      stock(total(p, q), "waiting" + name);
      const queue_losses lost = lose(q, ways, expiring);
      flow(sum(p, lost.gone) + lost.expired, "lost" + name);
      feed(q, poisson(constant(p, d.real(0, 9)), "arriving" + name, phase::arrive));
    }
    const value capacity = whole(constant(p, d.real(0, 14)), uniform_of(p, "capacity", phase::serve));
    std::vector<int> ranks;
    for (std::size_t k = 0; k < classes && trial % 3 != 0; ++k) ranks.push_back(d.whole(1, 2));
    const auto served = serve(all, capacity, ranks);
    for (std::size_t k = 0; k < classes; ++k) {
      flow(served[k].arrived, "arrived" + std::to_string(k));
      flow(served[k].served, "served" + std::to_string(k));
    }
    const paths_of run(p, {.runs = 64, .seed = static_cast<std::uint32_t>(trial)});
    std::size_t faults = 0;
    for (std::size_t k = 0; k < classes; ++k) {
      const std::string name = std::to_string(k);
      for (std::size_t i = 0; i < run.runs(); ++i) {
        for (std::size_t t = 0; t < static_cast<std::size_t>(months); ++t) {
          const double out = run.at("served" + name, t, i) + run.at("lost" + name, t, i);
          const double next = run.at("waiting" + name, t + 1, i);
          const bool good = next == run.at("waiting" + name, t, i) + run.at("arrived" + name, t, i) - out &&
                            is_whole(next) && is_whole(run.at("served" + name, t, i)) &&
                            is_whole(run.at("lost" + name, t, i));
          faults += good ? 0 : 1;
        }
      }
    }
    CHECK(faults == 0);
  }
}

TEST_CASE("the oldest are served first, as person by person", "[engine][queue]") {
  // Nothing is random here: arrivals and capacities by month, against a line of individuals. Waits in months: those of
  // age a at service count a + 1, those who wait count a + ½, with enough cells for both to be exact.
  struct person {
    int joined = 0;
    std::size_t kind = 0;
  };
  dice d(7);
  for (int trial = 0; trial < 100; ++trial) {
    CAPTURE(trial);
    const int months = d.whole(2, 20);
    const std::vector<int> ranks = {d.whole(1, 2), d.whole(1, 2)};
    const double limit = d.real(0.2, 3.0);
    plan p = plan_of(months);
    std::vector<std::vector<double>> arrivals;
    std::vector<queue> queues;
    std::vector<person> line;
    for (std::size_t k = 0; k < 2; ++k) {
      arrivals.push_back(numbers(d, months, 0, 9));
      std::vector<double> initial = numbers(d, 3, 0, 6);
      for (std::size_t a = 0; a < initial.size(); ++a) {
        for (int i = 0; i < initial[a]; ++i) line.push_back({-1 - static_cast<int>(a), k});
      }
      initial.resize(4 + static_cast<std::size_t>(months), 0.0);
      queues.push_back(add_queue(p, "q" + std::to_string(k), cells(p, initial), constant(p, limit)));
    }
    const std::vector<double> capacity = numbers(d, months, 0, 16);
    for (std::size_t k = 0; k < 2; ++k) feed(queues[k], by_month(p, arrivals[k]));
    const auto served = serve({&queues[0], &queues[1]}, by_month(p, capacity), ranks);
    for (std::size_t k = 0; k < 2; ++k) {
      const std::string name = std::to_string(k);
      stock(total(p, queues[k]), "waiting" + name);
      stock(months_waited(p, queues[k]), "months waited" + name);
      stock(overdue(p, queues[k]), "overdue" + name);
      flow(served[k].served, "served" + name);
      flow(served[k].months, "months" + name);
      flow(served[k].late, "late" + name);
    }
    const paths_of run(p, {.runs = 1});
    for (int t = 0; t < months; ++t) {
      CAPTURE(t);
      const auto at = static_cast<std::size_t>(t);
      for (std::size_t k = 0; k < 2; ++k) {
        double n = 0;
        double waited = 0;
        double late = 0;
        for (const person& x : line) {
          if (x.kind != k) continue;
          ++n;
          waited += t - 1 - x.joined + 0.5;
          late += (std::min)(1.0, (std::max)(0.0, t - x.joined - limit));
        }
        const std::string name = std::to_string(k);
        CHECK(run.at("waiting" + name, at) == n);
        CHECK(run.at("months waited" + name, at) == Approx(waited));
        CHECK(run.at("overdue" + name, at) == Approx(late).margin(1e-9));
        for (int i = 0; i < arrivals[k][at]; ++i) line.push_back({t, k});
      }
      std::stable_sort(line.begin(), line.end(), [&](const person& a, const person& b) {
        if (ranks[a.kind] != ranks[b.kind]) return ranks[a.kind] < ranks[b.kind];
        return a.joined != b.joined ? a.joined < b.joined : a.kind < b.kind;
      });
      const auto n = (std::min)(line.size(), static_cast<std::size_t>(capacity[at]));
      for (std::size_t k = 0; k < 2; ++k) {
        double count = 0;
        double months_of = 0;
        double late = 0;
        for (std::size_t i = 0; i < n; ++i) {
          if (line[i].kind != k) continue;
          ++count;
          months_of += t - line[i].joined;
          if (line[i].joined == t) continue;
          // P(a + U + V > limit), by the midpoints of a fine grid over the month of arrival.
          double over = 0;
          for (int g = 0; g < 400; ++g) {
            const double need = limit - (t - 1 - line[i].joined) - (g + 0.5) / 400;
            over += 1 - (std::min)(1.0, (std::max)(0.0, need));
          }
          late += over / 400;
        }
        const std::string name = std::to_string(k);
        CHECK(run.at("served" + name, at) == count);
        CHECK(run.at("months" + name, at) == Approx(months_of));
        CHECK(run.at("late" + name, at) == Approx(late).margin(1e-4 * (count + 1)));
      }
      line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(n));
    }
  }
}

TEST_CASE("an open last cell keeps the months of those in it", "[engine][queue]") {
  plan p = plan_of(10);
  queue q = add_queue(p, "q", cells(p, {3, 4}));
  static_cast<void>(serve({&q}, constant(p, 0.0)));
  stock(months_waited(p, q), "months");
  const paths_of run(p, {});
  for (std::size_t t = 0; t <= 10; ++t) CHECK(run.at("months", t) == Approx(3 * 0.5 + 4 * 1.5 + 7.0 * double(t)));

  // Half of them go each month, with their share of the months.
  plan half = plan_of(3);
  queue line = add_queue(half, "q", cells(half, {0, 8}));
  static_cast<void>(lose(line, {}, {constant(half, 0.5)}));
  static_cast<void>(serve({&line}, constant(half, 0.0)));
  stock(months_waited(half, line), "months");
  const paths_of losing(half, {});
  CHECK(losing.at("months", 1) == Approx(4 * 2.5));
  CHECK(losing.at("months", 2) == Approx(2 * 3.5));
}

TEST_CASE("people give up by hazard and by age, as person by person", "[engine][queue][statistics]") {
  // 40,000 replicates against 40,000 lines of individuals. The means of each month agree within five standard errors
  // of their difference: a false alarm in a million for each of the 48 comparisons.
  constexpr int months = 12;
  constexpr std::uint32_t runs = 40'000;
  plan p = plan_of(months);
  std::vector<double> initial = {9, 6, 3};
  initial.resize(16, 0.0);
  queue q = add_queue(p, "q", cells(p, initial));
  const queue_losses lost = lose(q, {{"giving up", constant(p, 0.06)}, {"moving", constant(p, 0.02)}},
                                 {constant(p, 0.0), constant(p, 0.0), constant(p, 0.0), constant(p, 0.25)});
  feed(q, poisson(constant(p, 6.0), "arriving", phase::arrive));
  const queue_month m = serve({&q}, constant(p, 4.0)).front();
  stock(total(p, q), "waiting");
  flow(lost.gone[0], "giving up");
  flow(lost.expired, "expired");
  flow(m.months, "months");
  const paths_of run(p, {.runs = runs, .seed = 3});

  dice d(17);
  std::vector<std::vector<double>> sums(4, std::vector<double>(months, 0.0));
  for (std::uint32_t i = 0; i < runs; ++i) {
    std::deque<int> line;  // months joined, oldest in front
    for (int a = 2; a >= 0; --a) line.insert(line.end(), static_cast<std::size_t>(initial[std::size_t(a)]), -1 - a);
    for (int t = 0; t < months; ++t) {
      const auto at = static_cast<std::size_t>(t);
      sums[0][at] += double(line.size());
      std::deque<int> rest;
      for (const int joined : line) {
        const double u = d.unit();
        const double any = 1 - std::exp(-0.08);
        if (u < any) {
          sums[1][at] += u < any * 0.75 ? 1 : 0;
        } else if (t - 1 - joined >= 3 && d.chance(0.25)) {
          sums[2][at] += 1;
        } else {
          rest.push_back(joined);
        }
      }
      line = std::move(rest);
      for (double x = -std::log(1 - d.unit()); x < 6; x -= std::log(1 - d.unit())) line.push_back(t);
      for (int served = 0; served < 4 && !line.empty(); ++served) {
        sums[3][at] += t - line.front();
        line.pop_front();
      }
    }
  }
  const char* const names[] = {"waiting", "giving up", "expired", "months"};
  for (std::size_t k = 0; k < 4; ++k) {
    for (std::size_t t = 0; t < months; ++t) {
      CAPTURE(names[k], t);
      const double se = std::sqrt(2 * run.summary(names[k], t).variance() / runs);
      CHECK(std::abs(run.mean(names[k], t) - sums[k][t] / runs) <= 5 * se);
    }
  }
}

TEST_CASE("a queue in overload follows the fluid limit", "[engine][queue]") {
  // dQ/dt = λ − μ: 12 arrive and 15 are served, so 60 clear in 60 ÷ 3 = 20 months.
  plan p = plan_of(30);
  std::vector<double> initial(40, 0.0);
  initial[0] = 60;
  queue q = add_queue(p, "q", cells(p, initial));
  feed(q, poisson(constant(p, 12.0), "arriving", phase::arrive));
  static_cast<void>(serve({&q}, constant(p, 15.0)));
  stock(total(p, q), "waiting");
  const paths_of mean(p, {});
  for (std::size_t t = 0; t <= 30; ++t) CHECK(mean.at("waiting", t) == Approx(std::max(0.0, 60 - 3.0 * double(t))));
  // While it is long, the random mean is the same: four standard errors of 10,000 replicates.
  const paths_of run(p, {.runs = 10'000});
  for (std::size_t t = 1; t <= 8; ++t) {
    const double se = std::sqrt(run.summary("waiting", t).variance() / 10'000);
    CHECK(std::abs(run.mean("waiting", t) - (60 - 3.0 * double(t))) < 4 * se);
  }
}

TEST_CASE("a queue in balance has the mean of theory", "[engine][queue][statistics]") {
  // 20,000 replicates after 240 months from empty, where the distribution is in balance to 10⁻⁶ at these loads. Means
  // within four standard errors (about 2.5 % of the mean), variances within 12 %.
  struct setting {
    double arrivals;
    bool random_service;
    double capacity;
  };
  for (const setting& s : {setting{0.8, false, 1}, setting{2.5, false, 3}, setting{2.0, true, 2.6}}) {
    CAPTURE(s.arrivals, s.capacity);
    const balance theory = in_balance(s.arrivals, s.random_service, s.capacity);
    // Pollaczek–Khinchine for one server and a fixed time: λ² ÷ (2(1 − λ)).
    if (s.capacity == 1) CHECK(theory.mean == Approx(0.8 * 0.8 / (2 * 0.2)).epsilon(1e-9));
    const plan p = stationary(240, s.arrivals, s.random_service, s.capacity);
    const ensemble_result r = run_ensemble(p, {.runs = 20'000, .seed = 9});
    const point_summary& last = r.points[0].back();
    CHECK(std::abs(last.mean() - theory.mean) < 4 * std::sqrt(theory.variance / 20'000));
    CHECK(last.variance() == Approx(theory.variance).epsilon(0.12));
  }
}

TEST_CASE("Little's law holds to the digit", "[engine][queue]") {
  // Σ waiting over month starts = months of those served + months so far of those who wait, in every replicate.
  constexpr int months = 40;
  plan p = plan_of(months);
  queue q = add_queue(p, "q", std::vector<value>(5, constant(p, 0.0)));
  feed(q, poisson(constant(p, 5.0), "arriving", phase::arrive));
  const queue_month m = serve({&q}, poisson(constant(p, 5.2), "capacity", phase::arrive)).front();
  stock(total(p, q), "waiting");
  stock(months_waited(p, q), "months waited");
  flow(m.months, "months");
  const paths_of run(p, {.runs = 200});
  for (std::size_t i = 0; i < 200; ++i) {
    double counted = 0;
    double waited = 0;
    for (std::size_t t = 0; t <= months; ++t) counted += run.at("waiting", t, i);
    for (std::size_t t = 0; t < months; ++t) waited += run.at("months", t, i);
    CHECK(counted == Approx(waited + run.at("months waited", months, i) + 0.5 * run.at("waiting", months, i)));
  }
}

TEST_CASE("a queue gives the same bits for any threads and blocks", "[engine][queue]") {
  const plan p = stationary(12, 2.0, true, 2.2);
  const ensemble_result one = run_ensemble(p, {.runs = 500, .threads = 1, .block = 500});
  const ensemble_result many = run_ensemble(p, {.runs = 500, .threads = 3, .block = 7});
  CHECK(one.points == many.points);
}

TEST_CASE("a queue refuses what makes no sense", "[engine][queue]") {
  plan p = plan_of(3);
  CHECK_THROWS_AS(add_queue(p, "q", {}), std::invalid_argument);
  queue q = add_queue(p, "q", cells(p, {1, 1}), constant(p, 2.0));
  CHECK_THROWS_WITH(run_ensemble(p, {}), Catch::Matchers::ContainsSubstring("limit of queue \"q\""));
}
