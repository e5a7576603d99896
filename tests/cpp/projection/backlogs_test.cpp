#include "../catch.hpp"

#include <cmath>
#include <set>

#include <probation/engine/describe.hpp>

#include "backlog_regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// A series of the whole region, at one point.
double at(const forecast_result& f, const std::string& measure, const std::string& of, std::size_t t) {
  return mean_at(f, measure, "*", of, t);
}

/// Paths of a series: point t of replicate i.
struct path_reader {
  const forecast_result& f;
  std::string of;

  [[nodiscard]] double operator()(const char* measure, std::size_t t, std::size_t i) const {
    const series& s = f.series(measure, "*", of);
    return s.paths().at(t * s.runs() + i);
  }
};

region with_list(const waiting_list& list) {
  region r = empty_region();
  r.waiting_lists["list"] = list;
  return r;
}

region with_programme(const programme& p) {
  region r = empty_region();
  r.programmes["programme"] = p;
  return r;
}

region with_unpaid_work(const unpaid_work& u) {
  region r = empty_region();
  r.unpaid_work = u;
  return r;
}

}  // namespace

TEST_CASE("backlogs change nothing of what has nothing to do with them", "[projection][backlogs]") {
  region r = every_backlog();
  r.waiting_lists["vetting"].recruits.clear();  // these do
  region without = r;
  without.waiting_lists = {};
  without.programmes = {};
  without.unpaid_work.reset();
  without.victim_contact.reset();
  const auto f = forecast(r, {.months = 6, .runs = 60});
  const auto before = forecast(without, {.months = 6, .runs = 60});
  CHECK(f.all().size() > before.all().size() + 50);
  for (const series& s : before.all()) {
    CAPTURE(s.measure(), s.unit(), s.of());
    CHECK(f.series(s.measure(), s.unit(), s.of()) == s);
  }
}

TEST_CASE("a document without backlogs forecasts what it did before there were any", "[projection][backlogs]") {
  // Numbers of the version that knew none; the last digits of drawn inputs are their library's.
  const auto f = forecast(a_bit_of_everything(), {.months = 12, .runs = 100, .seed = 3});
  CHECK(f.all().size() == 164);
  CHECK(mean_at(f, "headcount", "*", "PO", 12) == Approx(318.47).epsilon(1e-12));
  CHECK(mean_at(f, "in_pipeline", "*", "PO", 12) == Approx(7.29).epsilon(1e-12));
  CHECK(mean_at(f, "workload", "*", "PO", 12) == Approx(1.156273832).epsilon(1e-8));
  CHECK(mean_at(f, "share_above_60", "*", "PO", 12) == Approx(0.0697209931).epsilon(1e-8));
  CHECK(mean_at(f, "caseload", "*", "PO", 12) == Approx(11157.0889733887).epsilon(1e-12));
}

TEST_CASE("all backlogs at once: the same bits for any threads and blocks, every draw a cell of its own",
          "[projection][backlogs][reproducible]") {
  const region r = every_backlog();
  const auto base = forecast(r, {.months = 8, .runs = 90, .threads = 1, .block = 90});
  CHECK(base.all() == forecast(r, {.months = 8, .runs = 90, .threads = 3, .block = 7}).all());
  CHECK(base.all() == forecast(r, {.months = 8, .runs = 90, .threads = 2, .block = 1}).all());
  const plan p = lower(r, 8);
  std::set<std::uint64_t> cells;
  std::size_t draws = 0;
  for (const auto& step : p.steps) {
    for (const operation& op : step) {
      if (op.code != opcode::binomial && op.code != opcode::poisson && op.code != opcode::negative_binomial &&
          op.code != opcode::uniform && op.code != opcode::lapse) {
        continue;
      }
      ++draws;
      cells.insert(op.cell);
    }
  }
  CHECK(cells.size() == draws);
}

TEST_CASE("the plan shows backlogs", "[projection][backlogs]") {
  const std::string text = to_text(lower(every_backlog(), 6));
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(text, ContainsSubstring("  North/services/urgent: queue of "));
  CHECK_THAT(text, ContainsSubstring("  programmes/thinking skills/groups: conveyor of 6 months"));
  CHECK_THAT(text, ContainsSubstring("  unpaid work/unpaid work/working: ledger of 36 cells"));
  CHECK_THAT(text, ContainsSubstring("victim liaison/victim contact -> victim liaison/victim contact/open cases"));
  CHECK_THAT(text, ContainsSubstring("vetting/North/PO -> North/PO/vetting: checks begin"));
  CHECK_THAT(to_dot(lower(every_backlog(), 6)), ContainsSubstring("\"unpaid work/unpaid work/blocked\""));
}

