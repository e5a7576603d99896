// Ratings of inspections: samples of cases, and what can be inferred from them.
#include "pybind.hpp"

#include "packing.hpp"

#include <probation/ratings/aggregate.hpp>
#include <probation/ratings/allocation.hpp>
#include <probation/ratings/band_chances.hpp>
#include <probation/ratings/case_sample.hpp>
#include <probation/ratings/interval.hpp>

namespace probation::bindings {

// The fields of what is no document.
template <>
struct packing<ratings::question_count>
    : member_packing<&ratings::question_count::sufficient, &ratings::question_count::of> {};
template <>
struct packing<ratings::question_result>
    : member_packing<&ratings::question_result::question, &ratings::question_result::count,
                     &ratings::question_result::percentage, &ratings::question_result::banded,
                     &ratings::question_result::band> {};
template <>
struct packing<ratings::discretion_flag>
    : member_packing<&ratings::discretion_flag::why, &ratings::discretion_flag::question,
                     &ratings::discretion_flag::instead> {};
template <>
struct packing<ratings::case_result>
    : member_packing<&ratings::case_result::given, &ratings::case_result::rated, &ratings::case_result::lowest,
                     &ratings::case_result::questions, &ratings::case_result::flags> {};

namespace {

using namespace probation::ratings;  // NOLINT(google-build-using-namespace)

/// The option of that name, or an error that lists the names.
template <class Option, std::size_t N>
Option option_of(const char* what, const std::string& text, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == text) return static_cast<Option>(i);
  }
  std::string message = std::string(what) + " must be";
  for (std::size_t i = 0; i < N; ++i) {
    message += (i == 0 ? " \"" : i + 1 == N ? " or \"" : ", \"") + std::string(names[i]) + '"';
  }
  throw py::value_error(message + ", not \"" + text + "\"");
}

using counts_list = std::vector<std::tuple<std::string, int, int>>;

named<question_count> counts_of(const counts_list& items) {
  named<question_count> out;
  for (const auto& [name, sufficient, of] : items) out[name] = {sufficient, of};
  return out;
}

chance_options options_of(const std::string& before, const std::string& how, const std::string& together) {
  return {option_of<prior>("prior", before, prior_names), option_of<rounding>("rounding", how, rounding_names),
          option_of<dependence>("questions", together, dependence_names)};
}

void bind_rated_cases(py::module_& m) {
  auto c = value_class<case_result>(m, "CaseResult", "The rating of a standard from its cases.");
  pickled(c, "CaseResult");
  c.def_property_readonly(
      "given", [](const case_result& x) { return x.rated ? std::optional(x.given) : std::nullopt; },
      "The band of the lowest question; None if percentages give no rating.");
  property(c, "lowest", &case_result::lowest, "The question that decides; several if they are equal.");
  c.def_property_readonly(
      "questions",
      [](const case_result& x) {
        std::vector<std::tuple<std::string, int, int, double, double, rating>> out;
        for (const auto& q : x.questions) {
          out.emplace_back(q.question, q.count.sufficient, q.count.of, q.percentage, q.banded, q.band);
        }
        return out;
      },
      "Name, sufficient, of, percentage, percentage as banded, band of each question.");
  c.def_property_readonly(
      "flags",
      [](const case_result& x) {
        std::vector<std::tuple<std::string, std::string, rating>> out;
        for (const auto& f : x.flags) {
          out.emplace_back(std::string(discretion_names[static_cast<std::size_t>(f.why)]), f.question, f.instead);
        }
        return out;
      },
      "Conditions of professional discretion: why, question, rating on the other side.");
  c.def("__repr__", [](const case_result& x) { return "<CaseResult " + std::string(to_string(x.given)) + ">"; });

  m.def(
      "rate_cases",
      [](const counts_list& counts, const methodology& x, const std::string& how) {
        return rate_cases(counts_of(counts), x.cases, option_of<rounding>("rounding", how, rounding_names));
      },
      "counts"_a, "methodology"_a, "rounding"_a, "The rating of a standard from counts by key question.");
  m.def(
      "band_of_percentage",
      [](double percent, const methodology& x, const std::string& how) {
        if (!x.cases.rated) throw py::value_error(x.id + " gives no ratings from percentages of cases");
        return band_of_percentage(percent, x.cases, option_of<rounding>("rounding", how, rounding_names));
      },
      "percent"_a, "methodology"_a, "rounding"_a, "The band of a percentage known only as published.");
}

