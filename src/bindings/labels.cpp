// Names in the rows of a table.
#include <chrono>
#include <unordered_map>

#include <probation/base/day.hpp>

#include "rows.hpp"

namespace probation::bindings {

namespace {

/// "2026-04-01" of days since 1970.
[[nodiscard]] std::string day_text(double days) {
  const std::chrono::year_month_day d(std::chrono::sys_days(std::chrono::days(static_cast<int>(days))));
  return day(static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month())),
             static_cast<int>(static_cast<unsigned>(d.day())))
      .str();
}

[[nodiscard]] std::string text_of(const column& c, std::size_t row) {
  if (c.what == column::kind::flag) return c.numbers[row] != 0 ? "true" : "false";
  return c.what == column::kind::day ? day_text(c.numbers[row]) : to_text(c.numbers[row]);
}

}  // namespace

labels::labels(const table& t, std::string name) : name_(std::move(name)) {
  const column* c = t.columns.find(name_);
  if (c == nullptr) return;
  if (c->what != column::kind::text) {
    codes.assign(c->rows, -1);
    word_table numbered;
    for (std::size_t i = 0; i < c->rows; ++i) {
      if (!c->is_missing(i)) codes[i] = numbered(text_of(*c, i));
    }
    words = numbered.words();
    return;
  }
  codes = c->codes;
  words = c->words;
  std::unordered_map<std::string, std::int32_t> first;
  std::vector<std::int32_t> as;  // the number of each word
  bool differs = false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const auto code = static_cast<std::int32_t>(k);
    has_odd_ = has_odd_ || is_odd(words[k]);
    as.push_back(is_missing_mark(words[k]) ? -1 : first.try_emplace(name_key(words[k]), code).first->second);
    differs = differs || as.back() != code;
  }
  if (!differs) return;
  for (auto& code : codes) {
    if (code >= 0) code = as[static_cast<std::size_t>(code)];
  }
}

}  // namespace probation::bindings
