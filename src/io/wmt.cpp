#include <probation/io/wmt.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <probation/organisation/checks/fields.hpp>
#include <probation/workload/wmt/fields.hpp>
#include <probation/workload/wmt/validate.hpp>

#include "part_tables.hpp"
#include "reader.hpp"

namespace probation::detail {

part_reader settings_part_reader(std::type_index type) {
  static const auto readers = part_readers<wmt::configurations>();
  const auto at = readers.find(type);
  return at == readers.end() ? nullptr : at->second;
}

}  // namespace probation::detail

namespace probation::wmt {

configurations parse_configurations(std::string_view json_text, const std::string& name) {
  std::vector<problem> problems;
  auto tree = probation::detail::parse(json_text, problems);
  tree.erase("$schema");
  configurations out;
  if (problems.empty()) {
    probation::detail::reader(problems).read(tree, "", out, probation::kinds::number);
    const bool read = problems.empty();
    probation::detail::watch ask;
    probation::detail::field_checker(problems, ask)
        .check_value(probation::detail::place{}, out, probation::kinds::number);
    if (read) {
      for (auto& each : validate(out)) problems.push_back(std::move(each));
    }
  }
  if (!problems.empty()) throw document_error(std::move(problems), name);
  return out;
}

quantity parse_quantity(std::string_view json_text, const std::string& name) {
  std::vector<problem> problems;
  const auto tree = probation::detail::parse(json_text, problems);
  quantity out;
  if (problems.empty()) {
    constexpr kind any_size{.expected = "a number, 0 or more", .low = 0};
    probation::detail::reader(problems).read(tree, "", out, any_size);
    if (problems.empty()) {
      if (auto found = check(out, any_size)) problems.push_back(std::move(*found));
    }
  }
  if (!problems.empty()) throw document_error(std::move(problems), name);
  return out;
}

configurations read_configurations(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw std::filesystem::filesystem_error("cannot read configuration", file,
                                            std::error_code(errno != 0 ? errno : ENOENT, std::generic_category()));
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return parse_configurations(text, file.filename().string());
}

}  // namespace probation::wmt
