#include "reader.hpp"

#include <array>
#include <cstdio>

#include <probation/base/day_text.hpp>
#include <probation/base/number_text.hpp>

namespace probation::detail {
namespace {

/// Whether a text begins with a year of four digits and a hyphen, as months and days in documents do.
[[nodiscard]] bool begins_with_year(std::string_view text) {
  return text.size() > 4 && text[4] == '-' && read_digits(text.substr(0, 4), 4, 4).has_value();
}

/// What to write instead of something that is no month.
[[nodiscard]] std::string month_hint(const node& n) {
  if (n.is == node::type::number) return "a month stands in quotes";
  if (n.is != node::type::text) return "";
  auto m = read_month(n.text);
  if (const auto d = read_day(n.text); !m && d) m = d->month();
  return m ? "write \"" + m->str() + '"' : "";
}

}  // namespace

void reader::wrong_type(const node& n, const std::string& path, std::string expected, std::string hint) {
  problems_.push_back({path, describe_found(n), std::move(expected), std::move(hint), 0, 0});
}

/// Something that is no number where one should stand: texts that people mean as numbers are told how to be one.
void reader::wrong_number(const node& n, const std::string& path, std::string expected) {
  std::string hint = n.is == node::type::null ? "leave the key out" : "";
  if (n.is == node::type::text) {
    const number_text read = read_number(n.text);
    const auto shown = [](double x) {
      char text[32] = {};
      std::snprintf(text, sizeof text, "%.12g", x);
      return std::string(text);
    };
    hint = "a number stands without quotes";
    if (read.what == number_text::kind::percentage) hint = "22 % is a share of 0.22: write " + shown(read.value / 100);
    if (read.what == number_text::kind::number) hint += ": write " + shown(read.value);
  }
  wrong_type(n, path, std::move(expected), std::move(hint));
}

bool reader::is_object(const node& n, const std::string& path) {
  if (!n.is_object()) wrong_type(n, path, "an object", n.is == node::type::null ? "leave the key out" : "");
  return n.is_object();
}

void reader::unknown_keys(const node& n, const std::string& path, const std::vector<std::string_view>& known) {
  // Where hundreds of keys are unknown, they are no slips of the keyboard.
  constexpr std::size_t most_near_misses = 200;
  for (const auto& [key, value] : n.members) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    problem p{path_of(path, {key}), std::string(unknown_key), "", "", 0, 0};
    if (const std::string near = ++unknown_ <= most_near_misses ? near_miss(key, known) : ""; !near.empty()) {
      p.hint = "did you mean " + near + "?";
    } else {
      p.expected = "one of ";
      for (const auto& name : known) p.expected += (&name == &known.front() ? "" : ", ") + std::string(name);
    }
    problems_.push_back(std::move(p));
  }
}

void reader::read(const node& n, const std::string& path, std::string& out, const kind&) {
  if (n.is != node::type::text) return wrong_type(n, path, "text in quotes");
  out = n.text;
}

void reader::read(const node& n, const std::string& path, bool& out, const kind&) {
  if (n.is != node::type::boolean) return wrong_type(n, path, "true or false");
  out = n.truth;
}

void reader::read(const node& n, const std::string& path, double& out, const kind& k) {
  if (!n.is_number()) return wrong_number(n, path, std::string(k.expected));
  out = n.number;
}

void reader::read(const node& n, const std::string& path, int& out, const kind& k) {
  if (!n.is_number() || n.number != std::floor(n.number) || std::abs(n.number) > 1e9) {
    return wrong_number(n, path, std::string(k.expected));
  }
  out = static_cast<int>(n.number);
}

void reader::read(const node& n, const std::string& path, month& out, const kind&) {
  const bool is_day = n.is == node::type::text && n.text.size() >= 10 && begins_with_year(n.text);
  const auto read = is_day                     ? read_month(n.text)  // of a first day: dates of TOML are days
                    : n.is == node::type::text ? month::parse(n.text)
                                               : std::nullopt;
  if (!read) return wrong_type(n, path, "a month such as \"2022-04\"", month_hint(n));
  out = *read;
}

void reader::read(const node& n, const std::string& path, day& out, const kind&) {
  const auto read = n.is == node::type::text ? read_day(n.text) : std::nullopt;
  if (!read || !begins_with_year(n.text)) {
    return wrong_type(n, path, "a day such as \"2022-04-01\"", read ? "write \"" + read->str() + '"' : "");
  }
  out = *read;
}

void reader::read(const node& n, const std::string& path, named<std::string>& out, const kind&) {
  if (!is_object(n, path)) return;
  distinct_names names;
  for (const auto& [key, patch] : n.members) {
    const std::string at = path_of(path, {key});
    names.add(key, at, problems_);
    if (!is_object(patch, at)) continue;
    note_same_names(patch, at, problems_);
    out[key] = print(patch, false);
  }
}

void reader::read(const node& n, const std::string& path, sharing& out, const kind&) {
  static constexpr std::array<std::string_view, 2> rules = {"vacancies", "establishment"};
  out = {};
  if (n.is_object()) {
    out.by = sharing::rule::given;
    read(n, path, out.shares, kinds::share);
  } else if (n.is == node::type::text) {
    if (const int found = choice(n, path, rules); found >= 0) out.by = static_cast<sharing::rule>(found);
  } else {
    wrong_type(n, path, "\"vacancies\", \"establishment\" or an object of shares by unit");
  }
}

