#include "../catch.hpp"

#include <algorithm>
#include <deque>

#include <probation/engine/groups.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

group_terms terms_of(plan& p, double least, double most, double months, double completing, double until = 1.0) {
  group_terms out;
  out.least = constant(p, least);
  out.most = constant(p, most);
  out.time = fixed_time(constant(p, months), months);
  out.completing = constant(p, completing);
  out.until_drop_out = fixed_time(constant(p, until), until);
  return out;
}

queue line_of(plan& p, const std::vector<double>& waiting, std::size_t length) {
  std::vector<value> out;
  for (const double n : waiting) out.push_back(constant(p, n));
  out.resize(length, constant(p, 0.0));
  return add_queue(p, "line", out);
}

}  // namespace

TEST_CASE("groups start whole, and lose nobody", "[engine][groups]") {
  // Random plans: sizes, times, completion, drop-outs who come back, ends of orders, facilitators who come and go.
  dice d(4);
  for (int trial = 0; trial < 60; ++trial) {
    CAPTURE(trial);
    const int months = d.whole(1, 24);
    plan p = plan_of(months);
    const double least = d.whole(1, 8);
    const double most = least + d.whole(0, 6);
    queue line = line_of(p, {double(d.whole(0, 40)), double(d.whole(0, 20))}, std::size_t(d.whole(2, 8)));
    group_terms terms = terms_of(p, least, most, d.real(1, 6), d.unit(), d.real(1, 3));
    if (d.chance(0.5)) terms.leaving.push_back({"end of order", constant(p, d.real(0, 0.2))});
    groups g = add_groups(p, "programme", terms);
    std::vector<double> at_once;
    for (int t = 0; t <= months; ++t) at_once.push_back(d.real(0, 5));
    const queue_losses lost = lose(line, {{"end of order", constant(p, 0.03)}});
    const groups_ended ended = end_groups(g);
    feed(line, poisson(constant(p, d.real(0, 20)), "arriving", phase::arrive));
    const division back = divide(ended.dropped, constant(p, d.unit()), "back");
    feed(line, back.yes);
    const groups_begun begun = begin_groups(g, line, by_month(p, at_once), constant(p, 3.0));
    stock(total(p, line), "waiting");
    stock(participants(p, g), "in progress");
    stock(total(p, g.running), "groups");
    flow(begun.queue.arrived, "arrived");
    flow(begun.queue.served, "started");
    flow(begun.begun, "begun");
    flow(ended.ended, "ended");
    flow(ended.completed, "completed");
    flow(ended.dropped, "dropped");
    flow(lost.gone[0], "lost");
    flow(sum(p, ended.left), "left");
    const paths_of run(p, {.runs = 64, .seed = static_cast<std::uint32_t>(trial)});
    std::size_t faults = 0;
    for (std::size_t i = 0; i < run.runs(); ++i) {
      for (std::size_t t = 0; t < static_cast<std::size_t>(months); ++t) {
        const auto x = [&](const char* name) { return run.at(name, t, i); };
        const auto next = [&](const char* name) { return run.at(name, t + 1, i); };
        const double started = x("started");
        const double groups_begun_now = x("begun");
        bool good = next("waiting") == x("waiting") + x("arrived") - started - x("lost");
        good = good && next("in progress") == x("in progress") + started - x("completed") - x("dropped") - x("left");
        good = good && next("groups") == x("groups") + groups_begun_now - x("ended");
        good = good && started >= groups_begun_now * least && started <= groups_begun_now * most;
        // Facilitators may have left since a group began; no other begins then.
        good = good && (groups_begun_now == 0 || next("groups") <= at_once[t]) && groups_begun_now <= 3;
        for (const char* name : {"waiting", "in progress", "groups", "arrived", "started", "begun", "ended",
                                 "completed", "dropped", "lost", "left"}) {
          good = good && is_whole(x(name));
        }
        faults += good ? 0 : 1;
      }
    }
    CHECK(faults == 0);
  }
}

TEST_CASE("groups start and end as person by person", "[engine][groups]") {
  dice d(12);
  for (int trial = 0; trial < 60; ++trial) {
    CAPTURE(trial);
    const int months = d.whole(4, 24);
    const int length = d.whole(1, 5);
    const int least = d.whole(2, 8);
    const int most = least + d.whole(0, 5);
    plan p = plan_of(months);
    queue line = line_of(p, {double(d.whole(0, 30))}, std::size_t(months) + 2);
    groups g = add_groups(p, "programme", terms_of(p, least, most, length, 1.0));
    std::vector<double> arrivals;
    std::vector<double> at_once;
    for (int t = 0; t <= months; ++t) {
      arrivals.push_back(d.whole(0, 14));
      at_once.push_back(d.whole(0, 4));
    }
    const groups_ended ended = end_groups(g);
    feed(line, by_month(p, arrivals));
    const groups_begun begun = begin_groups(g, line, by_month(p, at_once));
    stock(total(p, line), "waiting");
    flow(begun.queue.served, "started");
    flow(begun.queue.months, "months");
    flow(ended.completed, "completed");
    const paths_of run(p, {.runs = 1});

    struct group {
      int begun;
      int size;
    };
    std::vector<group> going;
    std::deque<int> waiting(static_cast<std::size_t>(run.at("waiting", 0)), -1);  // months joined
    for (int t = 0; t < months; ++t) {
      CAPTURE(t);
      const auto at = static_cast<std::size_t>(t);
      CHECK(run.at("waiting", at) == double(waiting.size()));
      int completed = 0;
      std::erase_if(going, [&](const group& x) {
        if (t - x.begun < length) return false;
        completed += x.size;
        return true;
      });
      for (int i = 0; i < arrivals[at]; ++i) waiting.push_back(t);
      // One group more as long as each can have its least size and somebody would be without a place.
      int more = 0;
      while (double(going.size()) + more < at_once[at] && (more + 1) * least <= int(waiting.size()) &&
             more * most < int(waiting.size())) {
        ++more;
      }
      const int places = (std::min)(more * most, int(waiting.size()));
      double months_waited = 0;
      for (int i = 0; i < places; ++i) {
        months_waited += t - waiting.front();
        waiting.pop_front();
      }
      // Who sits in which group does not matter as long as groups are whole: all of a month end together.
      for (int k = 0; k < more; ++k) going.push_back({t, k == 0 ? places : 0});
      CHECK(run.at("started", at) == places);
      CHECK(run.at("months", at) == months_waited);
      CHECK(run.at("completed", at) == completed);
    }
  }
}

