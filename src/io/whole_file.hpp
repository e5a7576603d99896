// Files that are there whole or not at all. Private to probation::io.
#pragma once

#include <filesystem>
#include <string_view>

namespace probation::detail {

/// Writes `text` to `file`: to a new file of a random name beside it, flushed to the disk, which then takes its place.
/// A link is followed, a device or a pipe is written to. Throws std::filesystem::filesystem_error naming `file` if that
/// cannot be; then nothing is changed and nothing left behind.
void write_whole(const std::filesystem::path& file, std::string_view text);

}  // namespace probation::detail
