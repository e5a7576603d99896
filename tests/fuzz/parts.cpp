// Any bytes as a part of a forecast: a part that merges and travels, or std::invalid_argument.
#include <stdexcept>
#include <utility>

#include <probation/io/read.hpp>
#include <probation/projection/forecast.hpp>

#include "fuzz.hpp"

namespace {

[[nodiscard]] const probation::region& small() {
  static const probation::region r = probation::read_region(PROBATION_SOURCE_DIR "/tests/data/small.json");
  return r;
}

/// Replicates first, first + 1 of a short forecast.
[[nodiscard]] probation::forecast_part part_from(std::uint32_t first) {
  probation::forecast_options o;
  o.months = 2;
  o.runs = 2;
  o.first = first;
  o.threads = 1;
  o.measures = {"headcount", "workload"};
  o.keep_paths = true;
  return run_part(small(), o);
}

}  // namespace

/// First byte even: the rest is the bytes of a part, with a checksum added if its second bit is set. Odd: the rest is
/// edits of real ones, three bytes each (where, in two, and what to change there), so that inputs stay useful when the
/// format changes; they are given the checksum of what they have become, so that what it guards is tried too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace probation;
  static const forecast_part real = part_from(0);
  static const forecast_part next = part_from(2);
  static const std::string sealed = real.bytes();
  static const std::string real_bytes = sealed.substr(0, sealed.size() - sha256_digest{}.size());
  if (size == 0) return 0;
  std::string bytes = data[0] % 2 == 0 ? std::string(fuzz::text_of(data + 1, size - 1)) : real_bytes;
  for (std::size_t i = 1; data[0] % 2 == 1 && i + 2 < size; i += 3) {
    const std::size_t at = (data[i] * std::size_t{256} + data[i + 1]) % bytes.size();
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ data[i + 2]);
  }
  if (data[0] % 2 == 1 || (data[0] & 2U) != 0) bytes = seal(std::move(bytes));

  const auto part = fuzz::unless<std::invalid_argument>([&] { return forecast_part::from_bytes(bytes); });
  if (!part) return 0;
  fuzz::require(forecast_part::from_bytes(part->bytes()).bytes() == part->bytes(), "a part changes as it travels");
  static_cast<void>(part->without_paths());
  const auto merged = fuzz::unless<std::invalid_argument>([&] {
    forecast_part both = next;
    both.merge(*part);
    return both;
  });
  if (merged) static_cast<void>(fuzz::unless<std::invalid_argument>([&] { return forecast_of(small(), *merged); }));
  static_cast<void>(fuzz::unless<std::invalid_argument>([&] { return forecast_of(small(), *part); }));
  return 0;
}
