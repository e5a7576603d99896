#include <probation/io/read.hpp>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <probation/base/floating_environment.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/write.hpp>
#include <probation/organisation/validate.hpp>

#include "document.hpp"
#include "reader.hpp"

namespace probation {
namespace detail {
namespace {

/// Whether one path stands at or below another.
[[nodiscard]] bool below(std::string_view path, std::string_view parent) {
  return path.starts_with(parent) &&
         (path.size() == parent.size() || parent.empty() || path[parent.size()] == '.' || path[parent.size()] == '[');
}

/// The path of the object that a key stands in. (Good enough for keys that need no quotes, as all fields do.)
[[nodiscard]] std::string_view parent_of(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

/// What is wrong with values that were read; not what only follows from something that could not be read.
void add_checks(const region& r, std::vector<problem>& problems) {
  const std::vector<problem> reading = problems;
  const auto about = [&](std::string_view path) {
    return std::any_of(reading.begin(), reading.end(),
                       [&](const problem& p) { return below(p.path, path) || below(path, p.path); });
  };
  // What is missing beside a key that nobody knows is likely to be what that key was meant to be.
  const auto misspelt = [&](const problem& missing) {
    return missing.found == "nothing" && std::any_of(reading.begin(), reading.end(), [&](const problem& p) {
             return p.found == unknown_key && parent_of(p.path) == parent_of(missing.path);
           });
  };
  for (auto& found : validate(r)) {
    if (!about(found.path) && !misspelt(found)) problems.push_back(std::move(found));
  }
}

/// Tries out every scenario; what is wrong without it too is not its fault.
void add_scenarios(const region& r, const node& document, std::vector<problem>& problems) {
  const std::vector<problem> without = problems;
  const node base = without.empty() ? tree_of(r) : document;
  for (const auto& [name, text] : r.scenarios) {
    std::vector<problem> ignored;
    std::vector<problem> with;
    const region changed = read_tree(merged(base, parse(text, ignored)), with);
    for (problem& p : with) {
      if (std::find(without.begin(), without.end(), p) != without.end()) continue;
      const std::string at = path_of("scenarios", {name});
      p.path = p.path.empty() ? at : at + '.' + p.path;
      problems.push_back(std::move(p));
    }
  }
}

}  // namespace

region read_tree(const node& document, std::vector<problem>& problems) {
  region r;
  if (!document.is_object()) {
    problems.push_back({"", describe_found(document), "an object", "", 0, 0});
    return r;
  }
  node fields = document;
  if (const node* schema = document.find("$schema")) {
    if (schema->is != node::type::text)
      problems.push_back({"$schema", describe_found(*schema), "text in quotes", "", 0, 0});
    fields.erase("$schema");
  }
  reader in(problems);
  in.read(fields, "", r, kinds::number);
  add_checks(r, problems);
  return r;
}

region region_of(const node& document, const std::string& name, std::vector<problem> problems,
                 scenarios and_scenarios) {
  region r = read_tree(document, problems);
  if (document.is_object() && and_scenarios == scenarios::tried) add_scenarios(r, document, problems);
  if (!problems.empty()) throw document_error(std::move(problems), name);
  r.digest = digest_of(to_json(r, false));
  return r;
}

}  // namespace detail

region parse_region(std::string_view json_text, const std::string& name) {
  const floating_environment exact;
  std::vector<problem> problems;
  const detail::node document = detail::parse(json_text, problems);
  const bool broken = std::any_of(problems.begin(), problems.end(), [](const problem& p) { return p.path.empty(); });
  if (broken) throw document_error(std::move(problems), name);  // there is no tree to read
  return detail::region_of(document, name, std::move(problems), detail::scenarios::tried);
}

region read_region(const std::filesystem::path& file) {
  const auto fail = [&](int code) {
    throw std::filesystem::filesystem_error("cannot read region document", file,
                                            std::error_code(code, std::generic_category()));
  };
  if (std::filesystem::is_directory(file)) fail(EISDIR);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(errno != 0 ? errno : ENOENT);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) fail(EIO);
  return parse_region(text, file.filename().string());
}

region read_region(const std::filesystem::path& file, std::string_view scenario_name) {
  return scenario(read_region(file), scenario_name);
}

}  // namespace probation
