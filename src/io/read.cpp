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
#include "part_tables.hpp"
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

/// Tries out every scenario; what is wrong without it too is not its fault.
void add_scenarios(const region& r, const node& document, std::vector<problem>& problems) {
  const std::vector<problem> without = problems;
  const node base = without.empty() ? tree_of(r) : document;
  const shared_region present = present_to_share(r);
  for (const auto& [name, text] : r.scenarios) {
    std::vector<problem> ignored;
    std::vector<problem> with;
    const region changed = read_tree(merged(base, parse(text, ignored)), with, present);
    for (problem& p : with) {
      if (std::find(without.begin(), without.end(), p) != without.end()) continue;
      const std::string at = path_of("scenarios", {name});
      p.path = p.path.empty() ? at : at + '.' + p.path;
      problems.push_back(std::move(p));
    }
  }
}

}  // namespace

void add_found(std::vector<problem> found, std::vector<problem>& problems) {
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
  for (auto& each : found) {
    if (!about(each.path) && !misspelt(each)) problems.push_back(std::move(each));
  }
}

part_reader region_part_reader(std::type_index type) {
  static const auto readers = [] {
    auto all = part_readers<region>();
    all.emplace(typeid(quantity), &read_one_part<quantity>);
    all.emplace(typeid(timed_quantity), &read_one_part<timed_quantity>);
    return all;
  }();
  const auto at = readers.find(type);
  return at == readers.end() ? nullptr : at->second;
}

region read_tree(const node& document, std::vector<problem>& problems, const shared_region& present) {
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
  resolve_names(r);
  // A document of another month is another present.
  if (present && present->as_of == r.as_of) r.present = present;
  add_found(validate(r), problems);
  return r;
}

void fail(std::vector<problem> problems, const std::string& name, syntax written_in) {
  for (problem& p : problems) p = in_syntax(std::move(p), written_in);
  throw document_error(std::move(problems), name);
}

region region_of(const node& document, const std::string& name, std::vector<problem> problems, scenarios and_scenarios,
                 syntax written_in, const shared_region& present) {
  region r = read_tree(document, problems, present);
  if (document.is_object() && and_scenarios == scenarios::tried) add_scenarios(r, document, problems);
  if (!problems.empty()) fail(std::move(problems), name, written_in);
  const std::string text = to_json(r, false);
  r.digest = digest_of(text);
  if (!r.present) return r;
  const std::string before = to_json(*r.present, false);
  if (text == before) {  // nothing was changed: it is its own present
    r.present = {};
  } else {
    r.digest = digest_of(text + '\n' + before);
  }
  return r;
}

shared_region present_to_share(const region& r) { return r.present ? r.present : shared_region(r); }

}  // namespace detail

region parse_region(std::string_view json_text, const std::string& name, syntax written_in) {
  const floating_environment exact;
  std::vector<problem> problems;
  const detail::node document = detail::parse(json_text, problems);
  const bool broken = std::any_of(problems.begin(), problems.end(), [](const problem& p) { return p.path.empty(); });
  if (broken) detail::fail(std::move(problems), name, written_in);  // there is no tree to read
  return detail::region_of(document, name, std::move(problems), detail::scenarios::tried, written_in);
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

std::string packed(const region& r) {
  const auto quoted = [](std::string_view text) { return detail::print(detail::node::of(text), false); };
  std::string names;
  for (const std::string& name : r.under) names += (names.empty() ? "" : ",") + quoted(name);
  std::string out = R"({"region":)" + to_json(r, false);
  if (r.present) out += R"(,"present":)" + to_json(*r.present, false);
  return out + R"(,"under":[)" + names + "]}";
}

region unpacked(std::string_view text, const std::string& name) {
  std::vector<problem> problems;
  const detail::node parts = detail::parse(text, problems);
  const detail::node* document = parts.find("region");
  if (!problems.empty() || document == nullptr || parts.find("as_of") != nullptr) return parse_region(text, name);
  shared_region present;
  if (const detail::node* before = parts.find("present")) {
    present = shared_region(detail::region_of(*before, name, {}, detail::scenarios::kept, syntax::json));
  }
  region r = detail::region_of(*document, name, {}, detail::scenarios::kept, syntax::json, present);
  if (const detail::node* names = parts.find("under")) {
    for (const detail::node& each : names->items) r.under.push_back(each.text);
  }
  return r;
}

region read_region(const std::filesystem::path& file, std::string_view scenario_name) {
  return scenario(read_region(file), scenario_name);
}

}  // namespace probation
