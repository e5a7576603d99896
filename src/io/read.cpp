#include <probation/io/read.hpp>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>
#include <vector>

#include <probation/base/floating_environment.hpp>
#include <probation/io/limits.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/write.hpp>
#include <probation/organisation/validate.hpp>

#include "document.hpp"
#include "part_tables.hpp"
#include "reader.hpp"

namespace probation {
namespace detail {
namespace {

/// More of them than this say no more of a document.
constexpr std::size_t most_problems = 10'000;

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
void add_checks(const region& r, std::vector<problem>& problems, watch& ask) {
  // Of a document that is not read at all, what is missing says nothing.
  constexpr std::size_t most_unread = 1'000;
  if (problems.size() > most_unread) return;
  add_found(problems_of(r, ask), problems);
}

/// What is beyond the limits of a document, though it could be read.
void add_counts(const region& r, std::vector<problem>& problems) {
  const auto at_most = [&](const char* path, std::size_t found, const char* what, std::size_t most) {
    if (found <= most) return;
    problems.push_back({path, std::to_string(found) + ' ' + what, "at most " + std::to_string(most), "", 0, 0});
  };
  at_most("pdus", r.pdus.size() + r.functions.size(), "PDUs and functions", limits::units);
  at_most("scenarios", r.scenarios.size(), "scenarios", limits::scenarios);
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

void add_scenarios(const region& r, const node& document, std::vector<problem>& problems, watch& ask) {
  if (r.scenarios.empty() || problems.size() > most_problems) return;
  std::set<std::string> without;
  for (const problem& p : problems) without.insert(to_string(p));
  // Scenarios do not change scenarios, unless one says so: they are not read again with each.
  node base = without.empty() ? tree_of(r) : document;
  base.erase("scenarios");
  const shared_region present = present_to_share(r);
  std::size_t done = 0;
  for (const auto& [name, text] : r.scenarios) {
    ask.at(done++, r.scenarios.size());
    std::vector<problem> ignored;
    const node patch = parse(text, ignored);
    if (patch.members.empty()) continue;
    std::vector<problem> with;
    (void)read_tree(merged(base, patch), with, present, ask);
    for (problem& p : with) {
      if (without.contains(to_string(p))) continue;
      const std::string at = path_of("scenarios", {name});
      p.path = p.path.empty() ? at : at + '.' + p.path;
      problems.push_back(std::move(p));
    }
    if (problems.size() > most_problems) return;
  }
}

region read_tree(const node& document, std::vector<problem>& problems, const shared_region& present, watch& ask) {
  region r;
  if (!document.is_object()) {
    problems.push_back({"", describe_found(document), "an object", "", 0, 0});
    return r;
  }
  reader in(problems, &ask);
  if (const node* schema = document.find("$schema")) {
    if (schema->is != node::type::text)
      problems.push_back({"$schema", describe_found(*schema), "text in quotes", "", 0, 0});
    node fields = document;
    fields.erase("$schema");
    in.read(fields, "", r, kinds::number);
  } else {
    in.read(document, "", r, kinds::number);
  }
  add_counts(r, problems);
  resolve_names(r, ask);
  // A document of another month is another present.
  if (present && present->as_of == r.as_of) r.present = present;
  add_checks(r, problems, ask);
  return r;
}

void fail(std::vector<problem> problems, const std::string& name, syntax written_in) {
  for (problem& p : problems) p = in_syntax(std::move(p), written_in);
  throw document_error(std::move(problems), name);
}

region region_of(const node& document, std::vector<problem> problems, const reading& how, watch& ask) {
  region r = read_tree(document, problems, how.present, ask);
  if (document.is_object() && how.of_it == scenarios::tried) add_scenarios(r, document, problems, ask);
  if (!problems.empty()) fail(std::move(problems), how.name, how.written_in);
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

region parse_region(std::string_view json_text, const std::string& name, syntax written_in,
                    const progress_function& progress) {
  const floating_environment exact;
  std::vector<problem> problems;
  detail::watch ask(progress);
  const detail::node document = detail::parse(json_text, problems, &ask);
  const bool broken = std::any_of(problems.begin(), problems.end(), [](const problem& p) { return p.path.empty(); });
  // There is no tree to read.
  if (broken || (!problems.empty() && !document.is_object())) detail::fail(std::move(problems), name, written_in);
  return detail::region_of(document, std::move(problems), {.name = name, .written_in = written_in}, ask);
}

region read_region(const std::filesystem::path& file, const progress_function& progress) {
  const auto fail = [&](int code) {
    throw std::filesystem::filesystem_error("cannot read region document", file,
                                            std::error_code(code, std::generic_category()));
  };
  if (std::filesystem::is_directory(file)) fail(EISDIR);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(errno != 0 ? errno : ENOENT);
  // A byte more than may be is enough to say that there are too many; a pipe may have no end.
  std::string text;
  std::vector<char> piece(std::size_t{1} << 16U);
  while (in && text.size() <= limits::bytes) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) fail(EIO);
  return parse_region(text, file.filename().string(), syntax::json, progress);
}

std::string packed(const region& r) {
  const auto quoted = [](std::string_view text) { return detail::print(detail::node::of(text), false); };
  std::string names;
  for (const std::string& name : r.under) names += (names.empty() ? "" : ",") + quoted(name);
  std::string out = R"({"region":)" + to_json(r, false);
  if (r.present) out += R"(,"present":)" + to_json(*r.present, false);
  return out + R"(,"under":[)" + names + "]}";
}

region unpacked(std::string_view text, const std::string& name, const progress_function& progress) {
  std::vector<problem> problems;
  detail::watch ask(progress);
  const detail::node parts = detail::parse(text, problems, &ask);
  const detail::node* document = parts.find("region");
  if (!problems.empty() || document == nullptr || parts.find("as_of") != nullptr) {
    return parse_region(text, name, syntax::json, progress);
  }
  shared_region present;
  if (const detail::node* before = parts.find("present")) {
    present = shared_region(detail::region_of(*before, {}, {.name = name, .of_it = detail::scenarios::kept}, ask));
  }
  region r =
      detail::region_of(*document, {}, {.name = name, .of_it = detail::scenarios::kept, .present = present}, ask);
  if (const detail::node* names = parts.find("under")) {
    for (const detail::node& each : names->items) r.under.push_back(each.text);
  }
  return r;
}

region read_region(const std::filesystem::path& file, std::string_view scenario_name) {
  return scenario(read_region(file), scenario_name);
}

}  // namespace probation
