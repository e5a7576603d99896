#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <probation/io.hpp>

#include "../catch.hpp"
#include "regions.hpp"

using namespace probation;
using Catch::Matchers::ContainsSubstring;

namespace {

region small() { return read_region(std::filesystem::path(PROBATION_SOURCE_DIR) / "tests/data/small.json"); }

const quantity& vetting(const region& r) { return *r.recruitment.at("PO").vetting; }

}  // namespace

TEST_CASE("a scenario changes what it says and nothing else") {
  const region r = small();
  region changed = scenario(r, "vetting halved");
  CHECK(vetting(changed) == testing::certain(10, unit::weeks));
  CHECK(changed.name == r.name);
  CHECK(changed.scenarios == r.scenarios);
  CHECK(changed.digest != r.digest);
  changed.recruitment["PO"].vetting = vetting(r);
  changed.digest = r.digest;
  CHECK(changed.under == std::vector<std::string>{"vetting halved"});
  CHECK(*changed.present == r);
  CHECK(changed != r);
  changed.under.clear();
  changed.present = {};
  CHECK(changed == r);
}

TEST_CASE("faults A01 A12 the present stays that of the document, and scenarios are remembered in their order") {
  region r = small();
  r.scenarios["fewer offers"] = R"({"recruitment":{"PO":{"per_month":1}}})";
  r.scenarios["nothing"] = "{}";
  r = parse_region(to_json(r));
  const region both = scenario(r, "fewer offers", "vetting halved");
  CHECK(both.under == std::vector<std::string>{"fewer offers", "vetting halved"});
  CHECK(*both.present == r);
  CHECK(both == scenario(scenario(r, "fewer offers"), "vetting halved"));
  CHECK(unpacked(packed(both)) == both);
  CHECK(unpacked(packed(r)).scenarios == r.scenarios);
  CHECK(unpacked(to_json(r)) == parse_region(to_json(r)));
  const region again = parse_region(to_json(both));
  CHECK_FALSE(again.present);  // it states what it states
  CHECK(again.digest != both.digest);
  const region same = scenario(r, "nothing");
  CHECK_FALSE(same.present);
  CHECK(same.under == std::vector<std::string>{"nothing"});
  CHECK_FALSE(patched(r, R"({"as_of":"2022-05","intakes":null})").present);
}

TEST_CASE("faults A09 a unit that only a patch names is refused") {
  CHECK_THROWS_WITH(patched(small(), R"({"pdus":{"Nroth":{}}})"),
                    ContainsSubstring("pdus.Nroth: found \"Nroth\"") && ContainsSubstring("did you mean \"North\"?"));
}

TEST_CASE("an unknown scenario is answered with those there are") {
  CHECK_THROWS_AS(scenario(small(), "vetting halfed"), std::out_of_range);
  CHECK_THROWS_WITH(scenario(small(), "vetting halfed"), ContainsSubstring("did you mean \"vetting halved\"?") &&
                                                             ContainsSubstring("there is: \"vetting halved\""));
  CHECK_THROWS_WITH(scenario(testing::bare(), "x"), ContainsSubstring("there are no scenarios"));
}

TEST_CASE("merge patches as RFC 7386 has them") {
  const region r = small();
  CHECK(patched(r, "{}") == r);
  CHECK_FALSE(patched(r, R"({"recruitment": null, "scenarios": null})").recruitment.contains("PO"));
  CHECK_FALSE(
      patched(r, R"({"recruitment": {"PO": {"vetting": null, "in_vetting": null}}})").recruitment.at("PO").vetting);
  CHECK(patched(r, R"({"recruitment": {"none": null}})") == r);
  CHECK(patched(r, R"({"notes": ["a"]})").notes == std::vector<std::string>{"a"});
  CHECK(patched(r, R"({"intakes": []})").intakes.empty());  // lists are replaced whole
  CHECK(patched(r, R"({"pdus": {"East": {"staff": {"PO": {"in_post": 3, "establishment": 4, "headcount": null}}}}})")
            .pdus.size() == 3);
  CHECK(patched(r, R"({"name": "Other"})").name == "Other");
}

TEST_CASE("a patch that gives a number replaces the number, in whatever form it was") {
  const region r = small();
  const auto patch = [&](const std::string& q) {
    return vetting(patched(r, R"({"recruitment": {"PO": {"vetting": )" + q + "}}}"));
  };
  CHECK(patch(R"({"value": 10})") == testing::certain(10, unit::weeks));
  CHECK(patch(R"({"value": 3, "unit": "months"})") == testing::certain(3, unit::months));
  CHECK(patch(R"({"mean": 10, "sd": 2, "source": "plan"})") ==
        quantity(distribution::gamma, {10, 2}, unit::weeks, "plan"));
  CHECK(patch(R"({"high": 40})") == quantity(distribution::pert, {16, 20, 40}, unit::weeks));
  CHECK(patch(R"({"source": "other"})") == quantity(distribution::pert, {16, 20, 30}, unit::weeks, "other"));
  CHECK(patch(R"({"low": 16, "mode": null, "high": 30})") == quantity(distribution::uniform, {16, 30}, unit::weeks));
}

TEST_CASE("a plain number is short for its value") {
  const region r = small();
  const region changed = patched(r, R"({"pdus": {"North": {"staff": {"PO": {"in_post": {"status": "assumed"}}}}}})");
  CHECK(*changed.pdus.at("North").staff.at("PO").in_post == testing::certain(31.5, unit::none, "", status::assumed));
}

TEST_CASE("a known grade that the document does not mention can be patched") {
  const region changed = patched(small(), R"({"grades": {"PO": {"points": 2000}}})");
  CHECK(changed.grades.at("PO").points == quantity(2000));
  CHECK(changed.grades.at("PO").ladder == default_grades().at("PO").ladder);
}

TEST_CASE("a patch that spoils the region is refused with the paths") {
  CHECK_THROWS_AS(patched(small(), R"({"as_of": 3})"), document_error);
  CHECK_THROWS_WITH(patched(small(), R"({"recruitment": {"PO": {"vetting": 10}}})"),
                    ContainsSubstring("Small region: 1 problem\n  recruitment.PO.vetting: found 10"));
  CHECK_THROWS_AS(patched(small(), "[]"), document_error);
  CHECK_THROWS_WITH(patched(small(), "{"), ContainsSubstring("line 1"));
}

TEST_CASE("scenarios are made for the document, not for one another") {
  region r = small();
  r.scenarios["no South"] = R"({"pdus":{"South":null}})";
  r.scenarios["South leaves"] = R"({"pdus":{"South":{"staff":{"PO":{"leaving_rate":{"value":0.3}}}}}})";
  const region read = parse_region(to_json(r));
  CHECK(scenario(read, "no South").pdus.size() == 1);  // where "South leaves" would have nobody to leave
  CHECK(scenario(read, "no South").scenarios == r.scenarios);
}

TEST_CASE("a region built by hand has scenarios too") {
  const region r = testing::full();
  CHECK(mean(*scenario(r, "vetting halved").recruitment.at("PO").vetting) == Approx(10 * months_per_week));
}