void reader::read(const node& n, const std::string& path, quantity& out, const kind& k) {
  read_quantity(n, path, out, k, nullptr);
}

void reader::read(const node& n, const std::string& path, timed_quantity& out, const kind& k) {
  if (n.is != node::type::list) {
    read_quantity(n, path, out.parts.empty() ? out.parts.emplace_back().value : out.parts.front().value, k, nullptr);
    out.parts.resize(1);
    out.parts.front().from.reset();
    return;
  }
  out.parts.clear();
  for (std::size_t i = 0; i < n.items.size(); ++i) {
    timed_quantity::part& part = out.parts.emplace_back();
    read_quantity(n.items[i], path + '[' + std::to_string(i) + ']', part.value, k, &part.from);
  }
}

void reader::read_quantity(const node& n, const std::string& path, quantity& out, const kind& k,
                           std::optional<month>* from) {
  out = {};
  if (n.is_number()) {
    out.parameters[0] = n.number;
    return;
  }
  if (!n.is_object()) {
    return wrong_number(n, path, std::string(k.expected));
  }
  std::vector<std::string_view> known = {"value", "low",  "mode", "high", "mean",   "sd",     "count",
                                         "of",    "unit", "per",  "as",   "source", "status", "date"};
  if (from != nullptr) {
    known.emplace_back("from");
    if (const node* given = n.find("from")) read(*given, path + ".from", from->emplace(), k);
  }
  unknown_keys(n, path, known);
  read_unit(n, path, out);
  read_form(n, path, out, k);
  if (const node* source = n.find("source")) read(*source, path + ".source", out.source, k);
  if (const node* standing = n.find("status")) {
    static constexpr std::array<std::string_view, 3> names = {"observed", "assumed", "disputed"};
    if (const int found = choice(*standing, path + ".status", names); found >= 0) {
      out.standing = static_cast<status>(found);
    }
  }
  if (const node* date = n.find("date")) read(*date, path + ".date", out.date.emplace(), k);
}

/// Exactly one of the forms, whole: value | low, mode, high | low, high | mean, sd | count, of.
void reader::read_form(const node& n, const std::string& path, quantity& out, const kind& k) {
  struct form {
    distribution shape;
    std::vector<std::string_view> keys;
  };
  const distribution spread = mean_sd_shape(k, out.unit);
  const std::array<form, 5> forms = {form{distribution::certain, {"value"}},
                                     form{distribution::pert, {"low", "mode", "high"}},
                                     form{distribution::uniform, {"low", "high"}}, form{spread, {"mean", "sd"}},
                                     form{distribution::sample, {"count", "of"}}};
  std::string given;
  std::size_t count = 0;
  for (const std::string_view key : {"value", "low", "mode", "high", "mean", "sd", "count", "of"}) {
    if (n.find(key) == nullptr) continue;
    given += (count++ > 0 ? ", " : "") + std::string(key);
  }
  for (const form& f : forms) {
    const bool whole = std::all_of(f.keys.begin(), f.keys.end(), [&](auto key) { return n.find(key) != nullptr; });
    if (!whole || f.keys.size() != count) continue;
    out.shape = f.shape;
    for (std::size_t i = 0; i < f.keys.size(); ++i) {
      const node& number = *n.find(f.keys[i]);
      if (number.is_number()) {
        out.parameters[i] = number.number;
      } else {
        wrong_number(number, path_of(path, {f.keys[i]}), "a number");
      }
    }
    return;
  }
  problems_.push_back({path, count == 0 ? "no number" : given,
                       "one of value; low, mode, high; low, high; mean, sd; count, of", "", 0, 0});
}

void reader::read_unit(const node& n, const std::string& path, quantity& out) {
  static constexpr std::array<std::string_view, 2> meanings = {"rate", "proportion lost"};
  const node* time = n.find("unit");
  const node* per = n.find("per");
  const node* as = n.find("as");
  if (time != nullptr && per != nullptr) {
    problems_.push_back({path, "unit and per", "one of them", "a time has a unit, a rate is per something", 0, 0});
  }
  if (time != nullptr) {
    const int found = choice(*time, path + ".unit", time_names);
    if (found >= 0) out.unit = static_cast<unit>(static_cast<int>(unit::days) + found);
  }
  if (per != nullptr) {
    const int found = choice(*per, path + ".per", rate_names);
    if (found >= 0) out.unit = static_cast<unit>(static_cast<int>(unit::per_day) + found);
  }
  if (as == nullptr) return;
  if (per == nullptr) {
    problems_.push_back({path + ".as", describe_found(*as), "per beside it", "", 0, 0});
  } else if (choice(*as, path + ".as", meanings) == 1 && is_rate(out.unit)) {
    const int after = static_cast<int>(out.unit) - static_cast<int>(unit::per_day);
    out.unit = static_cast<unit>(static_cast<int>(unit::lost_per_day) + after);
  }
}

}  // namespace probation::detail
