// Tiering of tables: a row a case.
#include "pybind.hpp"

#include <array>
#include <unordered_map>

#include <probation/base/day_text.hpp>
#include <probation/workload/tiering.hpp>

#include "rows.hpp"

namespace probation::bindings {

namespace {

using namespace probation::tiering;  // NOLINT(google-build-using-namespace): this file is about nothing else

/// A column of words that repeat: the number of its word for each row (-1 for none), and the words.
struct encoded {
  py::array_t<std::int32_t> codes;
  std::int32_t* out;
  word_table words;
  std::unordered_map<std::uint64_t, std::int32_t> known;

  explicit encoded(std::size_t rows) : codes(static_cast<py::ssize_t>(rows)), out(codes.mutable_data()) {}

  /// Writes the word of a row; `make` makes it if no earlier row had the same key.
  template <class Make>
  void set(std::size_t row, std::uint64_t key, Make make) {
    const auto [place, is_new] = known.try_emplace(key, 0);
    if (is_new) place->second = words(make());
    out[row] = place->second;
  }
  [[nodiscard]] py::tuple take() const { return py::make_tuple(codes, words.words()); }
};

field<double> percentage(const table& t, const char* name) {
  const std::string expected = "a percentage, 0 to 100";
  const auto meant = [](double x) { return x >= 0 && x <= 100 ? std::optional(x) : std::nullopt; };
  return {t, name, expected, in_words(meant, &parse_percentage), meant};
}

template <class E>
field<E> words_of(const table& t, const char* name) {
  return {t, name, choices<E>(), [](const std::string& s) { return parse<E>(s); }, nullptr};
}

/// The codes of all registers of a case in one text, whatever stands between them.
field<registers> registers_in(const table& t) {
  return {t, "registers", "register codes such as \"RMDO, IIOM\"",
          [](const std::string& s) {
            registers r;
            std::array<bool, rules::complexity_registers.size()> seen{};
            std::string code;
            for (const char letter : s + " ") {
              const char c = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
              if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                code += c;
              } else if (!code.empty()) {
                tiering::detail::note_register(r, code, seen);
                code.clear();
              }
            }
            return std::optional(r);
          },
          nullptr};
}

/// A need in a table: the severity in words, or the score of the section.
struct need_cell {
  std::optional<severity> said;
  int score = 0;
};

field<need_cell> need_in(const table& t, const char* name) {
  const auto meant = [](double x) {
    return x >= 0 && x <= 100 && x == std::floor(x) ? std::optional(need_cell{{}, static_cast<int>(x)}) : std::nullopt;
  };
  return {t, name, choices<severity>() + ", or the score of the section, a whole number from 0",
          [meant](const std::string& s) -> std::optional<need_cell> {
            if (const auto said = parse<severity>(s)) return need_cell{said, 0};
            const auto x = parse_number(s);
            return x ? meant(*x) : std::nullopt;
          },
          meant};
}

/// A flag that must be said in every row of its column.
bool said(const field<bool>& f, std::size_t row, bool otherwise, row_problems& problems) {
  if (!f.is_there()) return otherwise;
  const auto value = f(row, problems);
  if (f.is_missing(row)) problems.add(row, f.name(), "nothing", f.expected());
  return value.value_or(otherwise);
}

constexpr std::array<const char*, 8> section_names{"accommodation", "ete",     "relationships", "lifestyle",
                                                   "drugs",         "alcohol", "thinking",      "attitudes"};

/// Reads the rows of a table as cases.
class v2_rows {
 public:
  explicit v2_rows(const table& t)
      : rsr_(percentage(t, "rsr")),
        rosh_(words_of<rosh_level>(t, "rosh")),
        mappa_(words_of<mappa_level>(t, "mappa_level")),
        complexity_(whole(t, "complexity", static_cast<int>(rules::complexity_registers.size()),
                          "distinct complexity registers, 0 to 10")),
        registers_(registers_in(t)),
        female_(flag(t, "female")),
        parenting_(flag(t, "parenting", true)),
        impulsivity_(flag(t, "impulsivity", true)),
        temper_(flag(t, "temper", true)),
        enforcement_(flag(t, "enforcement")),
        san_(flag(t, "strengths_and_needs")),
        ogrs_(whole(t, "ogrs", 100, "a whole percentage, 0 to 100", &parse_percentage)),
        iom_(flag(t, "iom")),
        mandate_(flag(t, "mandate")),
        assessment_(flag(t, "assessment")),
        suspended_(flag(t, "suspended")) {
    for (const char* name : section_names) needs_.push_back(need_in(t, name));
  }

