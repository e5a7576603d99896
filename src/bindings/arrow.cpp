// Reading columns from the Arrow C data interface.
#include "arrow.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>

namespace probation::bindings {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Releases what a stream gave when it goes out of scope.
template <class T>
struct owned {
  T value{};

  owned() = default;
  owned(const owned&) = delete;
  owned& operator=(const owned&) = delete;
  ~owned() {
    if (value.release != nullptr) value.release(&value);
  }
};

void demand(arrow_stream& stream, int code, const char* what) {
  if (code == 0) return;
  const char* message = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  throw std::runtime_error(std::string("table: its stream gave no ") + what + ": " +
                           (message == nullptr ? "error " + std::to_string(code) : std::string(message)));
}

[[nodiscard]] bool bit(const void* bits, std::int64_t i) {
  return ((static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8)) & 1) != 0;
}

/// Some rows of an array: those from `first`, counted in its buffers.
struct slice {
  const arrow_array& array;
  std::int64_t first;
  std::int64_t length;

  [[nodiscard]] const void* buffer(std::int64_t i) const { return i < array.n_buffers ? array.buffers[i] : nullptr; }
  [[nodiscard]] bool is_valid(std::int64_t row) const {
    const void* validity = array.null_count == 0 ? nullptr : buffer(0);
    return validity == nullptr || bit(validity, first + row);
  }
};

template <class T, class Use>
void each_value(const slice& s, Use use) {
  const auto* values = static_cast<const T*>(s.buffer(1));
  for (std::int64_t i = 0; i < s.length; ++i) {
    if (s.is_valid(i)) {
      use(i, values[s.first + i]);
    }
  }
}

/// Calls `use(row, value)` for each whole number of a slice; whether the format is one of whole numbers.
template <class Use>
bool each_whole(const slice& s, std::string_view format, Use use) {
  if (format.size() != 1) return false;
  switch (format[0]) {
    case 'c': each_value<std::int8_t>(s, use); return true;
    case 'C': each_value<std::uint8_t>(s, use); return true;
    case 's': each_value<std::int16_t>(s, use); return true;
    case 'S': each_value<std::uint16_t>(s, use); return true;
    case 'i': each_value<std::int32_t>(s, use); return true;
    case 'I': each_value<std::uint32_t>(s, use); return true;
    case 'l': each_value<std::int64_t>(s, use); return true;
    case 'L': each_value<std::uint64_t>(s, use); return true;
    default: return false;
  }
}

/// Calls `use(row, text)` for each text of a slice with offsets of type T.
template <class T, class Use>
void each_text_by_offset(const slice& s, Use use) {
  const auto* offsets = static_cast<const T*>(s.buffer(1));
  const auto* data = static_cast<const char*>(s.buffer(2));
  for (std::int64_t i = 0; i < s.length; ++i) {
    if (!s.is_valid(i)) continue;
    const T from = offsets[s.first + i];
    const auto size = static_cast<std::size_t>(offsets[s.first + i + 1] - from);
    use(i, size == 0 ? std::string_view() : std::string_view(data + from, size));
  }
}

/// … of the layout of views: 16 bytes a row, with short texts in them and long ones in further buffers.
template <class Use>
void each_text_view(const slice& s, Use use) {
  const auto* views = static_cast<const char*>(s.buffer(1));
  for (std::int64_t i = 0; i < s.length; ++i) {
    if (!s.is_valid(i)) continue;
    const char* view = views + 16 * (s.first + i);
    std::int32_t parts[4];
    std::memcpy(parts, view, sizeof parts);
    const auto size = static_cast<std::size_t>(parts[0]);
    const char* text = size <= 12 ? view + 4 : static_cast<const char*>(s.buffer(2 + parts[2])) + parts[3];
    use(i, std::string_view(text, size));
  }
}

/// Whether the format is one of text; if so, calls `use(row, text)` for each.
template <class Use>
bool each_text(const slice& s, std::string_view format, Use use) {
  if (format == "u") {
    each_text_by_offset<std::int32_t>(s, use);
  } else if (format == "U") {
    each_text_by_offset<std::int64_t>(s, use);
  } else if (format == "vu") {
    each_text_view(s, use);
  } else {
    return false;
  }
  return true;
}

/// How many ticks of a date or timestamp make a day; nothing for another format. Timestamps of a time zone are not
/// read: which day one falls on depends on where one stands.
[[nodiscard]] std::optional<std::int64_t> ticks_a_day(std::string_view format) {
  if (format == "tdD") return 1;
  if (format == "tdm" || format == "tsm:") return 86'400'000;
  if (format == "tss:") return 86'400;
  if (format == "tsu:") return 86'400'000'000;
  if (format == "tsn:") return 86'400'000'000'000;
  return std::nullopt;
}

[[nodiscard]] bool is_text(std::string_view format) { return format == "u" || format == "U" || format == "vu"; }

/// What a format of the interface means, as far as it is common.
[[nodiscard]] std::string type_name(std::string_view format) {
  if (format.starts_with("ts")) return "a timestamp with a time zone";
  if (format.starts_with("d:")) return "a decimal";
  if (format.starts_with("+")) return "something nested";
  if (format == "e") return "a half float";
  if (format.starts_with("t")) return "a time of day or a duration";
  return "the Arrow format \"" + std::string(format) + "\"";
}

