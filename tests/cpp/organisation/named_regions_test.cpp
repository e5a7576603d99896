#include "../catch.hpp"

#include <string>

#include <probation/organisation/region.hpp>
#include <probation/organisation/validate.hpp>

using namespace probation;

namespace {

[[nodiscard]] staff three(double in_post) {
  staff s;
  s.in_post = quantity(in_post);
  s.establishment = timed_quantity(3.0);
  s.leaving_rate = timed_quantity(quantity(distribution::certain, {0.1, 0, 0}, unit::per_year));
  return s;
}

[[nodiscard]] region two_units() {
  region r;
  r.name = "Test";
  r.as_of = month(2022, 4);
  r.pdus["A"].staff["PO"] = three(2);
  r.pdus["B"].staff["PO"] = three(3);
  return r;
}

}  // namespace

TEST_CASE("faults D07 references to what has a name stay valid", "[organisation]") {
  region r;
  auto& a = r.pdus["A"];
  auto& staff_of_a = a.staff["PO"];
  auto& b = r.pdus["B"];
  for (int i = 0; i < 200; ++i) {
    r.pdus["unit " + std::to_string(i)].staff["PO"] = three(1);
    a.staff["grade " + std::to_string(i)] = three(1);
  }
  staff_of_a.in_post = quantity(62);
  b.staff["PO"] = three(31);
  CHECK(r.pdus.at("A").staff.at("PO").in_post == quantity(62));
  CHECK(r.pdus.at("B").staff.at("PO").in_post == quantity(31));
  CHECK(&r.pdus["A"] == &a);
  CHECK(r.pdus.erase("unit 7"));
  CHECK(&r.pdus["B"] == &b);
  const region moved = std::move(r);
  CHECK(&moved.pdus.at("B") == &b);
}

TEST_CASE("faults D07 what has a name can be taken away, and copies are of values", "[organisation]") {
  region r = two_units();
  const region before = r;
  CHECK(r == before);
  CHECK_FALSE(r.pdus.erase("C"));
  CHECK(r == before);
  CHECK(r.pdus.erase("A"));
  CHECK(r != before);
  CHECK(r.pdus.size() == 1);
  CHECK_FALSE(r.pdus.contains("A"));
  CHECK(before.pdus.contains("A"));
  region copy = before;
  copy.pdus["A"].staff["PO"].in_post = quantity(9);
  CHECK(before.pdus.at("A").staff.at("PO").in_post == quantity(2));
  r.pdus["A"] = before.pdus.at("A");
  CHECK(r != before);  // in another order
  CHECK(r.pdus.begin()->first == "B");
}

TEST_CASE("faults D07 no recruitment is not the same as none said", "[organisation]") {
  region r = two_units();
  r.recruitment["PO"] = {};
  CHECK(validate(r).empty());
  r.recruitment["PO"].fill = fill_policy{};
  r.pdus["B"].recruitment["PO"] = {};
  CHECK(validate(r).empty());
  r.pdus["B"].recruitment["PO"].drop_out = quantity(0.1);  // of whom?
  REQUIRE(validate(r).size() == 1);
  CHECK(validate(r)[0].path == "pdus.B.recruitment.PO");
  CHECK(validate(r)[0].found == "no policy");
}
