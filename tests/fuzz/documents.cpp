// Any text: a region that is written and read again to the same, or a document_error.
#include <probation/base/problem.hpp>
#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/write.hpp>

#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace probation;
  const auto r = fuzz::unless<document_error>([&] { return parse_region(fuzz::text_of(data, size), "input"); });
  if (!r) return 0;
  const std::string written = to_json(*r);
  const region again = parse_region(written);
  fuzz::require(again == *r, "a region differs from what its document reads back as");
  fuzz::require(to_json(again) == written, "a document differs from the one that it was read from");
  fuzz::require(parse_region(to_json(*r, false)) == *r, "a document in one line differs");
  // Scenarios have been tried when the document was read.
  for (const auto& item : r->scenarios)
    fuzz::require(!scenario(*r, item.first).name.empty(), "a scenario without a name");
  return 0;
}
