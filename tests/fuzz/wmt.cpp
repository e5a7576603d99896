// Any text as configurations of the WMT and as a number: what reads back as the same, or a document_error.
#include <probation/base/problem.hpp>
#include <probation/io/wmt.hpp>

#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace probation;
  const std::string_view text = fuzz::text_of(data, size);
  static_cast<void>(fuzz::unless<document_error>([&] { return wmt::parse_quantity(text); }));
  const auto c = fuzz::unless<document_error>([&] { return wmt::parse_configurations(text); });
  if (!c) return 0;
  const std::string written = wmt::to_json(*c);
  fuzz::require(wmt::parse_configurations(written) == *c, "configurations differ from what they read back as");
  fuzz::require(wmt::to_json(wmt::parse_configurations(written)) == written, "documents of configurations differ");
  return 0;
}
