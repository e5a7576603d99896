// The engine's own draws, for tests and for teaching.
#include "pybind.hpp"

#include <probation/engine/draws.hpp>
#include <probation/engine/stream.hpp>

namespace probation::bindings {

namespace {

using numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;

/// Streams 0 and 1 are a forecast's inputs and months; draws made by hand have one of their own.
constexpr std::uint32_t stream_by_hand = 2;

/// Element i takes the number of replicate i.
[[nodiscard]] double number_of(std::uint32_t seed, std::uint64_t cell, py::ssize_t i, std::uint32_t draw = 0) {
  return uniform({seed, stream_by_hand}, {static_cast<std::uint32_t>(i), 0, cell, draw});
}

py::array_t<std::int64_t> binomial(const numbers& n, const numbers& p, std::uint32_t seed) {
  py::array_t<std::int64_t> out(n.size());
  const auto trials = n.unchecked<1>();
  const auto chance = p.unchecked<1>();
  auto drawn = out.mutable_unchecked<1>();
  const py::gil_scoped_release release;
  for (py::ssize_t i = 0; i < drawn.size(); ++i) {
    const double u = number_of(seed, cell_id("binomial"), i);
    drawn(i) = static_cast<std::int64_t>(draw_binomial(trials(i), chance(i), u));
  }
  return out;
}

py::array_t<std::int64_t> poisson(const numbers& mean, std::uint32_t seed) {
  py::array_t<std::int64_t> out(mean.size());
  const auto expected = mean.unchecked<1>();
  auto drawn = out.mutable_unchecked<1>();
  const py::gil_scoped_release release;
  for (py::ssize_t i = 0; i < drawn.size(); ++i) {
    drawn(i) = static_cast<std::int64_t>(draw_poisson(expected(i), number_of(seed, cell_id("poisson"), i)));
  }
  return out;
}

/// One multinomial a row, drawn as conditional binomials as the months of a pool are.
py::array_t<std::int64_t> multinomial(const numbers& n, const numbers& shares, std::uint32_t seed) {
  const py::ssize_t parts = shares.shape(0);
  py::array_t<std::int64_t> out({n.size(), parts});
  const auto trials = n.unchecked<1>();
  const auto share = shares.unchecked<1>();
  auto drawn = out.mutable_unchecked<2>();
  const py::gil_scoped_release release;
  for (py::ssize_t i = 0; i < trials.size(); ++i) {
    double left = trials(i);
    double rest = 1.0;
    for (py::ssize_t k = 0; k < parts; ++k) {
      const double chance = k + 1 == parts || share(k) >= rest ? 1.0 : share(k) / rest;
      const double count =
          draw_binomial(left, chance, number_of(seed, cell_id("multinomial"), i, static_cast<std::uint32_t>(k)));
      drawn(i, k) = static_cast<std::int64_t>(count);
      left -= count;
      rest -= share(k);
    }
  }
  return out;
}

}  // namespace

void bind_engine(py::module_& m) {
  m.def("random_binomial", &binomial, "n"_a, "p"_a, "seed"_a, "Flat arrays of equal length; checked by the caller.");
  m.def("random_poisson", &poisson, "mean"_a, "seed"_a, "A flat array; checked by the caller.");
  m.def("random_multinomial", &multinomial, "n"_a, "shares"_a, "seed"_a, "n flat, shares 1-d; checked by the caller.");
}

}  // namespace probation::bindings
