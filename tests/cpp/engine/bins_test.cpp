#include "../catch.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <probation/engine/bins.hpp>
#include <probation/engine/bytes.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/summary.hpp>

using namespace probation;

namespace {

std::vector<bin_count> all_of(const packed_bins& bins) {
  std::vector<bin_count> out;
  packed_bins::cursor at(bins);
  for (bin_count b; at.next(b);) out.push_back(b);
  return out;
}

}  // namespace

TEST_CASE("packed bins hold every key and count", "[engine]") {
  constexpr std::uint32_t most = (std::numeric_limits<std::uint32_t>::max)();
  const std::vector<bin_count> given = {{1, 1},           {127 + 1, 127},   {128 + 128, 128}, {16'384 + 256, 16'384},
                                        {1U << 31, most}, {most - 1, 1000}, {most, 2}};
  packed_bins bins;
  CHECK(bins.empty());
  for (const bin_count& b : given) bins.append(b.key, b.count);
  CHECK(all_of(bins) == given);
  CHECK(bins.size() == given.size());
  CHECK(bins.last() == most);
  packed_bins copy;
  copy.assign(bins);
  CHECK(copy == bins);
  copy.clear();
  CHECK(copy == packed_bins());
  CHECK(all_of(copy).empty());
}

TEST_CASE("a summary counts as a map does, near and far numbers alike", "[engine]") {
  for (const double spread : {1e-3, 0.5, 30.0}) {  // bins that are counted, and bins that are sorted
    point_summary s;
    std::map<double, int> exact;
    for (std::uint32_t i = 0; i < 3'000; ++i) {
      const double x = std::ldexp(1.0, static_cast<int>(spread * uniform({3, 9}, {i, 0, 7}))) * (1.0 + (i % 7) / 8.0);
      s.add(x);
      ++exact[x];
    }
    s.compact();
    int below = 0;
    for (const auto& [x, n] : exact) {
      below += n;
      CHECK(s.at_most(x) == below / 3'000.0);
    }
  }
}

TEST_CASE("numbers and text survive as bytes", "[engine]") {
  byte_writer to;
  const std::vector<std::uint64_t> numbers = {0, 1, 127, 128, 300, std::uint64_t{1} << 63, ~std::uint64_t{0}};
  for (const auto x : numbers) to.number(x);
  to.word(0x0123456789ABCDEFU);
  to.real(-0.1);
  to.text(std::string("a\0b", 3));
  to.text(std::string(200, 'x'));
  byte_reader from(to.bytes());
  for (const auto x : numbers) CHECK(from.number() == x);
  CHECK(from.word() == 0x0123456789ABCDEFU);
  CHECK(from.real() == -0.1);
  CHECK(from.text() == std::string("a\0b", 3));
  CHECK_FALSE(from.at_end());
  CHECK(from.text() == std::string(200, 'x'));
  CHECK(from.at_end());
  CHECK_THROWS_AS(from.number(), std::invalid_argument);
  CHECK_THROWS_AS(byte_reader("\x05"
                              "abc")
                      .text(),
                  std::invalid_argument);
  CHECK_THROWS_AS(byte_reader("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01").number(), std::invalid_argument);
}

TEST_CASE("a summary survives as bytes, and is checked", "[engine]") {
  point_summary s;
  for (std::uint32_t i = 0; i < 500; ++i) s.add(uniform({3, 9}, {i, 0, 7}) * 10.0 - 2.0);
  s.add(std::numeric_limits<double>::infinity());
  s.compact();
  byte_writer to;
  s.write(to);
  byte_reader from(to.bytes());
  CHECK(point_summary::read(from) == s);
  CHECK(from.at_end());
  for (const std::size_t cut : {0U, 5U, 40U, 60U}) {
    byte_reader part(std::string_view(to.bytes()).substr(0, cut));
    CHECK_THROWS_AS(point_summary::read(part), std::invalid_argument);
  }
  std::string wrong = to.bytes();
  wrong.back() = static_cast<char>(wrong.back() + 1);  // the count of the last bin
  byte_reader broken(wrong);
  CHECK_THROWS_AS(point_summary::read(broken), std::invalid_argument);
}
