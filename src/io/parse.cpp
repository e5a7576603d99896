// Text to tree, with Boost.JSON's incremental parser and a handler of our own: exact numbers, repeated keys noticed.
#include <algorithm>
#include <charconv>
#include <functional>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <probation/base/path.hpp>
#include <probation/io/limits.hpp>

#include "boost_json.hpp"
#include "characters.hpp"

#include "node.hpp"

namespace probation::detail {
namespace {

struct position {
  int line = 0, column = 0;
};

/// Line and column (in characters, not bytes) of a place in a text.
[[nodiscard]] position position_of(std::string_view text, std::size_t offset) {
  position at{1, 1};
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++at.column;
    }
  }
  return at;
}

/// Builds the tree. The names of the functions are Boost.JSON's. What is beyond a limit ends it with an error.
class handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  using error = boost::json::error_code;
  using view = boost::json::string_view;

  node root;
  std::vector<problem> problems;
  std::string_view text;
  watch* ask = nullptr;

  bool on_document_begin(error&) { return true; }
  bool on_document_end(error&) { return true; }
  bool on_array_begin(error& e) { return open(node::list(), e); }
  bool on_array_end(std::size_t, error&) { return close(); }
  bool on_object_begin(error& e) { return open(node::object(), e); }
  bool on_object_end(std::size_t, error&) { return close(); }
  bool on_key_part(view s, std::size_t, error&) { return gather(s); }
  bool on_key(view s, std::size_t, error& e) {
    gather(s);
    key_ = take();
    level& in = open_.back();
    if (key_.size() > limits::key_bytes) {
      return stop({path(), "a key of " + std::to_string(key_.size()) + " bytes",
                   "at most " + std::to_string(limits::key_bytes), "", 0, 0},
                  s, e);
    }
    again_ = !in.keys.insert(key_).second;
    if (again_) {
      const position at = place(s);
      const std::string again = "the key " + path_key(key_) + " again";
      if (++repeats_ <= most_repeats)
        problems.push_back({path_of(path(), {key_}), again, "each key once", "", at.line, at.column});
    } else if (in.keys.size() > limits::keys) {
      return stop({path(), "more than " + std::to_string(limits::keys) + " keys",
                   "at most " + std::to_string(limits::keys) + " in one table", "", 0, 0},
                  s, e);
    }
    return true;
  }
  bool on_string_part(view s, std::size_t, error&) { return gather(s); }
  bool on_string(view s, std::size_t, error& e) {
    gather(s);
    return put(node::of(std::string_view(take())), e);
  }
  bool on_number_part(view s, error&) { return gather(s); }
  bool on_int64(std::int64_t, view s, error& e) { return number(s, e); }
  bool on_uint64(std::uint64_t, view s, error& e) { return number(s, e); }
  bool on_double(double, view s, error& e) { return number(s, e); }
  bool on_bool(bool b, error& e) { return put(node::of(b), e); }
  bool on_null(error& e) { return put(node{}, e); }
  bool on_comment_part(view, error&) { return true; }
  bool on_comment(view, error&) { return true; }

  /// The problem of a limit, after which nothing was read.
  [[nodiscard]] bool has_stopped() const noexcept { return stopped_; }
  [[nodiscard]] std::size_t repeats_not_shown() const noexcept {
    return repeats_ > most_repeats ? repeats_ - most_repeats : 0;
  }

 private:
  static constexpr std::size_t most_repeats = 100;

  struct level {
    node* at;
    std::string key;    ///< under which it stands in an object
    std::size_t index;  ///< or its number in a list
    std::unordered_set<std::string> keys{};
    node* operator->() const noexcept { return at; }
  };

  bool stop(problem p, view s, error& e) {
    const position at = place(s);
    p.line = at.line;
    p.column = at.column;
    problems.push_back(std::move(p));
    stopped_ = true;
    e = boost::json::error::not_exact;  // of any kind: the problem says what it is
    return false;
  }

  bool gather(view s) {
    gathered_.append(s.data(), s.size());
    return true;
  }
  [[nodiscard]] std::string take() { return std::exchange(gathered_, {}); }

  /// Where a piece of the text stands; nowhere if the parser had to copy it (it had escapes). Pieces come in the order
  /// of the text, so that it is read once for all of them.
  [[nodiscard]] position place(view s) {
    const bool inside = std::less_equal<>{}(text.data(), s.data()) &&
                        std::less_equal<>{}(s.data() + s.size(), text.data() + text.size());
    if (!inside) return {};
    const auto offset = static_cast<std::size_t>(s.data() - text.data());
    if (offset < last_offset_) return position_of(text, offset);
    const position on = position_of(text.substr(last_offset_), offset - last_offset_);
    if (on.line > 1) {
      last_.line += on.line - 1;
      last_.column = on.column;
    } else {
      last_.column += on.column - 1;
    }
    last_offset_ = offset;
    return last_;
  }

  [[nodiscard]] std::string path() const {
    std::string out;
    for (std::size_t i = 1; i < open_.size(); ++i) {
      out = open_[i - 1]->is_object() ? path_of(out, {open_[i].key}) : out + '[' + std::to_string(open_[i].index) + ']';
    }
    return out;
  }
  /// The path of the value that comes next.
  [[nodiscard]] std::string next_path() const {
    if (open_.empty()) return {};
    const level& in = open_.back();
    return in->is_object() ? path_of(path(), {key_}) : path() + '[' + std::to_string(in->items.size()) + ']';
  }

  bool number(view s, error& e) {
    gather(s);
    const std::string digits = take();
    double x = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), x);
    if (failed != std::errc{}) {
      const position at = place(s);
      problems.push_back({next_path(), digits, "a number between 1e-307 and 1e308", "", at.line, at.column});
    }
    return put(node::of(x), e);
  }

  node* place_for(node n) {
    if (open_.empty()) return &(root = std::move(n));
    node& in = *open_.back().at;
    if (!in.is_object()) return &in.items.emplace_back(std::move(n));
    // A key that is given again is a problem already: its last value stands.
    if (again_ && repeats_ <= most_repeats) {
      if (node* same = in.find(key_)) return &(*same = std::move(n));
    }
    return &in.add(key_, std::move(n));
  }
  bool put(node n, error& e) {
    if (ask != nullptr) (*ask)();
    if (++values_ > limits::values) return too_many(e);
    place_for(std::move(n));
    return true;
  }
  bool open(node n, error& e) {
    if (ask != nullptr) (*ask)();
    if (++values_ > limits::values) return too_many(e);
    const std::size_t index = open_.empty() || open_.back()->is_object() ? 0 : open_.back()->items.size();
    node* at = place_for(std::move(n));
    open_.push_back({at, key_, index});
    return true;
  }
  bool too_many(error& e) {
    return stop({"", "more than " + std::to_string(limits::values) + " values",
                 "at most " + std::to_string(limits::values) + " texts, numbers, tables and lists", "", 0, 0},
                {}, e);
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<level> open_;
  std::string gathered_;
  std::string key_;
  std::size_t values_ = 0, repeats_ = 0;
  bool again_ = false;  // the key stands in its object already
  bool stopped_ = false;
  std::size_t last_offset_ = 0;
  position last_{1, 1};
};

