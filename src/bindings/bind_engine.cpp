// The engine's own draws, for tests and for teaching.
#include "pybind.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <probation/engine/row_functions.hpp>
#include <probation/engine/split.hpp>
#include <probation/engine/stream.hpp>

namespace probation::bindings {

namespace {

using numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using counts = py::array_t<std::int64_t>;

/// Streams 0 and 1 are a forecast's inputs and months; draws made by hand have one of their own.
constexpr std::uint32_t stream_by_hand = 2;

/// Element i takes the number of replicate i.
[[nodiscard]] draw_place place(std::uint32_t seed, std::string_view distribution, std::uint32_t draw = 0) {
  return {{seed, stream_by_hand}, {0, 0, cell_id(distribution), draw}};
}

[[nodiscard]] counts as_counts(const std::vector<double>& drawn) {
  counts out(static_cast<py::ssize_t>(drawn.size()));
  std::int64_t* const to = out.mutable_data();
  for (std::size_t i = 0; i < drawn.size(); ++i) to[i] = static_cast<std::int64_t>(drawn[i]);
  return out;
}

/// Elements drawn between two looks at whether Ctrl-C was pressed. A multiple of what rows are padded to, so that every
/// element is drawn as it would be in one go.
constexpr std::size_t at_once = 256;
constexpr std::size_t few_at_once = 32;  // of draws that may take ten milliseconds

/// Calls `draw(from, n, where)` for elements a piece at a time, without the interpreter's lock; raises
/// KeyboardInterrupt between two pieces.
template <class Draw>
void by_pieces(std::size_t count, draw_place where, Draw draw, std::size_t piece = at_once) {
  for (std::size_t from = 0; from < count; from += piece) {
    {
      const py::gil_scoped_release release;
      where.first.replicate = static_cast<std::uint32_t>(from);
      draw(from, (std::min)(piece, count - from), where);
    }
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

[[nodiscard]] counts draws(opcode code, const numbers& a, const numbers& b, const draw_place& where) {
  std::vector<double> drawn(static_cast<std::size_t>(a.size()));
  by_pieces(drawn.size(), where, [&](std::size_t from, std::size_t n, const draw_place& at) {
    random_rows()[code](drawn.data() + from, a.data() + from, b.data() + from, b.data() + from, n, at);
  });
  return as_counts(drawn);
}

counts binomial(const numbers& n, const numbers& p, std::uint32_t seed) {
  return draws(opcode::binomial, n, p, place(seed, "binomial"));
}

counts poisson(const numbers& mean, std::uint32_t seed) {
  return draws(opcode::poisson, mean, mean, place(seed, "poisson"));
}

counts negative_binomial(const numbers& mean, const numbers& size, std::uint32_t seed) {
  return draws(opcode::negative_binomial, mean, size, place(seed, "negative binomial"));
}

counts hypergeometric(const numbers& good, const numbers& bad, const numbers& drawn, std::uint32_t seed) {
  std::vector<double> out(static_cast<std::size_t>(good.size()));
  const auto draw = [&](std::size_t from, std::size_t n, const draw_place& where) {
    for (std::size_t i = from; i < from + n; ++i) {
      coordinate at = where.first;
      at.replicate = static_cast<std::uint32_t>(i);
      out[i] = draw_hypergeometric(good.data()[i], bad.data()[i], drawn.data()[i], uniform(where.key, at));
    }
  };
  by_pieces(out.size(), place(seed, "hypergeometric"), draw, few_at_once);
  return as_counts(out);
}

/// One multinomial a row, drawn as conditional binomials as the months of a pool are.
counts multinomial(const numbers& n, const numbers& shares, std::uint32_t seed) {
  const auto parts = static_cast<std::size_t>(shares.size());
  const auto rows = static_cast<std::size_t>(n.size());
  counts out({n.size(), shares.size()});
  std::int64_t* const to = out.mutable_data();
  std::vector<double> left(n.data(), n.data() + rows);
  std::vector<double> chances(rows);
  std::vector<double> drawn(rows);
  double rest = 1.0;
  for (std::size_t k = 0; k < parts; ++k) {
    const double share = shares.data()[k];
    chances.assign(rows, k + 1 == parts || share >= rest ? 1.0 : share / rest);
    by_pieces(rows, place(seed, "multinomial", static_cast<std::uint32_t>(k)),
              [&](std::size_t from, std::size_t n_rows, const draw_place& at) {
                random_rows()[opcode::binomial](drawn.data() + from, left.data() + from, chances.data() + from,
                                                chances.data() + from, n_rows, at);
              });
    for (std::size_t i = 0; i < rows; ++i) {
      to[i * parts + k] = static_cast<std::int64_t>(drawn[i]);
      left[i] -= drawn[i];
    }
    rest -= share;
  }
  return out;
}

}  // namespace

void bind_engine(py::module_& m) {
  m.def("random_binomial", &binomial, "n"_a, "p"_a, "seed"_a, "Flat arrays of equal length; checked by the caller.");
  m.def("random_poisson", &poisson, "mean"_a, "seed"_a, "A flat array; checked by the caller.");
  m.def("random_negative_binomial", &negative_binomial, "mean"_a, "size"_a, "seed"_a,
        "Flat arrays of equal length; checked by the caller.");
  m.def("random_hypergeometric", &hypergeometric, "good"_a, "bad"_a, "drawn"_a, "seed"_a,
        "Flat arrays of equal length; checked by the caller.");
  m.def("random_multinomial", &multinomial, "n"_a, "shares"_a, "seed"_a, "n flat, shares 1-d; checked by the caller.");
  m.def(
      "instruction_set", [] { return std::string(random_rows().instruction_set); },
      "What forecasts and draws run on: \"baseline\", \"avx2\" or \"avx512\".");
}

}  // namespace probation::bindings
