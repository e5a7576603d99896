// Forecasts as bytes, the same on every machine: what is saved and pickled reads back with every bit.
#pragma once

#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint64_t
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::move
#include <vector>       // for std::vector

#include <probation/engine/bytes.hpp>
#include <probation/engine/sealed.hpp>
#include <probation/projection/forecast.hpp>

namespace probation {

/// A forecast in pieces: what it stands on and where it comes from, and each of its series by itself.
struct saved_forecast {
  std::string head;
  std::vector<std::string> series;
};

inline constexpr byte_format series_format{"series", 2, "a saved series"};
inline constexpr byte_format forecast_format{"forecast", 2, "a saved forecast"};

namespace detail {

[[noreturn]] inline void refuse_saved() { throw std::invalid_argument("bytes: not those of a saved forecast"); }

/// A whole number of at most `most`.
[[nodiscard]] inline std::uint64_t number_up_to(byte_reader& from, std::uint64_t most) {
  const std::uint64_t n = from.number();
  if (n > most) refuse_saved();
  return n;
}

[[nodiscard]] inline month read_month(byte_reader& from) {
  const std::optional<month> m = month::parse(from.text());
  if (!m) refuse_saved();
  return *m;
}

inline void write(byte_writer& to, const quantity& q) {
  to.number(static_cast<std::uint64_t>(q.shape));
  for (const double x : q.parameters) to.real(x);
  to.number(static_cast<std::uint64_t>(q.unit));
  to.text(q.source);
  to.number(q.standing ? 1 + static_cast<std::uint64_t>(*q.standing) : 0);
  to.text(q.date ? q.date->str() : "");
}

[[nodiscard]] inline quantity read_quantity(byte_reader& from) {
  quantity q;
  q.shape = static_cast<distribution>(number_up_to(from, static_cast<std::uint64_t>(distribution::sample)));
  for (double& x : q.parameters) x = from.real();
  q.unit = static_cast<unit>(number_up_to(from, static_cast<std::uint64_t>(unit::lost_per_year)));
  q.source = from.text();
  const std::uint64_t standing = number_up_to(from, 1 + static_cast<std::uint64_t>(status::disputed));
  if (standing > 0) q.standing = static_cast<status>(standing - 1);
  if (const std::string date = from.text(); !date.empty()) {
    q.date = month::parse(date);
    if (!q.date) refuse_saved();
  }
  return q;
}

/// The texts of a provenance, which are written alike.
inline constexpr std::array texts_of_provenance = {
    &provenance::version, &provenance::region, &provenance::document,        &provenance::plan, &provenance::digest,
    &provenance::rng,     &provenance::policy, &provenance::instruction_set, &provenance::time};
inline constexpr std::array numbers_of_provenance = {&provenance::seed, &provenance::runs, &provenance::first};

}  // namespace detail

/// A quantity as bytes, and back; std::invalid_argument for bytes of something else.
[[nodiscard]] inline std::string bytes_of(const quantity& q) {
  byte_writer to;
  detail::write(to, q);
  return to.bytes();
}
[[nodiscard]] inline quantity quantity_from(std::string_view bytes) {
  byte_reader from(bytes);
  quantity q = detail::read_quantity(from);
  if (!from.at_end()) detail::refuse_saved();
  return q;
}

/// An input as bytes, and back.
[[nodiscard]] inline std::string bytes_of(const plan_parameter& x) {
  byte_writer to;
  to.text(x.path);
  detail::write(to, x.given);
  to.number(x.row);
  return to.bytes();
}
[[nodiscard]] inline plan_parameter input_from(std::string_view bytes) {
  byte_reader from(bytes);
  plan_parameter x;
  x.path = from.text();
  x.given = detail::read_quantity(from);
  x.row = static_cast<std::uint32_t>(detail::number_up_to(from, 0xFFFFFFFFU));
  if (!from.at_end()) detail::refuse_saved();
  return x;
}

/// A series as bytes, its paths among them if they were kept.
[[nodiscard]] inline std::string bytes_of(const series& s) {
  byte_writer to = begin_sealed(series_format);
  for (const std::string* name : {&s.measure(), &s.unit(), &s.of()}) to.text(*name);
  to.text(s.month_of(0).str());
  to.number((s.is_flow() ? 1U : 0U) + (s.is_count() ? 2U : 0U));
  to.number(s.size());
  for (const point_summary& p : s.points()) p.write(to);
  to.number(s.limits().size());
  for (const held_limit& h : s.limits()) {
    to.number(h.is_upper ? 1 : 0);
    to.real(h.x);
    h.runs.write(to);
  }
  to.number(s.paths().size());
  for (const double x : s.paths()) to.real(x);
  return seal(to.bytes());
}

/// The series that `bytes` was made of; throws std::invalid_argument if it is none.
[[nodiscard]] inline series series_from(std::string_view bytes) {
  byte_reader from = unseal(bytes, series_format);
  std::array<std::string, 3> names;
  for (std::string& name : names) name = from.text();
  const month start = detail::read_month(from);
  const std::uint64_t flags = detail::number_up_to(from, 3);
  std::vector<point_summary> points;
  for (std::size_t n = from.size(); n > 0; --n) {
    points.push_back(point_summary::read(from));
    if (points.back().count() != points.front().count()) detail::refuse_saved();
  }
  const std::uint64_t runs = points.empty() ? 0 : points.front().count();
  std::vector<held_limit> held;
  for (std::size_t n = from.size(); n > 0; --n) {
    held_limit h;
    h.is_upper = detail::number_up_to(from, 1) != 0;
    h.x = from.real();
    h.runs = held_runs::read(from, runs);
    if (h.runs.size() != points.size()) detail::refuse_saved();
    held.push_back(std::move(h));
  }
  std::vector<double> paths;
  const std::size_t kept = from.size();
  paths.reserve(kept);
  for (std::size_t i = 0; i < kept; ++i) paths.push_back(from.real());
  if (!from.at_end() || (kept > 0 && kept != points.size() * runs)) detail::refuse_saved();
  return {std::move(names[0]), std::move(names[1]), std::move(names[2]), start,          (flags & 1U) != 0,
          (flags & 2U) != 0,   std::move(points),   std::move(paths),    std::move(held)};
}

/// A forecast in pieces, of which `restored` makes an equal one.
[[nodiscard]] inline saved_forecast saved(const forecast_result& f) {
  saved_forecast out;
  byte_writer to = begin_sealed(forecast_format);
  to.text(f.start().str());
  to.number(static_cast<std::uint64_t>(f.months()));
  for (const auto text : detail::texts_of_provenance) to.text(f.provenance().*text);
  for (const auto number : detail::numbers_of_provenance) to.number(f.provenance().*number);
  to.number(f.provenance().scenarios.size());
  for (const std::string& name : f.provenance().scenarios) to.text(name);
  to.number(f.inputs().size());
  for (const plan_parameter& x : f.inputs()) to.text(bytes_of(x));
  to.number(f.defaults().size());
  for (const plan_default& d : f.defaults()) {
    to.text(d.path);
    to.text(d.text);
  }
  out.head = seal(to.bytes());
  for (const series& s : f.all()) out.series.push_back(bytes_of(s));
  return out;
}

/// The forecast that was saved; throws std::invalid_argument if the pieces are not those of one.
[[nodiscard]] inline forecast_result restored(std::string_view head, const std::vector<std::string>& pieces) {
  byte_reader from = unseal(head, forecast_format);
  const month start = detail::read_month(from);
  const int months = static_cast<int>(detail::number_up_to(from, 600));
  provenance origin;
  for (const auto text : detail::texts_of_provenance) origin.*text = from.text();
  for (const auto number : detail::numbers_of_provenance) {
    origin.*number = static_cast<std::uint32_t>(detail::number_up_to(from, 0xFFFFFFFFU));
  }
  for (std::size_t n = from.size(); n > 0; --n) origin.scenarios.push_back(from.text());
  std::vector<plan_parameter> inputs;
  for (std::size_t n = from.size(); n > 0; --n) inputs.push_back(input_from(from.text()));
  std::vector<plan_default> defaults;
  for (std::size_t n = from.size(); n > 0; --n) {
    std::string path = from.text();
    defaults.push_back({std::move(path), from.text()});
  }
  if (!from.at_end()) detail::refuse_saved();
  std::vector<series> all;
  for (const std::string& piece : pieces) {
    all.push_back(series_from(piece));
    const std::size_t points = static_cast<std::size_t>(months) + (all.back().is_flow() ? 0 : 1);
    if (all.back().size() != points || (points > 0 && all.back().month_of(0) != start)) detail::refuse_saved();
  }
  return {start, months, std::move(all), std::move(inputs), std::move(origin), std::move(defaults)};
}

}  // namespace probation