TEST_CASE("nobody is lost in any backlog of a region", "[projection][backlogs]") {
  const auto f = forecast(every_backlog(), {.months = 18, .runs = 40, .seed = 4, .keep_paths = true});
  const auto conserves = [&](const std::string& of, const char* stock, const std::vector<const char*>& in,
                             const std::vector<const char*>& out) {
    CAPTURE(of);
    const path_reader x{f, of};
    double worst = 0;
    for (std::size_t i = 0; i < 40; ++i) {
      for (std::size_t t = 0; t < 18; ++t) {
        double next = x(stock, t, i);
        for (const char* flow : in) next += x(flow, t, i);
        for (const char* flow : out) next -= x(flow, t, i);
        worst = (std::max)(worst, std::abs(x(stock, t + 1, i) - next));
      }
    }
    return worst;
  };
  CHECK(conserves("services", "waiting", {"arrived"}, {"served", "reneged", "expired"}) == 0);
  CHECK(conserves("services/urgent", "waiting", {"arrived"}, {"served", "reneged", "expired"}) == 0);
  CHECK(conserves("reviews", "waiting", {"arrived"}, {"served", "reneged"}) == 0);
  CHECK(conserves("vetting", "waiting", {"arrived"}, {"served", "reneged"}) == 0);
  CHECK(conserves("thinking skills", "waiting", {"arrived"}, {"served", "reneged", "expired"}) == 0);
  CHECK(conserves("thinking skills", "in_groups", {"served"}, {"completed", "dropped_out"}) == 0);
  CHECK(conserves("victim contact", "waiting", {"arrived"}, {"served"}) == 0);
  CHECK(conserves("victim contact", "open_cases", {"served"}, {"closed"}) == 0);
  CHECK(conserves("unpaid work", "people_outstanding", {"arrived"}, {"served", "reneged", "expired"}) == 0);
  CHECK(conserves("unpaid work", "hours_outstanding", {"hours_ordered"}, {"hours_delivered", "hours_expired"}) < 1e-9);
}