void bind_inference(py::module_& m) {
  m.def(
      "share_interval",
      [](int count, int of, double level, const std::string& method, std::optional<int> population) {
        const auto how = option_of<interval_method>("method", method, interval_names);
        const interval i = share_interval(count, of, level, how, population);
        return std::pair(i.low, i.high);
      },
      "count"_a, "of"_a, "level"_a, "method"_a, "population"_a, "The interval of a share known from a sample.");
  m.def(
      "difference_interval",
      [](int count, int of, int other_count, int other_of, double level) {
        const interval i = difference_interval(count, of, other_count, other_of, level);
        return std::pair(i.low, i.high);
      },
      "count"_a, "of"_a, "other_count"_a, "other_of"_a, "level"_a, "Newcombe's interval of a difference of shares.");
  m.def("sample_size", &sample_size, "population"_a, "confidence"_a, "margin"_a, "share"_a,
        "Cases needed for a share to be known to a margin at a confidence.");
  m.def(
      "band_chances",
      [](const counts_list& counts, const methodology& x, const std::string& before, const std::string& how,
         const std::string& together, std::optional<int> population) {
        return band_chances(counts_of(counts), x.cases, options_of(before, how, together), population);
      },
      "counts"_a, "methodology"_a, "prior"_a, "rounding"_a, "questions"_a, "population"_a,
      "The chance of each rating for all cases from which the sample was drawn.");
  m.def(
      "reinspection_chances",
      [](const counts_list& counts, const methodology& x, const std::string& before, const std::string& how,
         const std::string& together, const std::vector<int>& sizes) {
        return reinspection_chances(counts_of(counts), x.cases, options_of(before, how, together), sizes);
      },
      "counts"_a, "methodology"_a, "prior"_a, "rounding"_a, "questions"_a, "sizes"_a,
      "The chance of each rating at a re-inspection when nothing has changed.");
  m.def(
      "aggregate",
      [](const std::vector<std::tuple<std::string, int, int, double>>& units, double level) {
        named<weighted_count> items;
        for (const auto& [name, sufficient, of, caseload] : units) items[name] = {{sufficient, of}, caseload};
        const aggregate_share a = aggregate(items, level);
        return std::tuple(a.share, a.effective_size, a.range.low, a.range.high);
      },
      "units"_a, "level"_a, "Share, effective sample size and interval of units weighted by caseload.");
}

void bind_allocation(py::module_& m) {
  m.def("allocate", &allocate, "sizes"_a, "total"_a, "buffer_percent"_a, "Cases to take from groups of these sizes.");
  m.def(
      "stratum_of",
      [](bool woman, bool post_custody, bool low_risk) {
        return std::string(stratum_of(woman, post_custody, low_risk));
      },
      "woman"_a, "post_custody"_a, "low_risk"_a, "The stratum of a case, of the five.");
  m.def(
      "stratified_sample",
      [](const std::vector<std::tuple<std::string, std::string, std::string, std::string, int>>& rows, int total,
         int buffer_percent, int most_per_officer) {
        std::vector<officer_cases> items;
        for (const auto& [stratum, cluster, unit, officer, cases] : rows) {
          items.push_back({stratum, cluster, unit, officer, cases, 0});
        }
        const sample_plan plan = stratified_sample(std::move(items), total, buffer_percent, most_per_officer);
        std::vector<int> sampled;
        for (const auto& row : plan.rows) sampled.push_back(row.sampled);
        return std::tuple(sampled, plan.by_stratum, plan.wanted, plan.shortfall);
      },
      "rows"_a, "total"_a, "buffer_percent"_a, "most_per_officer"_a,
      "Cases to take of each row, allocated to each stratum, wanted, shortfall.");
}

}  // namespace

void bind_samples(py::module_& m) {
  bind_rated_cases(m);
  bind_inference(m);
  bind_allocation(m);
}

}  // namespace probation::bindings
