#include "../catch.hpp"

#include <random>
#include <string>

#include <probation/projection/forecast_many.hpp>
#include <probation/projection/saved.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;
using Catch::Matchers::ContainsSubstring;

namespace {

[[nodiscard]] forecast_options short_run(std::uint32_t first = 0, std::uint32_t runs = 8) {
  return {.months = 3, .runs = runs, .seed = 5, .threads = 1, .first = first};
}

[[nodiscard]] std::string plan_of(const region& r) { return forecast(r, short_run()).provenance().plan; }

/// What is done to bytes so that they are no longer those that were written.
[[nodiscard]] std::string damaged(std::string bytes, std::mt19937_64& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  switch (below(4)) {
    case 0: bytes.resize(below(bytes.size())); break;
    case 1:
      for (std::size_t n = 1 + below(40); n > 0; --n) bytes += static_cast<char>(below(256));
      break;
    case 2:
      for (std::size_t n = 2 + below(6); n > 0; --n) bytes.erase(below(bytes.size()), 1);
      break;
    default: {
      char& c = bytes[below(bytes.size())];
      c = static_cast<char>(static_cast<unsigned char>(c) ^ (1 + below(255)));
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("faults D03 a region built by hand has a digest", "[projection]") {
  const region r = a_bit_of_everything();
  const provenance origin = forecast(r, short_run()).provenance();
  CHECK(r.digest.empty());
  CHECK(origin.document.empty());
  CHECK_THAT(origin.plan, Catch::Matchers::Matches("sha256:[0-9a-f]{64}"));
  CHECK_THAT(origin.digest, Catch::Matchers::Matches("sha256:[0-9a-f]{64}"));
  CHECK(plan_of(a_bit_of_everything()) == origin.plan);  // a pure function of what the region says
  forecast_options other = short_run();
  other.threads = 2;
  other.block = 3;
  other.keep_paths = true;
  other.measures = {"headcount"};
  CHECK(forecast(r, other).provenance().plan == origin.plan);
  CHECK(forecast(r, other).provenance().digest == origin.digest);
  other.seed = 6;
  CHECK(forecast(r, other).provenance().plan == origin.plan);
  CHECK(forecast(r, other).provenance().digest != origin.digest);
  CHECK(forecast(r, short_run(8)).provenance().digest != origin.digest);
  CHECK(forecast(r, short_run(0, 0)).provenance().digest != origin.digest);
  CHECK(run_part(r, short_run()).digest() == origin.digest);
  other = short_run();
  other.months = 4;
  CHECK(forecast(r, other).provenance().plan != origin.plan);
}

TEST_CASE("faults D03 a region changed by hand is another, and its parts are refused", "[projection]") {
  const region r = a_bit_of_everything();
  region edited = r;
  edited.digest = "sha256:of the document that it was read from";
  CHECK(plan_of(edited) == plan_of(r));
  edited.pdus["North"].staff["PO"].leaving_rate = timed_quantity(a_year(0.13));
  CHECK(plan_of(edited) != plan_of(r));

  forecast_part part = run_part(r, short_run(0));
  const forecast_part foreign = run_part(edited, short_run(8));
  CHECK_THROWS_WITH(part.merge(foreign), ContainsSubstring("parts of different forecasts: plan sha256:") &&
                                             ContainsSubstring("… and sha256:"));
  CHECK_THROWS_WITH(forecast_of(edited, part), ContainsSubstring("another region: of plan sha256:"));
  named<region> both;
  both["A"] = r;
  const forecast_part of_many = run_part(both, short_run());
  both["A"] = edited;
  CHECK_THROWS_WITH(forecasts_of(both, of_many), ContainsSubstring("other regions: of plan sha256:"));
}

TEST_CASE("faults D03 what changes no number keeps the digest of the plan", "[projection]") {
  const region r = a_bit_of_everything();
  region same = r;
  same.name = "Another name";
  same.notes.push_back("a note");
  same.pdus["North"].staff["PO"].in_post->source = "counted again";
  same.pdus["North"].staff["PO"].in_post->standing = status::disputed;
  CHECK(plan_of(same) == plan_of(r));
  forecast_part part = run_part(r, short_run(0));
  part.merge(run_part(same, short_run(8)));
  CHECK(forecast_of(same, part).all() == forecast(r, short_run(0, 16)).all());
}

TEST_CASE("faults D03 every number, name and month is in the digest", "[projection]") {
  const region r = a_bit_of_everything();
  const std::string plan = plan_of(r);
  const auto changed = [&](auto edit) {
    region other = r;
    edit(other);
    CHECK(plan_of(other) != plan);
  };
  changed([](region& x) { x.as_of = month(2022, 5); });
  changed([](region& x) { x.staff["PO"].in_post = quantity(distribution::pert, {300, 310, 321}); });
  changed([](region& x) { x.staff["PO"].in_post = quantity(distribution::uniform, {300, 310, 320}); });
  changed([](region& x) { x.recruitment["PO"].vetting->unit = unit::days; });
  changed([](region& x) { x.recruitment["PO"].in_vetting = quantity(7); });
  changed([](region& x) { x.intakes[0].start = month(2022, 5); });
  changed([](region& x) { x.workload.spread = quantity(6.000000001); });
  changed([](region& x) {  // the same numbers under another name: other draws
    const delivery_unit unit = x.pdus["South"];
    x.pdus = {{"North", x.pdus["North"]}, {"East", unit}, {"Rest", x.pdus["Rest"]}};
  });
}

TEST_CASE("faults D03 regions among others keep their digests", "[projection]") {
  named<region> two;
  two["A"] = a_bit_of_everything();
  two["B"] = no_recruitment();
  const forecasts f = forecast_many(two, short_run());
  forecast_options alone = short_run();
  alone.seed = region_seed(5, "A");
  CHECK(f.regions.at("A").provenance().digest == forecast(two.at("A"), alone).provenance().digest);
  const std::string all = f.all.provenance().plan;
  CHECK(all != f.regions.at("A").provenance().plan);
  named<region> renamed;
  renamed["A"] = two.at("A");
  renamed["C"] = two.at("B");
  CHECK(forecast_many(renamed, short_run()).all.provenance().plan != all);
  CHECK(f.all.provenance().document.empty());
  CHECK(run_part(two, short_run()).digest() == f.all.provenance().digest);
}

TEST_CASE("faults E09 damaged parts and saved forecasts are refused", "[projection]") {
  forecast_options o = short_run();
  o.measures = {"workload", "headcount"};
  o.keep_paths = true;
  const region r = no_recruitment();
  const forecast_result f = forecast(r, o);
  const saved_forecast pieces = saved(f);
  const std::string part = run_part(r, o).bytes();
  std::mt19937_64 random(20'220'401);
  int refused = 0;
  const auto check = [&](const std::string& whole, auto read) {
    const std::string bytes = damaged(whole, random);
    if (bytes == whole) return;
    try {
      read(bytes);
      FAIL("damaged bytes were read");
    } catch (const std::invalid_argument& e) {
      ++refused;
      REQUIRE_THAT(e.what(), ContainsSubstring("bytes: not those of a") || ContainsSubstring("damaged or cut short") ||
                                 ContainsSubstring("in another format"));
    }
  };
  for (int i = 0; i < 6'000; ++i) {
    check(part, [](const std::string& bytes) { static_cast<void>(forecast_part::from_bytes(bytes)); });
  }
  CHECK(refused > 5'990);
  for (int i = 0; i < 500; ++i) {
    check(pieces.head, [&](const std::string& bytes) { static_cast<void>(restored(bytes, pieces.series)); });
    check(pieces.series[0], [](const std::string& bytes) { static_cast<void>(series_from(bytes)); });
  }
  CHECK(forecast_part::from_bytes(part) == run_part(r, o));
  CHECK(restored(pieces.head, pieces.series).all() == f.all());
}

TEST_CASE("faults E09 another format is named", "[projection]") {
  byte_writer old;
  old.text("probation part 2");
  old.text("0.1.0");
  CHECK_THROWS_WITH(
      forecast_part::from_bytes(old.bytes()),
      ContainsSubstring("in another format, \"probation part 2\"; this version reads \"probation part 3\""));
  byte_writer later;
  later.text("probation series 17");
  CHECK_THROWS_WITH(series_from(later.bytes()), ContainsSubstring("\"probation series 17\""));
}

TEST_CASE("faults E09 a part is compared with what was asked for", "[projection]") {
  const region r = a_bit_of_everything();
  const forecast_options o = short_run(8, 8);
  const part_identity asked = identity_of(r, o);
  const forecast_part part = run_part(r, o);
  CHECK_NOTHROW(require_asked(part, asked));
  CHECK_NOTHROW(require_asked(part, asked, {8, 16}));
  CHECK_THROWS_WITH(require_asked(part, asked, {8, 17}), ContainsSubstring("8-15, not 8-16"));
  CHECK_THROWS_WITH(require_asked(part, asked, {0, 8}), ContainsSubstring("8-15, not 0-7"));
  const auto refused = [&](forecast_options other, const char* what) {
    CHECK_THROWS_WITH(require_asked(run_part(r, other), asked), ContainsSubstring(what));
  };
  forecast_options x = o;
  x.seed = 6;
  refused(x, "than was asked for: seed 6, not 5");
  x = o;
  x.months = 4;
  refused(x, "4 months, not 3");
  x = o;
  x.measures = {"headcount", "fte"};
  refused(x, "measures headcount, fte, not all measures");
  x = o;
  x.limits = {{.measure = "headcount", .at_least = 300.0}};
  refused(x, "limits headcount of * in * at least 300, not no limits");
  x = o;
  x.keep_paths = true;
  refused(x, "with paths, not without paths");
  region other = r;
  other.workload.spread = quantity(7);
  CHECK_THROWS_WITH(require_asked(run_part(other, o), asked), ContainsSubstring("plan sha256:"));
  named<region> many;
  many["A"] = r;
  CHECK_NOTHROW(require_asked(run_part(many, o), identity_of(many, o), {8, 16}));
}

TEST_CASE("faults D07 a unit without recruitment has no part in the region's", "[projection]") {
  region r = empty_region();
  r.pdus["A"].staff["PO"] = some_staff(10, 20, 0.1);
  r.pdus["B"].staff["PO"] = some_staff(10, 20, 0.1);
  r.recruitment["PO"].fill = fill_policy{};
  const auto joiners = [](const region& x, const char* unit) { return mean_at(expected(x), "joiners", unit, "PO", 0); };
  CHECK(joiners(r, "A") == Approx(10));
  CHECK(joiners(r, "B") == Approx(10));
  r.pdus["B"].recruitment["PO"] = {};
  CHECK(joiners(r, "A") == Approx(10));
  CHECK(joiners(r, "B") == 0);
  r.recruitment["PO"] = {};
  CHECK(joiners(r, "A") == 0);
  CHECK(plan_of(r) != plan_of([&] {
          region other = r;
          other.recruitment["PO"].fill = fill_policy{};
          return other;
        }()));
}