  [[nodiscard]] v2_case operator()(std::size_t i, row_problems& problems) const {
    const auto is = [&](const field<bool>& f) { return f(i, problems).value_or(false); };
    const registers r = registers_(i, problems).value_or(registers());
    v2_case c;
    c.rsr = rsr_(i, problems);
    c.rosh = rosh_(i, problems);
    c.mappa = mappa_(i, problems);
    c.complexity = complexity_(i, problems).value_or(r.complexity);
    c.female = is(female_);
    c.parenting = is(parenting_);
    c.impulsivity = is(impulsivity_);
    c.temper = is(temper_);
    c.enforcement = is(enforcement_);
    const bool san = is(san_);
    for (std::size_t k = 0; k < needs_.size(); ++k) {
      if (const auto cell = needs_[k](i, problems)) {
        c.needs[k] = cell->said ? cell->said : severity_of(static_cast<need_section>(k), cell->score, san);
      }
    }
    c.ogrs = ogrs_(i, problems);
    c.iom = is(iom_) || r.iom;
    c.mandate = said(mandate_, i, true, problems);
    c.assessment = said(assessment_, i, true, problems);
    c.suspended = is(suspended_) || r.suspended;
    return c;
  }

 private:
  field<double> rsr_;
  field<rosh_level> rosh_;
  field<mappa_level> mappa_;
  field<int> complexity_;
  field<registers> registers_;
  field<bool> female_, parenting_, impulsivity_, temper_, enforcement_, san_;
  field<int> ogrs_;
  field<bool> iom_, mandate_, assessment_, suspended_;
  std::vector<field<need_cell>> needs_;
};

/// Numbers packed into one key: each must be below 2^bits.
struct packed {
  std::uint64_t key = 0;
  packed& operator()(int bits, std::size_t value) {
    key = (key << bits) | value;
    return *this;
  }
};
template <class T>
[[nodiscard]] std::size_t or_zero(const std::optional<T>& value) {
  return value ? static_cast<std::size_t>(*value) + 1 : 0;
}

/// Everything that the words of `explain` depend on.
[[nodiscard]] std::uint64_t key_of(const v2_case& c, const v2_result& r) {
  const bool falls = c.rsr && tiering::detail::falls_through(*c.rsr);
  const std::size_t quirk = !falls ? 0 : *c.rsr < rules::rsr_bands.front().from ? 1 : 2;
  const auto size = [](auto n) { return static_cast<std::size_t>(n); };
  packed p;
  p(6, size(r.protect.rsr))(2, quirk)(3, or_zero(c.rosh))(2, or_zero(c.mappa))(4, size(c.complexity));
  p(4, size(r.protect.women))(2, size(r.change.rule))(6, size(r.change.needs))(4, size(r.change.ogrs));
  p(2, size(r.change.iom))(1, size(r.suspended));
  return p.key;
}

py::dict v2_table(const table& t, bool reasons) {
  const v2_rows read(t);
  encoded tiers(t.rows);
  encoded why(reasons ? t.rows : 0);
  py::array_t<std::int32_t> protect_points(static_cast<py::ssize_t>(t.rows));
  py::array_t<std::int32_t> change_points(static_cast<py::ssize_t>(t.rows));
  auto* protect_out = protect_points.mutable_data();
  auto* change_out = change_points.mutable_data();
  row_problems problems;
  {
    const py::gil_scoped_release release;
    for (std::size_t i = 0; i < t.rows; ++i) {
      const v2_case c = read(i, problems);
      if (problems.has(i)) {
        tiers.out[i] = -1;
        if (reasons) why.out[i] = -1;
        protect_out[i] = change_out[i] = 0;
        continue;
      }
      const v2_result r = v2(c);
      protect_out[i] = r.protect.points;
      change_out[i] = r.change.points;
      const auto letter = static_cast<std::uint64_t>(r.protect.letter);
      tiers.set(i, letter * 8 + static_cast<std::uint64_t>(2 * r.change.digit + int{r.suspended}),
                [&] { return r.tier(); });
      if (reasons) why.set(i, key_of(c, r), [&] { return explain(c, r); });
    }
  }
  return py::dict("tier"_a = tiers.take(), "protect_points"_a = protect_points, "change_points"_a = change_points,
                  "reasons"_a = why.take(), "problems"_a = taken(problems));
}

class v3_rows {
 public:
  v3_rows(const table& t, std::optional<day> as_of)
      : arp_(percentage(t, "arp")),
        csrp_(percentage(t, "csrp")),
        dc_srp_(percentage(t, "dc_srp")),
        arp_type_(words_of<score_type>(t, "arp_type")),
        csrp_type_(words_of<score_type>(t, "csrp_type")),
        dc_srp_band_(words_of<score_band>(t, "dc_srp_band")),
        rosh_(words_of<rosh_level>(t, "rosh")),
        category_(words_of<mappa_category>(t, "mappa_category")),
        registers_(registers_in(t)),
        lifer_(flag(t, "lifer")),
        domestic_abuse_(flag(t, "domestic_abuse")),
        stalking_(flag(t, "stalking")),
        child_protection_(flag(t, "child_protection")),
        sexual_offence_(flag(t, "sexual_offence")),
        active_event_(flag(t, "active_event")),
        released_(
            t, "released", "a date", [](const std::string& s) { return days_of(s); }, nullptr,
            [](double days) { return std::optional(static_cast<int>(days)); }) {
    if (as_of) bands_.emplace(*as_of);
  }

