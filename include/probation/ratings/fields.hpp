// The fields of inspections and of what they state in documents.
#pragma once

#include <array>  // for std::array

#include <probation/base/field.hpp>
#include <probation/ratings/evidence.hpp>
#include <probation/ratings/inspection.hpp>

namespace probation {

[[nodiscard]] constexpr const std::array<std::string_view, 4>& names_of(std::type_identity<rating>) noexcept {
  return rating_names;
}

[[nodiscard]] constexpr auto names_of(std::type_identity<progress>) noexcept {
  return std::array<std::string_view, 4>{"open", "in progress", "done", "rejected"};
}

/// A scorecard is written as its standards.
[[nodiscard]] constexpr auto inner(std::type_identity<scorecard>) noexcept { return &scorecard::standards; }

template <class V>
void describe(V& v, std::type_identity<rated_standard>) {
  v.type("rated_standard", "A standard of an inspection and its rating.");
  v("name", &rated_standard::name, "what the standard is called");
  v(mandatory("rating"), &rated_standard::given, "as published");
}

template <class V>
void describe(V& v, std::type_identity<inspection>) {
  v.type("inspection", "A published inspection of a unit or region.");
  v("published", &inspection::published, "month of publication");
  v("methodology", &inspection::methodology, "which set of standards: \"pdu-2021\"");
  v("scorecard", &inspection::scorecard, "ratings by number of the standard: \"1.1\"");
  v("score", &inspection::score, kinds::score, "as published");
  v("maximum", &inspection::maximum, kinds::score, "as published");
  v("overall", &inspection::overall, "overall rating by the place that states it: they may differ");
  v("source", &inspection::source, "where it was published");
}

template <class V>
void describe(V& v, std::type_identity<survey>) {
  v.type("survey", "A share of people asked who said something.");
  v(mandatory("question"), &survey::question, "what they said");
  v(mandatory("share"), &survey::share, kinds::share, "share who said it");
  v("date", &survey::date, "month");
  v("unit", &survey::unit, "absent: the region");
}

template <class V>
void describe(V& v, std::type_identity<indicator>) {
  v.type("indicator", "A figure that is carried though nothing computes with it.");
  v(mandatory("text"), &indicator::text, "what it is");
  v("value", &indicator::value, kinds::any, "the number");
  v("said", &indicator::said, "what was said where it is not a number");
  v("date", &indicator::date, "month");
  v("unit", &indicator::unit, "absent: the region");
  v("measure", &indicator::measure, "measure of a forecast that this observes, which audit compares");
  v("grade", &indicator::grade, "with measure: of which grade; absent: all");
}

template <class V>
void describe(V& v, std::type_identity<recommendation>) {
  v.type("recommendation", "A recommendation of an inspection.");
  v(mandatory("number"), &recommendation::number, "as printed, with what makes it unique: \"West Kent 1\"");
  v("addressee", &recommendation::addressee, "who should act");
  v("text", &recommendation::text, "in our own words");
  v("measures", &recommendation::measures, "measures of the model that bear on it");
  v("source", &recommendation::source, "where it was published");
  v("unit", &recommendation::unit, "whose measures bear on it; absent: the region");
  v("status", &recommendation::progress, "how far it has got; absent: nothing has been said");
  v("made", &recommendation::made, "month in which it was published");
  v("due", &recommendation::due, "month by whose end it should be done");
}

}  // namespace probation
