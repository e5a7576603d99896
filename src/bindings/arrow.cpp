// Reading columns from the Arrow C data interface.
#include "arrow.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>

#include "arrow_numbers.hpp"

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

/// How many ticks of a date or a timestamp without a zone make a day; nothing for another format.
[[nodiscard]] std::optional<std::int64_t> ticks_a_day(std::string_view format) {
  if (format == "tdD") return 1;
  if (format == "tdm" || format == "tsm:") return 86'400'000;
  if (format == "tss:") return 86'400;
  if (format == "tsu:") return 86'400'000'000;
  if (format == "tsn:") return 86'400'000'000'000;
  return std::nullopt;
}

/// How many ticks of a timestamp with a zone make a second; nothing for another format.
[[nodiscard]] std::optional<std::int64_t> zoned_ticks(std::string_view format) {
  if (format.size() < 5 || !format.starts_with("ts") || format[3] != ':') return std::nullopt;
  switch (format[2]) {
    case 's': return 1;
    case 'm': return 1'000;
    case 'u': return 1'000'000;
    case 'n': return 1'000'000'000;
    default: return std::nullopt;
  }
}

[[nodiscard]] constexpr std::int64_t floor_of(std::int64_t x, std::int64_t by) noexcept {
  return x / by - (x % by < 0 ? 1 : 0);
}

[[nodiscard]] bool is_text(std::string_view format) { return format == "u" || format == "U" || format == "vu"; }

/// What a format of the interface means, as far as it is common.
[[nodiscard]] std::string type_name(std::string_view format) {
  if (format.starts_with("ts")) return "a timestamp with a time zone";
  if (format.starts_with("+")) return "something nested";
  if (format.starts_with("t")) return "a time of day or a duration";
  return "the Arrow format \"" + std::string(format) + "\"";
}

/// What values of a type are; std::invalid_argument for one that cannot be read.
[[nodiscard]] column::kind kind_of(const arrow_schema& schema, const std::string& name) {
  const std::string_view format(schema.format);
  if (schema.dictionary != nullptr) return kind_of(*schema.dictionary, name);
  if (format == "+r" && schema.n_children == 2) return kind_of(*schema.children[1], name);
  if (is_text(format)) return column::kind::text;
  if (ticks_a_day(format) || zoned_ticks(format)) return column::kind::day;
  if (format == "n") return column::kind::nothing;
  if (format == "b") return column::kind::flag;
  if (decimal_of(format)) return column::kind::number;
  if (format.size() == 1 && std::string_view("cCsSiIlLefg").find(format[0]) != std::string_view::npos) {
    return column::kind::number;
  }
  throw std::invalid_argument("column" + (name.empty() ? "" : " \"" + name + '"') + ": found " + type_name(format) +
                              ", expected numbers, flags, text, dates or timestamps");
}

/// Collects a column, chunk by chunk. The schema is the caller's and must outlive it.
class collector {
 public:
  collector(const arrow_schema& schema, const zone_offset& zone)
      : schema_(schema), format_(schema.format), zone_(zone) {
    out_.what = kind_of(schema, schema.name == nullptr ? "" : schema.name);
  }

  void add(const slice& s) {
    const std::size_t before = out_.rows;
    out_.rows += static_cast<std::size_t>(s.length);
    if (out_.what == column::kind::nothing) return;
    if (out_.what == column::kind::text) {
      out_.codes.resize(out_.rows, -1);
    } else {
      out_.numbers.resize(out_.rows, none);
    }
    if (schema_.dictionary != nullptr) {
      add_dictionary(s, before);
    } else if (format_ == "+r") {
      add_runs(s, before);
    } else if (out_.what == column::kind::text) {
      std::int32_t* codes = out_.codes.data() + before;
      each_text(s, format_, [&](std::int64_t i, std::string_view text) { codes[i] = words_(text); });
    } else {
      add_numbers(s, out_.numbers.data() + before);
    }
  }

  [[nodiscard]] column take() {
    out_.words = words_.words();
    return std::move(out_);
  }

 private:
  /// A way to write the k-th value of another column into a row of this.
  [[nodiscard]] auto copy_from(const column& values, std::size_t before) {
    std::vector<std::int32_t> numbers;
    for (const auto& word : values.words) numbers.push_back(words_(word));
    return [this, &values, before, numbers = std::move(numbers)](std::int64_t row, std::size_t k) {
      const std::size_t to = before + static_cast<std::size_t>(row);
      if (out_.what == column::kind::text) {
        const std::int32_t code = values.codes.at(k);
        out_.codes[to] = code < 0 ? -1 : numbers[static_cast<std::size_t>(code)];
      } else {
        out_.numbers[to] = values.numbers.at(k);
      }
    };
  }