TEST_CASE("a list in overload clears when the fluid does", "[projection][backlogs]") {
  // 60 wait, 12 come and 15 are served: 20 months. Random runs have the same mean while the list is long.
  const region r = with_list(simple_list(60, 12, 15));
  const auto f = expected(r, 30);
  for (std::size_t t = 0; t <= 30; ++t) {
    CHECK(at(f, "waiting", "list", t) == Approx(std::max(0.0, 60 - 3.0 * double(t))).margin(1e-9));
  }
  CHECK(f.series("waiting", "*", "list").first_month_at_most(0.5, 1.0) == month(2022, 4) + 20);
  const auto random = forecast(r, {.months = 8, .runs = 4'000});
  for (std::size_t t = 1; t <= 8; ++t) {
    CHECK(std::abs(at(random, "waiting", "list", t) - (60 - 3.0 * double(t))) <
          4 * random.series("waiting", "*", "list").standard_error()[t]);
  }
}

TEST_CASE("how long those on a list have waited", "[projection][backlogs]") {
  // Nobody says: as many months of arrivals as it takes. 30 of 12 a month: 12, 12 and 6, so ½, 1½ and 2½ months.
  waiting_list list = simple_list(30, 12, 12);
  CHECK(at(expected(with_list(list)), "mean_wait", "list", 0) == Approx((12 * 0.5 + 12 * 1.5 + 6 * 2.5) / 30));
  list.mean_wait = in_months_of(4);
  CHECK(at(expected(with_list(list)), "mean_wait", "list", 0) == Approx(4).epsilon(1e-4));
  list.mean_wait.reset();
  list.waited = {0.5, 0, 0.5};
  list.limit = in_months_of(1.25);
  const auto f = expected(with_list(list));
  CHECK(at(f, "mean_wait", "list", 0) == Approx(1.5));
  CHECK(at(f, "share_overdue", "list", 0) == Approx(0.5));
  // Of 60 a month some have withdrawn since, after half a month on average of those who came last.
  waiting_list leaving = simple_list(100, 60, 0);
  leaving.reneging = timed_quantity(quantity(distribution::certain, {0.5}, unit::per_month));
  leaving.limit = in_months_of(1);
  const double latest = 60 * std::exp(-0.25);
  CHECK(at(expected(with_list(leaving)), "share_overdue", "list", 0) == Approx(1 - latest / 100));
  // In balance by Little's law: 12 a month, 30 of them, served after 2½ months.
  const auto balance = expected(with_list(simple_list(30, 12, 12)), 24);
  CHECK(at(balance, "mean_wait_of_served", "list", 20) == Approx(2.5));
  // More than expiry allows for at these arrivals: all months fill alike.
  waiting_list full = simple_list(30, 1, 1);
  full.expiry = in_months_of(3);
  CHECK(at(expected(with_list(full)), "mean_wait", "list", 0) == Approx(1.5));
}

TEST_CASE("capacity from staff in post, less what their workload takes", "[projection][backlogs]") {
  region r = no_recruitment();
  r.pdus["North"].staff["PO"].leaving_rate = timed_quantity(a_year(0.12));
  waiting_list list = simple_list(500, 0, 0);
  list.mean_wait = in_months_of(1);
  list.unit = "North";
  list.capacity = service_capacity{{}, staff_reference{{}, "PO"}, timed_quantity(0.1), {}};
  r.waiting_lists["list"] = list;
  const auto f = expected(r);
  for (std::size_t t = 0; t < 6; ++t) {
    CHECK(mean_at(f, "served", "North", "list", t) == Approx(6.2 * std::exp(-0.01 * double(t))));
  }
  r.waiting_lists["list"].capacity.feedback = quantity(0.5);
  CHECK(mean_at(expected(r), "served", "North", "list", 0) == Approx(6.2 * std::exp(-0.5 * 0.32)));
  // Overloaded officers who hold no cases have no workload to go by.
  add_function(r, "reviews", "reviewer", 5);
  r.waiting_lists["list"].capacity.staff = staff_reference{"reviews", "reviewer"};
  CHECK_THROWS_WITH(expected(r), Catch::Matchers::ContainsSubstring("hold no cases"));
}

TEST_CASE("urgent ones are served first", "[projection][backlogs]") {
  waiting_list list = simple_list(40, 20, 8);
  list.classes["other"] = {2, quantity(0.75), {}};
  list.classes["urgent"] = {1, quantity(0.25), {}};
  const auto f = forecast(with_list(list), {.months = 12, .runs = 300});
  CHECK(at(f, "waiting", "list/urgent", 12) < 3);
  CHECK(at(f, "waiting", "list/urgent", 12) + at(f, "waiting", "list/other", 12) ==
        Approx(at(f, "waiting", "list", 12)));
}

TEST_CASE("vetting with staff of its own: recruits wait for it, and then for the checks", "[projection][backlogs]") {
  region r = no_recruitment();
  r.pdus["North"].staff["PO"].leaving_rate = timed_quantity(a_year(0));
  recruitment coming;
  coming.per_month = timed_quantity(4);
  coming.vetting = in_months_of(2);
  r.pdus["North"].recruitment["PO"] = coming;
  waiting_list vetting;
  vetting.waiting = quantity(0);
  vetting.capacity.per_month = timed_quantity(3);
  vetting.recruits = {"PO"};
  r.waiting_lists["vetting"] = vetting;
  const auto f = expected(r, 24);
  // Three a month begin their checks, the line grows by one a month, and checks take two months.
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK(at(f, "waiting", "vetting", t) == Approx(double(t)));
    CHECK(mean_at(f, "joiners", "North", "PO", t) == Approx(t < 2 ? 0 : 3));
    CHECK(mean_at(f, "in_pipeline", "North", "PO", t) == Approx(double(t) + (std::min)(6.0, 3.0 * double(t))));
  }
  // With capacity to spare it is as if there were no list.
  r.waiting_lists["vetting"].capacity.per_month = timed_quantity(1000);
  const auto free = expected(r, 24);
  r.waiting_lists = {};
  const auto none = expected(r, 24);
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK(mean_at(free, "joiners", "North", "PO", t) == Approx(mean_at(none, "joiners", "North", "PO", t)));
  }
  // Filling vacancies counts those on the list: 16 vacancies are offered once.
  recruitment fill;
  fill.fill = fill_policy{};
  r.pdus["North"].recruitment["PO"] = fill;
  r.waiting_lists["vetting"] = vetting;
  const auto filled = forecast(r, {.months = 12, .runs = 50});
  CHECK(mean_at(filled, "headcount", "North", "PO", 12) == Approx(78));
  CHECK(at(filled, "waiting", "vetting", 1) == Approx(13));
}

