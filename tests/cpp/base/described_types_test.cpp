#include <algorithm>
#include <string>
#include <vector>

#include <probation/base/described_types.hpp>

#include "../catch.hpp"

namespace garden {

struct leaf {
  int x = 0;
};
struct wrapper {
  probation::named<leaf> leaves;
};
struct twig {
  leaf one;
  std::optional<std::vector<leaf>> more;
};
struct tree {
  probation::named<probation::named<twig>> twigs;
  wrapper wrapped;
  std::string name;
};

constexpr auto inner(std::type_identity<wrapper>) { return &wrapper::leaves; }

template <class V>
void describe(V& v, std::type_identity<leaf>) {
  v.type("leaf", "A leaf.");
  v("x", &leaf::x, "a number");
}
template <class V>
void describe(V& v, std::type_identity<twig>) {
  v.type("twig", "A twig.");
  v("one", &twig::one, "a leaf");
  v("more", &twig::more, "leaves");
}
template <class V>
void describe(V& v, std::type_identity<tree>) {
  v.type("tree", "A tree.");
  v("name", &tree::name, "text");
  v("wrapped", &tree::wrapped, "leaves");
  v("twigs", &tree::twigs, "twigs");
}

struct namer {
  std::string name;
  void type(std::string_view called, std::string_view) { name = called; }
  template <class... Rest>
  void operator()(const probation::field_key&, const Rest&...) {}
};

}  // namespace garden

TEST_CASE("every type of a document is visited once, parts before what they are part of") {
  std::vector<std::string> seen;
  probation::for_each_described<garden::tree>([&seen]<class T>(std::type_identity<T> type) {
    garden::namer n;
    describe(n, type);
    seen.push_back(n.name);
  });
  CHECK(seen == std::vector<std::string>{"leaf", "twig", "tree"});
}
