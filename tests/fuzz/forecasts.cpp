// What validate passes, forecast runs: any text that is a region is projected for some months, to numbers or a
// plan_error.
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <probation/base/problem.hpp>
#include <probation/io/read.hpp>
#include <probation/projection/forecast.hpp>

#include "fuzz.hpp"

namespace {

using namespace probation;

/// Whether a person could have meant every number: the greatest of a document, so that a run takes milliseconds. Where
/// `validate` has limits of its own, these need not be.
class modest {
 public:
  [[nodiscard]] bool holds() const noexcept { return holds_; }

  void look(const quantity& q) {
    for (const double x : q.parameters) {
      const double months = is_time(q.unit) || is_rate(q.unit) ? std::abs(in_months(x, q.unit)) : 0;
      holds_ = holds_ && std::abs(x) <= 1e6 && (months <= 600 || is_proportion_lost(q.unit));
    }
  }
  void look(const timed_quantity& q) {
    for (const auto& part : q.parts) look(part.value);
  }
  void look(double x) { look(quantity(x)); }
  void look(int x) { look(quantity(x)); }
  void look(const sharing& s) { look(s.shares); }
  template <class T>
  void look(const std::optional<T>& x) {
    if (x) look(*x);
  }
  template <class T>
  void look(const std::vector<T>& x) {
    for (const T& item : x) look(item);
  }
  template <class T>
  void look(const named<T>& x) {
    for (const auto& item : x) look(item.second);
  }
  template <wraps_one T>
  void look(const T& x) {
    look(x.*inner(std::type_identity<T>{}));
  }
  template <described T>
  void look(const T& x) {
    fields<T> visitor{*this, x};
    describe(visitor, std::type_identity<T>{});
  }
  template <class T>
  void look(const T&) {}  // texts, months, words

 private:
  template <class T>
  struct fields {
    modest& in;
    const T& value;
    void type(std::string_view, std::string_view) {}
    template <class M>
    void operator()(const field_key&, M T::* member, std::string_view) {
      in.look(value.*member);
    }
    template <class M>
    void operator()(const field_key&, M T::* member, const kind&, std::string_view) {
      in.look(value.*member);
    }
  };
  bool holds_ = true;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto r = fuzz::unless<document_error>([&] { return parse_region(fuzz::text_of(data, size), "input"); });
  if (!r) return 0;
  modest m;
  m.look(*r);
  if (!m.holds()) return 0;
  forecast_options o;
  o.months = 3;
  o.threads = 1;
  for (const std::uint32_t runs : {0U, 2U}) {
    o.runs = runs;
    const auto f = fuzz::unless<plan_error>([&] { return forecast(*r, o); });
    if (f) fuzz::require(f->months() == o.months, "a forecast of another horizon");
  }
  return 0;
}
