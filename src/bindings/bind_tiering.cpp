// Tiering, one case at a time.
#include "pybind.hpp"

#include "packing.hpp"

#include <probation/workload/tiering.hpp>

namespace probation::bindings {

namespace {

using namespace probation::tiering;  // NOLINT(google-build-using-namespace): this file is about nothing else
using text = std::optional<std::string>;

/// The value of a word that was given as an argument.
template <class E>
[[nodiscard]] std::optional<E> argument(const char* name, const text& given) {
  if (!given) return std::nullopt;
  const auto value = parse<E>(*given);
  if (!value) throw std::invalid_argument(to_string(problem{name, '"' + *given + '"', choices<E>(), {}}));
  return value;
}

template <class E>
[[nodiscard]] text text_of(std::optional<E> value) {
  return value ? text(word(*value)) : std::nullopt;
}

[[nodiscard]] std::optional<int> release_band(std::optional<day> released, std::optional<day> as_of) {
  if (!released) return std::nullopt;
  if (!as_of) throw std::invalid_argument("as_of: found nothing, expected the day as of which the release is judged");
  return release_of(*released, *as_of);
}

// --- results -------------------------------------------------------------------------------------------------------

struct v2_shown {
  v2_result result;
  std::string why;
  friend bool operator==(const v2_shown&, const v2_shown&) = default;
};
struct v3_shown {
  v3_result result;
  std::string why;
  friend bool operator==(const v3_shown&, const v3_shown&) = default;
};

}  // namespace

// The fields of results, so that they can be pickled.
template <>
struct packing<protect_result>
    : member_packing<&protect_result::letter, &protect_result::points, &protect_result::rsr, &protect_result::rosh,
                     &protect_result::mappa, &protect_result::complexity, &protect_result::women> {};
template <>
struct packing<change_result> : member_packing<&change_result::digit, &change_result::points, &change_result::needs,
                                               &change_result::ogrs, &change_result::iom, &change_result::rule> {};
template <>
struct packing<v2_result> : member_packing<&v2_result::protect, &v2_result::change, &v2_result::suspended> {};
template <>
struct packing<v3_result>
    : member_packing<&v3_result::tier, &v3_result::steps, &v3_result::static_predictors, &v3_result::missing_rosh> {};
template <>
struct packing<v2_shown> : member_packing<&v2_shown::result, &v2_shown::why> {};
template <>
struct packing<v3_shown> : member_packing<&v3_shown::result, &v3_shown::why> {};

namespace {

void bind_results(py::module_& m) {
  auto a = value_class<v2_shown>(m, "V2", "A tier of a letter, a digit and a suffix, and the points behind it.");
  pickled(a, "V2");
  a.def_property_readonly(
      "tier", [](const v2_shown& x) { return x.result.tier(); }, "The whole tier: \"A3\", \"C1S\".");
  a.def_property_readonly(
      "protect", [](const v2_shown& x) { return std::string(1, x.result.protect.letter); }, "The letter, A to D.");
  a.def_property_readonly("change", [](const v2_shown& x) { return x.result.change.digit; }, "The digit, 0 to 3.");
  a.def_property_readonly("suspended", [](const v2_shown& x) { return x.result.suspended; }, "Whether it ends in S.");
  a.def_property_readonly(
      "protect_points", [](const v2_shown& x) { return x.result.protect.points; }, "Points behind the letter.");
  a.def_property_readonly(
      "change_points", [](const v2_shown& x) { return x.result.change.points; }, "Points behind the digit.");
  a.def_property_readonly(
      "protect_breakdown",
      [](const v2_shown& x) {
        const auto& p = x.result.protect;
        return py::dict("RSR"_a = p.rsr, "ROSH"_a = p.rosh, "MAPPA"_a = p.mappa, "COMPLEXITY"_a = p.complexity,
                        "ADDITIONAL_FACTORS_FOR_WOMEN"_a = p.women);
      },
      "Points of each part of the letter; of RSR and ROSH only the larger is in the sum.");
  a.def_property_readonly(
      "change_breakdown",
      [](const v2_shown& x) {
        const auto& c = x.result.change;
        return py::dict("NEEDS"_a = c.needs, "OGRS"_a = c.ogrs, "IOM"_a = c.iom);
      },
      "Points of each part of the digit.");
  a.def_property_readonly("why", [](const v2_shown& x) { return x.why; }, "The reasons in words.");
  a.def("__repr__", [](const v2_shown& x) { return "<V2 " + x.result.tier() + ": " + x.why + ">"; });

  auto b = value_class<v3_shown>(m, "V3", "A tier of one letter, and the steps that lead to it.");
  pickled(b, "V3");
  b.def_property_readonly(
      "tier", [](const v3_shown& x) { return word(x.result.tier); }, "A to G, MISSING or NOT_SUPERVISED.");
  b.def_property_readonly(
      "provisional", [](const v3_shown& x) { return x.result.provisional(); },
      "Whether something not yet known might lift the tier.");
  b.def_property_readonly(
      "provisional_reasons",
      [](const v3_shown& x) {
        std::vector<std::string> out;
        if (x.result.static_predictors) out.emplace_back("STATIC_PREDICTORS");
        if (x.result.missing_rosh) out.emplace_back("MISSING_ROSH");
        return out;
      },
      "What is not yet known: STATIC_PREDICTORS, MISSING_ROSH.");
  b.def_property_readonly(
      "steps",
      [](const v3_shown& x) {
        py::dict out;
        for (std::size_t i = 0; i < v3_steps; ++i) {
          out[py::str(word(static_cast<v3_step>(i)))] = py::cast(text_of(x.result.steps[i]));
        }
        return out;
      },
      "Tier of each step, None where a step says nothing.");
  b.def_property_readonly("why", [](const v3_shown& x) { return x.why; }, "The reasons in words.");
  b.def("__repr__", [](const v3_shown& x) { return "<V3 " + std::string(word(x.result.tier)) + ": " + x.why + ">"; });
}

// --- one case ------------------------------------------------------------------------------------------------------

v2_shown v2_of(std::optional<double> rsr, const text& rosh, const text& mappa_level_word, int complexity, bool female,
               bool parenting, bool impulsivity, bool temper, bool enforcement,
               const std::vector<std::pair<std::string, text>>& needs, std::optional<int> ogrs, bool iom, bool mandate,
               bool assessment, bool suspended) {
  v2_case c;
  c.rsr = rsr;
  c.rosh = argument<rosh_level>("rosh", rosh);
  c.mappa = argument<mappa_level>("mappa_level", mappa_level_word);
  c.complexity = complexity;
  c.female = female;
  c.parenting = parenting;
  c.impulsivity = impulsivity;
  c.temper = temper;
  c.enforcement = enforcement;
  for (const auto& [name, level] : needs) {
    const auto section = argument<need_section>("needs", name);
    c.needs[static_cast<std::size_t>(*section)] = argument<severity>(name.c_str(), level);
  }
  c.ogrs = ogrs;
  c.iom = iom;
  c.mandate = mandate;
  c.assessment = assessment;
  c.suspended = suspended;
  const v2_result r = v2(c);
  return {r, explain(c, r)};
}

v3_shown v3_of(std::optional<double> arp, const text& arp_type, std::optional<double> csrp, const text& csrp_type,
               std::optional<double> dc_srp, const text& dc_srp_band, const text& rosh, const text& category,
               bool lifer, std::optional<day> released, std::optional<day> as_of, bool domestic_abuse, bool stalking,
               bool child_protection, bool sexual_offence, bool active_event) {
  v3_case c;
  c.arp = {arp, argument<score_type>("arp_type", arp_type)};
  c.csrp = {csrp, argument<score_type>("csrp_type", csrp_type)};
  c.dc_srp = dc_srp;
  c.dc_srp_band = argument<score_band>("dc_srp_band", dc_srp_band);
  c.rosh = argument<rosh_level>("rosh", rosh);
  c.category = argument<mappa_category>("mappa_category", category);
  c.lifer = lifer;
  c.release = lifer ? release_band(released, as_of) : std::nullopt;
  c.domestic_abuse = domestic_abuse;
  c.stalking = stalking;
  c.child_protection = child_protection;
  c.sexual_offence = sexual_offence;
  c.active_event = active_event;
  const v3_result r = v3(c);
  return {r, explain(c, r)};
}

using requirements = std::vector<std::pair<std::string, bool>>;

bool mandate_of(const std::vector<std::tuple<bool, std::string, requirements>>& convictions) {
  std::vector<conviction> all;
  for (const auto& [current, sentence, parts] : convictions) {
    conviction c{current, sentence, {}};
    for (const auto& [code, restrictive] : parts) c.requirements.push_back({code, restrictive});
    all.push_back(std::move(c));
  }
  return has_mandate(all);
}

py::dict registers_of(const std::vector<std::tuple<std::string, day, std::string, std::string>>& entries) {
  std::vector<registration> all;
  for (const auto& [code, on, level, category] : entries) all.push_back({code, on, level, category});
  const registers r = read_registers(all);
  return py::dict("rosh"_a = text_of(r.rosh), "mappa_level"_a = text_of(r.level),
                  "mappa_category"_a = text_of(r.category), "complexity"_a = r.complexity, "iom"_a = r.iom,
                  "lifer"_a = r.lifer, "domestic_abuse"_a = r.domestic_abuse, "stalking"_a = r.stalking,
                  "child_protection"_a = r.child_protection, "suspended"_a = r.suspended);
}
}  // namespace

void bind_tiering(py::module_& m) {
  m.doc() = "Tiering: the letter and digit of 2021 to 2026, and the single letter since.";
  m.def("source", [] { return rules::source; }, "Where the rules come from.");
  bind_results(m);
  m.def("v2", &v2_of, py::kw_only(), "rsr"_a, "rosh"_a, "mappa_level"_a, "complexity"_a, "female"_a, "parenting"_a,
        "impulsivity"_a, "temper"_a, "enforcement"_a, "needs"_a, "ogrs"_a, "iom"_a, "mandate"_a, "assessment"_a,
        "suspended"_a, "Letter, digit and suffix of a case. `needs` are pairs of section and severity.");
  m.def("v3", &v3_of, py::kw_only(), "arp"_a, "arp_type"_a, "csrp"_a, "csrp_type"_a, "dc_srp"_a, "dc_srp_band"_a,
        "rosh"_a, "mappa_category"_a, "lifer"_a, "released"_a, "as_of"_a, "domestic_abuse"_a, "stalking"_a,
        "child_protection"_a, "sexual_offence"_a, "active_event"_a,
        "The single letter of a case. Dates are text such as \"2026-08-17\" or datetime.date.");
  m.def(
      "need_severity",
      [](const std::string& section, std::optional<int> score, bool strengths_and_needs) {
        return text_of(severity_of(*argument<need_section>("section", section), score, strengths_and_needs));
      },
      "section"_a, "score"_a, "strengths_and_needs"_a, "How severe a need is by the score of its section.");
  m.def("has_mandate", &mandate_of, "convictions"_a,
        "Whether there is a mandate for change: tuples of current, sentence type and pairs of code and restrictive.");
  m.def("registers", &registers_of, "entries"_a, "What registrations say: tuples of code, date, level and category.");
  m.def(
      "reoffending_tier", [](double arp, double csrp) { return word(reoffending_tier(arp, csrp)); }, "arp"_a, "csrp"_a,
      "Step 1: the tier of ARP and CSRP.");
  m.def(
      "sexual_reoffending_tier",
      [](const text& band, std::optional<double> score) {
        return text_of(sexual_reoffending_tier(argument<score_band>("band", band), score));
      },
      "band"_a, "score"_a, "Step 2: the tier of the direct-contact sexual reoffending predictor.");
  m.def(
      "mappa_rosh_tier",
      [](const text& category, const text& rosh) {
        return text_of(
            mappa_rosh_tier(argument<mappa_category>("mappa_category", category), argument<rosh_level>("rosh", rosh)));
      },
      "mappa_category"_a, "rosh"_a, "Step 3: the tier of MAPPA and RoSH.");
  m.def(
      "lifer_tier",
      [](bool lifer, std::optional<day> released, std::optional<day> as_of) {
        return text_of(lifer_tier(lifer, lifer ? release_band(released, as_of) : std::nullopt));
      },
      "lifer"_a, "released"_a, "as_of"_a, "Step 4: the tier of a released person with a life or IPP sentence.");
}

}  // namespace probation::bindings