  [[nodiscard]] v3_case operator()(std::size_t i, row_problems& problems) const {
    const auto is = [&](const field<bool>& f) { return f(i, problems).value_or(false); };
    const registers r = registers_(i, problems).value_or(registers());
    v3_case c;
    c.arp = {arp_(i, problems), arp_type_(i, problems)};
    c.csrp = {csrp_(i, problems), csrp_type_(i, problems)};
    c.dc_srp = dc_srp_(i, problems);
    c.dc_srp_band = dc_srp_band_(i, problems);
    c.rosh = rosh_(i, problems);
    c.category = category_(i, problems);
    c.lifer = is(lifer_) || r.lifer;
    const auto released = released_(i, problems);
    if (c.lifer && released) {
      if (!bands_)
        throw std::invalid_argument("as_of: found nothing, expected the day as of which releases are judged");
      c.release = (*bands_)(*released);
    }
    c.domestic_abuse = is(domestic_abuse_) || r.domestic_abuse;
    c.stalking = is(stalking_) || r.stalking;
    c.child_protection = is(child_protection_) || r.child_protection;
    c.sexual_offence = is(sexual_offence_);
    c.active_event = said(active_event_, i, true, problems);
    check(c, [&](const char* name, const std::string& found, const std::string& expected) {
      problems.add(i, name, found, expected);
    });
    return c;
  }

 private:
  /// "2026-04-01" or "1 April 2026", in days since 1 January 1970.
  static std::optional<int> days_of(const std::string& s) {
    const auto d = read_day(s);
    return d ? std::optional(*d - release_bands::epoch) : std::nullopt;
  }

  field<double> arp_, csrp_, dc_srp_;
  field<score_type> arp_type_, csrp_type_;
  field<score_band> dc_srp_band_;
  field<rosh_level> rosh_;
  field<mappa_category> category_;
  field<registers> registers_;
  field<bool> lifer_, domestic_abuse_, stalking_, child_protection_, sexual_offence_, active_event_;
  field<int> released_;
  std::optional<release_bands> bands_;
};

[[nodiscard]] std::uint64_t key_of(const v3_case& c, const v3_result& r) {
  using tiering::detail::band_of;
  packed p;
  p(4, static_cast<std::size_t>(r.tier));
  p(3, c.arp.score ? band_of(*c.arp.score, rules::arp_from) : 7);
  p(3, c.csrp.score ? band_of(*c.csrp.score, rules::csrp_from) : 7);
  p(2, or_zero(c.arp.type))(2, or_zero(c.csrp.type))(3, or_zero(c.rosh))(1, c.category.has_value() ? 1 : 0);
  std::size_t part = 0;  // of a medium DC-SRP
  if (c.dc_srp) {
    while (part < rules::medium_dc_srp.size() && *c.dc_srp < rules::medium_dc_srp[part].from) ++part;
  }
  p(3, or_zero(c.dc_srp_band))(3, part)(2, or_zero(c.release));
  for (const auto& step : r.steps) p(1, step ? 1 : 0);
  p(1, r.static_predictors ? 1 : 0)(1, r.missing_rosh ? 1 : 0);
  return p.key;
}

py::dict v3_table(const table& t, std::optional<day> as_of, bool reasons) {
  const v3_rows read(t, as_of);
  encoded tiers(t.rows);
  encoded why(reasons ? t.rows : 0);
  py::array_t<bool> provisional(static_cast<py::ssize_t>(t.rows));
  bool* provisional_out = provisional.mutable_data();
  row_problems problems;
  {
    const py::gil_scoped_release release;
    for (std::size_t i = 0; i < t.rows; ++i) {
      const v3_case c = read(i, problems);
      provisional_out[i] = false;
      if (problems.has(i)) {
        tiers.out[i] = -1;
        if (reasons) why.out[i] = -1;
        continue;
      }
      const v3_result r = v3(c);
      provisional_out[i] = r.provisional();
      tiers.set(i, static_cast<std::uint64_t>(r.tier), [&] { return word(r.tier); });
      if (reasons) why.set(i, key_of(c, r), [&] { return explain(c, r); });
    }
  }
  return py::dict("tier"_a = tiers.take(), "provisional"_a = provisional, "reasons"_a = why.take(),
                  "problems"_a = taken(problems));
}

}  // namespace

void bind_tiering_table(py::module_& m) {
  m.def("v2_table", &v2_table, "table"_a, "reasons"_a,
        "Tiers of a table: (codes, words) of tier and reasons, points, and (rows, count, problems).");
  m.def("v3_table", &v3_table, "table"_a, "as_of"_a, "reasons"_a,
        "Tiers of a table: (codes, words) of tier and reasons, provisional, and (rows, count, problems).");
}

}  // namespace probation::bindings