/// Collects a column, chunk by chunk.
class collector {
 public:
  explicit collector(const arrow_schema& schema) : format_(schema.format) {
    const std::string name = schema.name == nullptr ? "" : schema.name;
    const std::string_view values(schema.dictionary == nullptr ? schema.format : schema.dictionary->format);
    if (is_text(values)) {
      out_.what = column::kind::text;
    } else if (schema.dictionary == nullptr && ticks_a_day(values)) {
      out_.what = column::kind::day;
    } else if (schema.dictionary == nullptr && values == "n") {
      out_.what = column::kind::nothing;
    } else if (schema.dictionary == nullptr && values.size() == 1 &&
               std::string_view("bcCsSiIlLfg").find(values[0]) != std::string_view::npos) {
      out_.what = column::kind::number;
    } else {
      throw std::invalid_argument("column" + (name.empty() ? "" : " \"" + name + '"') + ": found " + type_name(values) +
                                  ", expected whole numbers, floats, flags, text, dates or timestamps without a zone");
    }
    if (schema.dictionary != nullptr) values_ = schema.dictionary->format;
  }

  void add(const slice& s) {
    const std::size_t before = out_.rows;
    out_.rows += static_cast<std::size_t>(s.length);
    switch (out_.what) {
      case column::kind::text: add_text(s, before); break;
      case column::kind::number:
      case column::kind::day: add_numbers(s, before); break;
      default: break;
    }
  }

  [[nodiscard]] column take() {
    out_.words = words_.words();
    return std::move(out_);
  }

 private:
  void add_text(const slice& s, std::size_t before) {
    out_.codes.resize(out_.rows, -1);
    std::int32_t* codes = out_.codes.data() + before;
    if (values_.empty()) {
      each_text(s, format_, [&](std::int64_t i, std::string_view text) { codes[i] = words_(text); });
      return;
    }
    const arrow_array& dictionary = *s.array.dictionary;
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(dictionary.length), -1);
    each_text({dictionary, dictionary.offset, dictionary.length}, values_,
              [&](std::int64_t i, std::string_view text) { numbers[static_cast<std::size_t>(i)] = words_(text); });
    each_whole(s, format_, [&](std::int64_t i, auto key) { codes[i] = numbers.at(static_cast<std::size_t>(key)); });
  }

  void add_numbers(const slice& s, std::size_t before) {
    out_.numbers.resize(out_.rows, none);
    double* numbers = out_.numbers.data() + before;
    const auto use = [&](std::int64_t i, auto value) { numbers[i] = static_cast<double>(value); };
    if (const auto ticks = ticks_a_day(format_)) {
      const auto day = [&](std::int64_t i, std::int64_t value) {
        numbers[i] = static_cast<double>(value / *ticks - (value % *ticks < 0 ? 1 : 0));
      };
      if (format_ == "tdD") {
        each_value<std::int32_t>(s, day);
      } else {
        each_value<std::int64_t>(s, day);
      }
    } else if (format_ == "f") {
      each_value<float>(s, use);
    } else if (format_ == "g") {
      each_value<double>(s, use);
    } else if (format_ == "b") {
      for (std::int64_t i = 0; i < s.length; ++i) {
        if (s.is_valid(i)) numbers[i] = bit(s.buffer(1), s.first + i) ? 1 : 0;
      }
    } else {
      each_whole(s, format_, use);
    }
  }

  std::string format_;
  std::string values_;  // format of a dictionary's values; empty without one
  column out_;
  word_table words_;
};

/// Reads every chunk of a stream.
template <class Use>
void each_chunk(arrow_stream& stream, Use use) {
  for (;;) {
    owned<arrow_array> chunk;
    demand(stream, stream.get_next(&stream, &chunk.value), "rows");
    if (chunk.value.release == nullptr) return;
    use(chunk.value);
  }
}

}  // namespace

table read_arrow_table(arrow_stream& stream, const std::vector<std::string>& wanted) {
  owned<arrow_schema> schema;
  demand(stream, stream.get_schema(&stream, &schema.value), "schema");
  if (std::string_view(schema.value.format) != "+s")
    throw std::invalid_argument("table: this is a column, not a table");
  table out;
  std::deque<collector> columns;
  std::vector<std::size_t> places;
  for (std::int64_t i = 0; i < schema.value.n_children; ++i) {
    const arrow_schema& child = *schema.value.children[i];
    const std::string name = child.name == nullptr ? "" : child.name;
    out.names.push_back(name);
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if (out.columns.contains(name)) throw std::invalid_argument("table: two columns are called \"" + name + "\"");
    out.columns[name] = {};
    columns.emplace_back(child);
    places.push_back(static_cast<std::size_t>(i));
  }
  each_chunk(stream, [&](const arrow_array& chunk) {
    if (chunk.null_count != 0 && chunk.n_buffers > 0 && chunk.buffers[0] != nullptr) {
      for (std::int64_t i = 0; i < chunk.length; ++i) {
        if (!bit(chunk.buffers[0], chunk.offset + i)) throw std::invalid_argument("table: whole rows are null");
      }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const arrow_array& child = *chunk.children[places[i]];
      columns[i].add({child, child.offset + chunk.offset, chunk.length});
    }
    out.rows += static_cast<std::size_t>(chunk.length);
  });
  std::size_t i = 0;
  for (auto& [name, values] : out.columns) values = columns[i++].take();
  return out;
}

column read_arrow_column(arrow_stream& stream) {
  owned<arrow_schema> schema;
  demand(stream, stream.get_schema(&stream, &schema.value), "schema");
  collector values(schema.value);
  each_chunk(stream, [&](const arrow_array& chunk) { values.add({chunk, chunk.offset, chunk.length}); });
  return values.take();
}

column read_arrow_column(const arrow_schema& schema, const arrow_array& array) {
  collector values(schema);
  values.add({array, array.offset, array.length});
  return values.take();
}

}  // namespace probation::bindings