TEST_CASE("a programme clears when the fluid does, and larger groups clear it sooner", "[projection][backlogs]") {
  // 4 groups of 10 for 5 months serve 8 a month once they run in step; 6 come, 40 wait.
  programme p = simple_programme();
  p.waiting.reset();
  p.identified = quantity(80);
  p.not_started = quantity(0.5);  // the others fill the four groups
  const auto f = expected(with_programme(p), 40);
  CHECK(at(f, "in_groups", "programme", 0) == Approx(40));
  CHECK(at(f, "groups", "programme", 0) == Approx(4));
  CHECK(at(f, "share_not_started", "programme", 0) == Approx(0.5));
  for (std::size_t t = 0; t <= 40; ++t) {
    CHECK(at(f, "waiting", "programme", t) == Approx(std::max(0.0, 40 - 2.0 * double(t))).margin(1e-9));
  }
  CHECK(at(f, "completed", "programme", 3) == Approx(8));
  p.most = timed_quantity(12);
  const auto large = expected(with_programme(p), 40);
  CHECK(at(large, "waiting", "programme", 12) < at(f, "waiting", "programme", 12) - 10);
}

TEST_CASE("the share who complete a programme, and those who come back", "[projection][backlogs]") {
  programme p = simple_programme();
  p.arrivals.rate = timed_quantity(0);
  p.mean_wait = in_months_of(1);
  p.completion = quantity(0.6);
  p.returns = quantity(0.25);
  const auto f = expected(with_programme(p), 60);
  double completed = 0;
  double dropped = 0;
  for (std::size_t t = 0; t < 60; ++t) {
    completed += at(f, "completed", "programme", t);
    dropped += at(f, "dropped_out", "programme", t);
    CHECK(at(f, "returned", "programme", t) == Approx(at(f, "dropped_out", "programme", t) * 0.25).margin(1e-12));
  }
  // Each start completes with 0.6 and begins again with 0.1: 40 × 0.6 ÷ 0.9.
  CHECK(completed == Approx(40 * 0.6 / 0.9).epsilon(1e-6));
  CHECK(dropped == Approx(40 * 0.4 / 0.9).epsilon(1e-6));
}