[[nodiscard]] bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The last character before a place that is not space, or 0.
[[nodiscard]] char before(std::string_view text, std::size_t offset) {
  const auto at = offset == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", offset - 1);
  return at == std::string_view::npos ? '\0' : text[at];
}

/// What a word or sign stands for that is not JSON.
[[nodiscard]] problem misplaced(std::string_view text, std::size_t from) {
  problem p;
  p.expected = "JSON";
  std::size_t to = from;
  while (to < text.size() && is_word(text[to])) ++to;
  const std::string_view word = text.substr(from, (std::max<std::size_t>)(to - from, 1));
  const char last = before(text, from);
  p.found = word == "\"" ? "a quote" : '"' + std::string(word.substr(0, 40)) + (word.size() > 40 ? "…\"" : "\"");
  if (word == "NaN" || word == "nan" || word == "Infinity" || word == "inf") {
    p.expected = "a number";
  } else if (last == '\0') {
    p.hint = "a document begins with {; is this TOML?";
  } else if (word == "True" || word == "False" || word == "None" || word == "TRUE" || word == "FALSE") {
    p.hint = "write true, false or null";
  } else if (word == "%") {
    p.hint = "a number is written plainly, and a percentage as a share: 22 % is 0.22";
  } else if (word == "/" || (to < text.size() && text[to] == '/')) {
    p.hint = "a month is written \"2026-11\", a day \"2026-11-01\", in quotes";
  } else if (word == "'" || word == "`") {
    p.hint = "text stands in double quotes";
  } else if (word == "#") {
    p.hint = "a comment begins with //";
  } else if (word == "(") {
    p.hint = "a list stands in [ and ]";
  } else if (word == "=") {
    p.hint = "a key is followed by : in JSON; is this TOML?";
  } else if (word == ";") {
    p.hint = "write ,";
  } else if (word == "+") {
    p.hint = "a number has no + before it";
  } else if (word == "." || last == '.') {
    p.hint = "a number has digits on both sides of its point: 0.5";
  } else if (word.find('_') != std::string_view::npos &&
             word.find_first_not_of("0123456789_") == std::string_view::npos) {
    p.hint = "a number is written plainly: 1000";
  } else if (word.size() > 1 && word[0] == '0') {
    p.hint = "a number does not begin with 0";
  } else if (word == ",") {
    p.hint = "a value is missing";
  } else if ((last == '{' || last == ',') && is_word(word[0])) {
    p.hint = "a key stands in double quotes";
  } else if (last == '"' || last == '}' || last == ']' || is_word(last)) {
    p.hint = "is a comma missing before it?";
  }
  return p;
}

