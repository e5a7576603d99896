#include "../catch.hpp"

#include <string>

#include <probation/engine/plan_digest.hpp>
#include <probation/engine/stocks.hpp>
#include <probation/engine/writer.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// Two pools that two flows feed; how they are written down is the caller's.
struct two_pools {
  plan p = plan_of(3);
  pool a = add_pool(p, "a", constant(p, 10.0));
  pool b = add_pool(p, "b", constant(p, 20.0));

  [[nodiscard]] std::string digest() {
    stock(a.now, "a");
    stock(b.now, "b");
    return to_text(digest_of(p));
  }
};

[[nodiscard]] value arrivals(plan& p, const char* name, double mean) {
  return poisson(constant(p, mean), name, phase::arrive);
}

}  // namespace

TEST_CASE("the digest of a plan does not depend on the order of independent operations", "[engine]") {
  two_pools one;
  feed(one.a, arrivals(one.p, "to a", 2.0));
  feed(one.b, arrivals(one.p, "to b", 3.0));
  two_pools other;
  const value unused = constant(other.p, 17.0);
  const value to_b = arrivals(other.p, "to b", 3.0);
  const value to_a = arrivals(other.p, "to a", 2.0);
  feed(other.b, to_b);
  feed(other.a, to_a);
  static_cast<void>(signal(to_a * unused, "that nobody reports"));
  CHECK(one.digest() == other.digest());
}

TEST_CASE("the digest of a plan depends on what it computes", "[engine]") {
  const auto digest = [](const char* name, double mean, bool into_a) {
    two_pools x;
    feed(into_a ? x.a : x.b, arrivals(x.p, name, mean));
    return x.digest();
  };
  const std::string usual = digest("to a", 2.0, true);
  CHECK(usual == digest("to a", 2.0, true));
  CHECK(usual != digest("to c", 2.0, true));
  CHECK(usual != digest("to a", 2.5, true));
  CHECK(usual != digest("to a", 2.0, false));
}

TEST_CASE("the digest of a plan knows what a row was when it was read", "[engine]") {
  // The same writes to a row, and a reading before or between them.
  const auto digest = [](int reads_after) {
    plan p = plan_of(1);
    const detail::writer w{p, phase::move};
    const value row = w.zero();
    value seen = constant(p, 0.0);
    for (int i = 0; i < 3; ++i) {
      if (i == reads_after) seen = standing(row, phase::move);
      w.add(row, constant(p, 1.0));
    }
    flow(seen, "seen");
    flow(row, "row");
    return to_text(digest_of(p));
  };
  CHECK(digest(0) != digest(1));
  CHECK(digest(1) != digest(2));
}

TEST_CASE("the digest of a plan knows what may be left out", "[engine]") {
  const auto digest = [](bool all) {
    plan p = plan_of(1);
    const detail::writer w{p, phase::move};
    const value empty = w.zero();
    const value row = w.zero();
    const value second = w.zero();
    w.unless_empty(empty, [&] {
      w.add(row, constant(p, 1.0));
      if (all) w.add(second, constant(p, 1.0));
    });
    if (!all) w.add(second, constant(p, 1.0));
    flow(row, "row");
    flow(second, "second");
    return to_text(digest_of(p));
  };
  CHECK(digest(true) != digest(false));
}

TEST_CASE("the digest of a plan leaves out what people read", "[engine]") {
  const auto digest = [](const std::string& source, const std::string& path, const std::string& draw, double least) {
    plan p = plan_of(1);
    quantity q(distribution::uniform, {1, 2, 0});
    q.source = source;
    const value x = parameter(p, path, q, draw);
    require(x, least, 3.0, "because " + source);
    stock(x, "x");
    return to_text(digest_of(p));
  };
  const std::string usual = digest("a", "here", "", 0.0);
  CHECK(usual == digest("b", "here", "", 0.0));
  CHECK(usual == digest("a", "there", "here", 0.0));
  CHECK(usual != digest("a", "there", "", 0.0));
  CHECK(usual != digest("a", "here", "", 0.5));
}
