// Any text as a merge patch: a region that can be written and read, or a document_error.
#include <string>
#include <vector>

#include <probation/base/problem.hpp>
#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/write.hpp>

#include "fuzz.hpp"

namespace {

/// The first byte chooses what is patched.
[[nodiscard]] const std::vector<probation::region>& bases() {
  static const std::vector<probation::region> all = {
      probation::read_region(PROBATION_SOURCE_DIR "/tests/data/small.json"),
      probation::read_region(PROBATION_SOURCE_DIR "/tests/fuzz/corpus/documents/backlogs.json"),
  };
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace probation;
  if (size == 0) return 0;
  const region& base = bases()[data[0] % bases().size()];
  const auto r = fuzz::unless<document_error>([&] { return patched(base, fuzz::text_of(data + 1, size - 1)); });
  if (!r) return 0;
  // The document does not hold the present that a patched region keeps; what goes to workers does.
  const std::string written = to_json(*r);
  fuzz::require(to_json(parse_region(written)) == written, "a patched region reads back as another document");
  fuzz::require(unpacked(packed(*r)) == *r, "a patched region differs from what it unpacks as");
  return 0;
}