TEST_CASE("the share who complete and the time it takes are as given", "[engine][groups][statistics]") {
  // 60 start in month 0 in groups of 12 for 4.6 months; 78 % complete, drop-outs last 1.5 months. 20,000 replicates,
  // four standard errors.
  plan p = plan_of(8);
  queue line = line_of(p, {60}, 3);
  groups g = add_groups(p, "programme", terms_of(p, 12, 12, 4.6, 0.78, 1.5));
  const groups_ended ended = end_groups(g);
  static_cast<void>(begin_groups(g, line, constant(p, 5.0)));
  stock(total(p, g.finishing), "finishing");
  stock(total(p, g.dropping), "dropping");
  flow(ended.completed, "completed");
  flow(ended.ended, "ended");
  const paths_of run(p, {.runs = 20'000, .seed = 8});
  double completed = 0;
  double finishing = 0;
  double dropping = 0;
  std::size_t whole_runs = 0;  // in which every group that began has ended
  for (std::size_t t = 0; t < 8; ++t) completed += run.mean("completed", t) / 60;
  for (std::size_t t = 0; t <= 8; ++t) {
    finishing += run.mean("finishing", t) / (60 * 0.78);
    dropping += run.mean("dropping", t) / (60 * 0.22);
  }
  for (std::size_t i = 0; i < run.runs(); ++i) {
    double ended_in_all = 0;
    for (std::size_t t = 0; t < 8; ++t) ended_in_all += run.at("ended", t, i);
    whole_runs += ended_in_all == 5 ? 1 : 0;
  }
  CHECK(whole_runs == run.runs());
  CHECK(completed == Approx(0.78).margin(4 * std::sqrt(0.78 * 0.22 / 60 / 20'000)));
  CHECK(finishing == Approx(4.6).margin(0.02));
  CHECK(dropping == Approx(1.5).margin(0.02));
  // The expected policy has the means themselves.
  const paths_of mean(p, {});
  double all = 0;
  for (std::size_t t = 0; t <= 8; ++t) all += mean.at("finishing", t);
  CHECK(all == Approx(60 * 0.78 * 4.6));
}

TEST_CASE("the expected policy is the fluid limit", "[engine][groups]") {
  // 4 groups of 10 at once for 5 months serve 8 a month; 6 arrive, so 40 waiting clear in 20 months.
  plan p = plan_of(40);
  queue line = line_of(p, {40}, 45);
  std::vector<value> steady(5, constant(p, 0.8));
  std::vector<value> people(5, constant(p, 8.0));
  groups g = add_groups(p, "programme", terms_of(p, 8, 10, 5, 1.0), {steady, people, {}});
  static_cast<void>(end_groups(g));
  feed(line, poisson(constant(p, 6.0), "arriving", phase::arrive));
  static_cast<void>(begin_groups(g, line, constant(p, 4.0)));
  stock(total(p, line), "waiting");
  const paths_of mean(p, {});
  for (std::size_t t = 0; t <= 40; ++t) {
    CHECK(mean.at("waiting", t) == Approx(std::max(0.0, 40 - 2.0 * double(t))).margin(1e-9));
  }
}

TEST_CASE("groups give the same bits for any threads and blocks", "[engine][groups]") {
  plan p = plan_of(12);
  queue line = line_of(p, {30}, 4);
  groups g = add_groups(p, "programme", terms_of(p, 6, 10, 2.5, 0.6, 1.2));
  feed(line, end_groups(g).dropped);
  feed(line, poisson(constant(p, 9.0), "arriving", phase::arrive));
  static_cast<void>(begin_groups(g, line, constant(p, 3.0)));
  stock(total(p, line), "waiting");
  stock(participants(p, g), "in progress");
  const ensemble_result one = run_ensemble(p, {.runs = 300, .threads = 1, .block = 300});
  const ensemble_result many = run_ensemble(p, {.runs = 300, .threads = 3, .block = 11});
  CHECK(one.points == many.points);
}

TEST_CASE("groups refuse what makes no sense", "[engine][groups]") {
  const auto run_with = [](auto change) {
    plan p = plan_of(3);
    group_terms terms = terms_of(p, 4, 8, 3, 0.5);
    change(p, terms);
    static_cast<void>(add_groups(p, "programme", terms));
    return run_ensemble(p, {});
  };
  using Catch::Matchers::ContainsSubstring;
  CHECK_THROWS_WITH(run_with([](plan& p, group_terms& t) { t.time = fixed_time(constant(p, 0.5), 1); }),
                    ContainsSubstring("less than a month"));
  CHECK_THROWS_WITH(run_with([](plan& p, group_terms& t) { t.most = constant(p, 3.0); }),
                    ContainsSubstring("most less least size"));
  CHECK_THROWS_WITH(run_with([](plan& p, group_terms& t) { t.least = constant(p, 0.0); }),
                    ContainsSubstring("least size"));
}