TEST_CASE("unpaid work begins as the document says", "[projection][backlogs]") {
  const region r = with_unpaid_work(simple_unpaid_work());
  const auto f = forecast(r, {.months = 1, .runs = 200, .keep_paths = true});
  const path_reader x{f, "unpaid work"};
  for (std::size_t i = 0; i < 200; ++i) {
    CHECK(x("people_outstanding", 0, i) == 900);
    CHECK(x("hours_outstanding", 0, i) == Approx(72'000).epsilon(1e-12));
    CHECK(std::abs(x("past_12_months", 0, i) - 270) <= 1);
    CHECK(std::abs(x("past_24_months", 0, i) - 90) <= 1);
  }
  const auto mean = expected(r, 1);
  CHECK(at(mean, "share_past_12_months", "unpaid work", 0) == Approx(0.3).epsilon(1e-12));
  CHECK(at(mean, "share_past_24_months", "unpaid work", 0) == Approx(0.1).epsilon(1e-12));
  // Past the anniversary, courts have two months: a sixth of those in their second year.
  CHECK(at(mean, "blocked", "unpaid work", 0) == Approx(900 * 0.2 / 6));
}

TEST_CASE("hours of unpaid work by kind", "[projection][backlogs]") {
  unpaid_work u = simple_unpaid_work();
  u.independent = timed_quantity(0.1);
  u.education = education_hours{timed_quantity(0.16), quantity(0.3)};
  u.delivery->level = timed_quantity(1.1);
  const auto f = expected(with_unpaid_work(u), 6);
  const std::string of = "unpaid work";
  for (std::size_t t = 0; t < 6; ++t) {
    CHECK(at(f, "hours_offered", of, t) == Approx(6'600));
    CHECK(at(f, "hours_delivered", of, t) == Approx(6'600));
    CHECK(at(f, "hours_delivered_independent", of, t) == Approx(660));
    CHECK(at(f, "hours_delivered_education", of, t) == Approx(0.16 * 6'600));
    CHECK(at(f, "hours_delivered_placements", of, t) == Approx(0.74 * 6'600));
  }
  // From staff and placements: (10 × 300 + 60 × 20) ÷ (1 − 0.26).
  const auto all = expected(every_backlog(), 3);
  CHECK(mean_at(all, "hours_offered", "unpaid work", of, 0) == Approx(4'200 / 0.74));
  CHECK(mean_at(all, "hours_delivered_group", "unpaid work", of, 0) == Approx(3'000));
  CHECK(mean_at(all, "hours_delivered_individual", "unpaid work", of, 0) == Approx(1'200));
}

TEST_CASE("unpaid work in overload clears when the fluid does", "[projection][backlogs]") {
  // Nobody new, no anniversary: 72,000 hours at 6,000 a month.
  unpaid_work u = simple_unpaid_work();
  u.orders.rate = timed_quantity(0);
  u.extension.reset();
  u.cap.reset();
  for (const auto rule : {unpaid_work::rule::oldest_first, unpaid_work::rule::equal}) {
    u.by = rule;
    const auto f = expected(with_unpaid_work(u), 14);
    for (std::size_t t = 0; t <= 14; ++t) {
      CHECK(at(f, "hours_outstanding", "unpaid work", t) ==
            Approx(std::max(0.0, 72'000 - 6'000.0 * double(t))).margin(1e-6));
    }
  }
}

TEST_CASE("past twelve months nobody works until a court has decided", "[projection][backlogs]") {
  // All hours go to the oldest who may work. Those of the second year are through at once; the blocked are not.
  unpaid_work u = simple_unpaid_work();
  u.past_24_months = quantity(0.0);
  u.orders.rate = timed_quantity(0);
  u.cap.reset();
  u.delivery->before = quantity(1e6);
  const auto f = expected(with_unpaid_work(u), 4);
  CHECK(at(f, "people_outstanding", "unpaid work", 1) == Approx(900 * 0.3 / 6 * 0.9).margin(1));
  CHECK(at(f, "blocked", "unpaid work", 1) == Approx(900 * 0.3 / 12));
  CHECK(at(f, "people_outstanding", "unpaid work", 4) == Approx(0).margin(1e-9));
}

TEST_CASE("suspended sentences expire at the end of their operational period", "[projection][backlogs]") {
  unpaid_work u = simple_unpaid_work();
  u.past_12_months.reset();
  u.past_24_months.reset();
  u.since_order = {1.0};
  u.orders.rate = timed_quantity(0);
  u.extension.reset();
  u.delivery->before = quantity(0);
  u.suspended = quantity(0.4);
  u.operational_period = in_months_of(18);
  const auto f = expected(with_unpaid_work(u), 24);
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK(at(f, "expired", "unpaid work", t) == Approx(t == 17 ? 360 : 0).margin(1e-9));
  }
  u.operational_period = in_months_of(18.5);  // 18 months for half of them, 19 for the others
  const auto between = expected(with_unpaid_work(u), 24);
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK(at(between, "expired", "unpaid work", t) == Approx(t == 17 || t == 18 ? 180 : 0).margin(1e-9));
  }
}

TEST_CASE("victim contact: letters, open cases, and what they weigh", "[projection][backlogs]") {
  const auto f = expected(every_backlog(), 12);
  const std::string of = "victim contact";
  const double pilot = (90 + 4 * 100 + 220) / 6.0 / 12.0;
  CHECK(mean_at(f, "arrived", "victim liaison", of, 0) == Approx(20 + pilot));
  // Six officers can send 42 letters a month, so all are sent.
  CHECK(at(f, "served", of, 0) == Approx(6 + 20 + pilot));
  CHECK(at(f, "waiting", of, 1) == Approx(0).margin(1e-12));
  const double demand = (20 + pilot) * 90 + (26 + pilot) * 30 + 600 * 0.25 * 45;
  CHECK(at(f, "workload", of, 0) == Approx(demand / (6 * 37 * 60 * 365.25 / 84)));
  CHECK(at(f, "cases_per_officer", of, 0) == Approx(100));
  CHECK(at(f, "open_cases", of, 1) == Approx(600 * (1 - 1 / 30.0) + 26 + pilot));
}