/// What the parser stumbled over, in words.
[[nodiscard]] problem syntax_problem(std::string_view text, std::size_t offset, boost::json::error_code code) {
  problem p;
  p.expected = "JSON";
  std::size_t from = (std::min)(offset, text.size());
  if (code == boost::json::error::incomplete || from == text.size()) {
    p.found = "the end of the text";
    p.expected = "more: a quote, bracket or brace is not closed";
  } else if (code == boost::json::error::extra_data) {
    p.found = "more text after the document";
    p.expected = "the end";
  } else if (code == boost::json::error::too_deep) {
    p.found = "too many objects and lists inside each other";
    p.expected = "at most " + std::to_string(limits::depth);
  } else if (code == boost::json::error::exponent_overflow) {
    while (from > 0 && (is_word(text[from - 1]) || text[from - 1] == '.' || text[from - 1] == '-')) --from;
    p.found = "a number with a huge exponent";
    p.expected = "a number between 1e-307 and 1e308";
  } else if (static_cast<unsigned char>(text[from]) >= 0x80) {
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U &&
           character_at(text, from - 1).bytes.size() > 1) {
      --from;  // to where the character begins
    }
    const character here = character_at(text, from);
    const misplaced_character what =
        here.bytes.empty() ? describe_stray_byte(static_cast<unsigned char>(text[from])) : describe_misplaced(here);
    p.found = what.found;
    p.hint = what.hint;
    if (here.bytes.empty()) p.expected = "text in UTF-8";
  } else if ((from > 0 && text[from - 1] == '\\') || code == boost::json::error::expected_hex_digit ||
             code == boost::json::error::expected_utf16_escape ||
             code == boost::json::error::illegal_leading_surrogate ||
             code == boost::json::error::illegal_trailing_surrogate) {
    p.found = "\\ before something that it does not go with";
    p.expected = "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041";
    p.hint = "write \\\\ for a \\ in a text";
  } else if (text[from] == '\n' || text[from] == '\r') {
    p.found = "the end of the line";
    p.hint = "a quote is not closed, or a value is missing";
  } else if (static_cast<unsigned char>(text[from]) < 0x20) {
    p.found = "a control character";
    p.hint = "write \\t for a tab inside a text";
  } else {
    while (from > 0 && is_word(text[from]) && is_word(text[from - 1])) --from;  // the whole word
    p = misplaced(text, from);
  }
  const position at = position_of(text, from);
  p.line = at.line;
  p.column = at.column;
  return p;
}

}  // namespace

node parse(std::string_view json_text, std::vector<problem>& problems, watch* ask) {
  if (json_text.size() > limits::bytes) {
    problems.push_back({"", "a text of " + std::to_string(json_text.size()) + " bytes",
                        "at most " + std::to_string(limits::bytes), "", 0, 0});
    return {};
  }
  if (json_text.starts_with("\xEF\xBB\xBF")) json_text.remove_prefix(3);  // a byte order mark, as some editors write
  if (json_text.starts_with("\xFF\xFE") || json_text.starts_with("\xFE\xFF")) {
    problems.push_back({"", "text in UTF-16", "text in UTF-8", "", 1, 1});
    return {};
  }
  if (json_text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.push_back({"", "nothing", "a JSON object", "", 1, 1});
    return {};
  }
  boost::json::parse_options options;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  options.max_depth = limits::depth;
  boost::json::basic_parser<handler> parser(options);
  handler& h = parser.handler();
  h.text = json_text;
  h.ask = ask;
  boost::json::error_code code;
  std::size_t read = parser.write_some(false, json_text.data(), json_text.size(), code);
  if (!code && read < json_text.size()) code = boost::json::error::extra_data;
  problems.insert(problems.end(), h.problems.begin(), h.problems.end());
  if (const std::size_t more = h.repeats_not_shown(); more > 0) {
    problems.push_back(
        {"", "keys that are given again, and " + std::to_string(more) + " more", "each key once", "", 0, 0});
  }
  if (h.has_stopped()) return {};
  if (code) problems.push_back(syntax_problem(json_text, read, code));
  return std::move(h.root);
}

}  // namespace probation::detail
