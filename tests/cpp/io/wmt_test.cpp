// Settings of the Workload Management Tool as documents.
#include <string>

#include <probation/io/wmt.hpp>
#include <probation/workload/wmt/seed.hpp>

#include "../catch.hpp"

using namespace probation;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("the shipped settings are the seed", "[wmt]") {
  const auto shipped = wmt::read_configurations(PROBATION_SOURCE_DIR "/python/probation/data/wmt-seed.json");
  REQUIRE(shipped.versions.size() == 1);
  CHECK(shipped.versions[0] == wmt::seed());
  CHECK(wmt::parse_configurations(wmt::to_json(shipped)) == shipped);
  CHECK(wmt::parse_configurations(wmt::to_json(shipped, false)) == shipped);
  const std::string text = wmt::to_json(shipped);
  CHECK(wmt::parse_configurations("{\"$schema\": \"x\"," + text.substr(1)) == shipped);
  CHECK_THROWS_AS(wmt::read_configurations("nowhere.json"), std::filesystem::filesystem_error);
}

TEST_CASE("every problem of settings is reported", "[wmt]") {
  wmt::configurations broken{"", {wmt::seed(), wmt::seed()}};
  broken.versions[0].contacts["CMS01"] = quantity(-9);
  broken.versions[0].tiers.emplace_back("E0");
  try {
    static_cast<void>(wmt::parse_configurations(wmt::to_json(broken), "mine.json"));
    FAIL("a broken document was read");
  } catch (const document_error& e) {
    const std::string text = e.what();
    CHECK_THAT(text, ContainsSubstring("mine.json: 8 problems"));  // one number, six weights, one date
    CHECK_THAT(text, ContainsSubstring("versions[0].contacts.CMS01: found -9, expected points, 0 or more"));
    CHECK_THAT(text, ContainsSubstring("versions[0].t2a.points.licence.E0: found nothing, expected points of tier E0"));
    CHECK_THAT(text, ContainsSubstring("versions[1].from: found nothing"));
  }
  CHECK_THROWS_WITH(wmt::parse_configurations("{"), ContainsSubstring("line 1"));
  CHECK(wmt::parse_quantity("{\"low\": 1, \"high\": 2}").shape == distribution::uniform);
  CHECK_THROWS_AS(wmt::parse_quantity("-1"), document_error);
}