  void add_dictionary(const slice& s, std::size_t before) {
    const column values = read_arrow_column(*schema_.dictionary, *s.array.dictionary, zone_);
    const auto copy = copy_from(values, before);
    each_whole(s, format_, [&](std::int64_t i, auto key) { copy(i, static_cast<std::size_t>(key)); });
  }

  void add_runs(const slice& s, std::size_t before) {
    const column values = read_arrow_column(*schema_.children[1], *s.array.children[1], zone_);
    const auto copy = copy_from(values, before);
    const arrow_array& ends = *s.array.children[0];
    std::int64_t row = 0;
    each_whole({ends, ends.offset, ends.length}, schema_.children[0]->format, [&](std::int64_t k, auto end) {
      const std::int64_t last = (std::min<std::int64_t>)(static_cast<std::int64_t>(end) - s.first, s.length);
      for (; row < last; ++row) copy(row, static_cast<std::size_t>(k));
    });
  }

  void add_numbers(const slice& s, double* numbers) {
    const auto use = [&](std::int64_t i, auto value) { numbers[i] = static_cast<double>(value); };
    if (const auto ticks = ticks_a_day(format_)) {
      const auto day = [&](std::int64_t i, std::int64_t value) {
        numbers[i] = static_cast<double>(floor_of(value, *ticks));
      };
      if (format_ == "tdD") {
        each_value<std::int32_t>(s, day);
      } else {
        each_value<std::int64_t>(s, day);
      }
    } else if (const auto zoned = zoned_ticks(format_)) {
      const std::string zone = format_.substr(4);
      each_value<std::int64_t>(s, [&](std::int64_t i, std::int64_t value) {
        const std::int64_t second = floor_of(value, *zoned);
        numbers[i] = static_cast<double>(floor_of(second + zone_(zone, second), 86'400));
      });
    } else if (const auto decimal = decimal_of(format_)) {
      const auto* bytes = static_cast<const unsigned char*>(s.buffer(1));
      for (std::int64_t i = 0; i < s.length; ++i) {
        if (s.is_valid(i)) {
          numbers[i] = decimal_number(bytes + decimal->bytes * static_cast<std::size_t>(s.first + i), *decimal);
        }
      }
    } else if (format_ == "e") {
      each_value<std::uint16_t>(s, [&](std::int64_t i, std::uint16_t value) { numbers[i] = half_number(value); });
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

  const arrow_schema& schema_;
  std::string format_;
  const zone_offset& zone_;
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

wanted_columns::wanted_columns(const std::vector<std::string>& wanted, const std::vector<std::string>& ignored)
    : ignored_(ignored) {
  for (const auto& name : wanted) wanted_.emplace(name_key(name), name);
}

const std::string* wanted_columns::find(const std::string& name) {
  if (std::find(ignored_.begin(), ignored_.end(), name) != ignored_.end()) return nullptr;
  const std::string key = name_key(name);
  const auto found = wanted_.find(key);
  if (found == wanted_.end()) return nullptr;
  const auto [first, is_new] = found_.try_emplace(key, name);
  if (!is_new) {
    throw std::invalid_argument(
        first->second == name ? "table: two columns are called \"" + name + "\""
                              : "table: the columns \"" + first->second + "\" and \"" + name +
                                    "\" are of one name; rename one, or leave it alone with ignore=[\"" + name + "\"]");
  }
  return &found->second;
}

table read_arrow_table(arrow_stream& stream, wanted_columns wanted, const zone_offset& zone) {
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
    const std::string* as = wanted.find(name);
    if (as == nullptr) continue;
    out.read.push_back(name);
    out.columns[*as] = {};
    columns.emplace_back(child, zone);
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

column read_arrow_column(arrow_stream& stream, const zone_offset& zone) {
  owned<arrow_schema> schema;
  demand(stream, stream.get_schema(&stream, &schema.value), "schema");
  collector values(schema.value, zone);
  each_chunk(stream, [&](const arrow_array& chunk) { values.add({chunk, chunk.offset, chunk.length}); });
  return values.take();
}

column read_arrow_column(const arrow_schema& schema, const arrow_array& array, const zone_offset& zone) {
  collector values(schema, zone);
  values.add({array, array.offset, array.length});
  return values.take();
}

}  // namespace probation::bindings
