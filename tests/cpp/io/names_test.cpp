// Names in documents and patches: one reading, one place.
#include <string>

#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/write.hpp>

#include "../catch.hpp"

using probation::document_error;
using probation::parse_region;

namespace {

const std::string plain = R"({"name": "A", "as_of": "2022-04",
  "pdus": {"West Kent": {"staff": {"PO": {"in_post": 10}, "PSO": {"in_post": 5}}}},
  "intakes": [{"grade": "PSO", "headcount": 2, "start": "2022-06", "unit": "West Kent"}]})";
const std::string spelt = R"({"name": "A", "as_of": "2022-04-01",
  "pdus": {"West Kent": {"staff": {"po": {"in_post": 10}, "Pso ": {"in_post": 5}}}},
  "intakes": [{"grade": "pso", "headcount": 2, "start": "2022-06-01", "unit": "WEST_KENT"}]})";

}  // namespace

TEST_CASE("faults A06 references are called as what they refer to") {
  CHECK(probation::to_json(parse_region(spelt, "spelt"), false) ==
        probation::to_json(parse_region(plain, "plain"), false));
}

TEST_CASE("faults A06 two units of one name are refused, and both are named") {
  try {
    (void)parse_region(R"({"name": "A", "as_of": "2022-04", "pdus": {"West": {}, "West ": {}}})", "both");
    FAIL("read");
  } catch (const document_error& e) {
    REQUIRE(e.problems().size() == 1);
    CHECK(e.problems()[0].path == "pdus.\"West \"");
    CHECK(e.problems()[0].found == "\"West \"");
    CHECK(e.problems()[0].hint.find("\"West\"") != std::string::npos);
  }
}

TEST_CASE("faults A06 a patch changes what it names, once") {
  const auto r = parse_region(plain, "plain");
  const auto a = probation::patched(r, R"({"pdus": {"West Kent": {"staff": {"PO": {"in_post": 12}}}}})");
  const auto b = probation::patched(r, R"({"pdus": {"west-kent": {"staff": {"po": {"in_post": 12}}}}})");
  CHECK(probation::to_json(a, false) == probation::to_json(b, false));
  CHECK(a.pdus.size() == 1);
  CHECK_THROWS_AS(probation::patched(r, R"({"pdus": {"West Kent": {}, "west kent": {}}})"), document_error);
  const auto gone = probation::patched(r, R"({"pdus": {"west kent": {"staff": {"pso": null}}}, "intakes": null})");
  CHECK(gone.pdus.find("West Kent")->staff.size() == 1);
}
