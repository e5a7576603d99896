#include "whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <system_error>

#if __has_include(<unistd.h>)
#include <fcntl.h>
#include <unistd.h>
#define PROBATION_HAS_FSYNC 1
#else
#define PROBATION_HAS_FSYNC 0
#endif

namespace probation::detail {
namespace {

namespace fs = std::filesystem;

struct closes {
  // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): this is what owns it
  void operator()(std::FILE* f) const noexcept { std::fclose(f); }
};
using open_file = std::unique_ptr<std::FILE, closes>;

[[nodiscard]] std::error_code last_error() { return {errno != 0 ? errno : EIO, std::generic_category()}; }

[[noreturn]] void fail(const fs::path& file, std::error_code code) {
  throw fs::filesystem_error("cannot write region document", file, code);
}

[[nodiscard]] std::string random_letters() {
  static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::random_device device;
  std::string out;
  for (int i = 0; i < 12; ++i) out += letters[device() % letters.size()];
  return out;
}

/// A new file beside `target`; another's file or link of that name is never opened.
[[nodiscard]] open_file create_beside(const fs::path& target, fs::path& name) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    name = target.parent_path() / ("." + target.filename().string() + "." + random_letters());
    errno = 0;
    if (open_file f{std::fopen(name.string().c_str(), "wbx")}) return f;
    if (errno != EEXIST) break;
  }
  return nullptr;
}

/// Writes and flushes to the disk; the first error.
[[nodiscard]] std::error_code put(open_file f, std::string_view text, bool to_disk) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), f.get()) != text.size() || std::fflush(f.get()) != 0)
    return last_error();
#if PROBATION_HAS_FSYNC
  if (to_disk && ::fsync(::fileno(f.get())) != 0) return last_error();
#else
  static_cast<void>(to_disk);
#endif
  if (std::fclose(f.release()) != 0) return last_error();
  return {};
}

/// Flushes a folder's names to the disk, where that can be done.
void flush_folder(const fs::path& folder) {
#if PROBATION_HAS_FSYNC
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY);
  if (handle < 0) return;
  static_cast<void>(::fsync(handle));  // the file is whole either way
  ::close(handle);
#else
  static_cast<void>(folder);
#endif
}

}  // namespace

void write_whole(const fs::path& file, std::string_view text) {
  std::error_code code;
  std::error_code missing;  // is no error here
  const fs::file_status there = fs::status(file, missing);
  if (fs::is_directory(there)) fail(file, std::make_error_code(std::errc::is_a_directory));
  if (fs::exists(there) && !fs::is_regular_file(there)) {  // a device, a pipe
    errno = 0;
    open_file f{std::fopen(file.string().c_str(), "wb")};
    if (f == nullptr) fail(file, last_error());
    if (code = put(std::move(f), text, false); code) fail(file, code);
    return;
  }
  const fs::path target = fs::exists(there) ? fs::canonical(file, code) : file;
  if (code) fail(file, code);
  fs::path name;
  open_file f = create_beside(target, name);
  if (f == nullptr) fail(file, last_error());
  code = put(std::move(f), text, true);
  if (!code && fs::exists(there)) fs::permissions(name, there.permissions(), code);
  if (!code) fs::rename(name, target, code);
  if (code) {
    std::error_code ignored;
    fs::remove(name, ignored);
    fail(file, code);
  }
  flush_folder(target.parent_path());
}

}  // namespace probation::detail
