// Columns of a table, and how they are read from the Arrow C data interface: no library of Arrow is needed for it.
#pragma once

#include <cstddef>        // for std::size_t
#include <cstdint>        // for std::int32_t
#include <deque>          // for std::deque
#include <functional>     // for std::function
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_map>  // for std::unordered_map
#include <vector>         // for std::vector

#include <probation/base/named.hpp>

namespace probation::bindings {

// The three structs of the interface: their layout is fixed for all time, so that programs of different libraries can
// hand each other tables. https://arrow.apache.org/docs/format/CDataInterface.html

/// The type of a column, or of a table (whose children are its columns).
struct arrow_schema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  arrow_schema** children;
  arrow_schema* dictionary;
  void (*release)(arrow_schema*);
  void* private_data;
};

/// A chunk of a column, or of a table.
struct arrow_array {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  arrow_array** children;
  arrow_array* dictionary;
  void (*release)(arrow_array*);
  void* private_data;
};

/// Chunks one after the other.
struct arrow_stream {
  int (*get_schema)(arrow_stream*, arrow_schema*);
  int (*get_next)(arrow_stream*, arrow_array*);
  const char* (*get_last_error)(arrow_stream*);
  void (*release)(arrow_stream*);
  void* private_data;
};

/// Different words, numbered in the order in which they came.
class word_table {
 public:
  /// The number of a word, which is added if it is new.
  std::int32_t operator()(std::string_view word) {
    if (last_ >= 0 && words_[static_cast<std::size_t>(last_)] == word) return last_;  // sorted tables repeat themselves
    if (const auto place = numbers_.find(word); place != numbers_.end()) return last_ = place->second;
    last_ = static_cast<std::int32_t>(words_.size());
    words_.emplace_back(word);
    numbers_.emplace(words_.back(), last_);
    return last_;
  }
  [[nodiscard]] std::vector<std::string> words() const { return {words_.begin(), words_.end()}; }

 private:
  std::deque<std::string> words_;  // never move
  std::unordered_map<std::string_view, std::int32_t> numbers_;
  std::int32_t last_ = -1;
};

/// What begins a word that stands for something that is neither text, number, flag nor date: its type follows.
inline constexpr char odd_mark = '\x01';

/// A column as the calculation reads it: numbers, flags, words, or days.
struct column {
  enum class kind { nothing, number, flag, text, day };

  kind what = kind::nothing;        ///< nothing: no value in any row
  std::vector<double> numbers;      ///< numbers, flags as 0 and 1, days since 1 January 1970; NaN where a row has none
  std::vector<std::int32_t> codes;  ///< of text: which of `words`; -1 where a row has none
  std::vector<std::string> words;   ///< of text: the different words
  std::size_t rows = 0;

  [[nodiscard]] bool is_missing(std::size_t row) const noexcept {
    return what == kind::nothing || (what == kind::text ? codes[row] < 0 : !(numbers[row] == numbers[row]));
  }
};

/// Columns that were asked for, and the names of all that were there.
struct table {
  std::size_t rows = 0;
  std::vector<std::string> names;  ///< of all columns, read or not, as the table has them
  std::vector<std::string> read;   ///< of those read, as the table has them
  named<column> columns;           ///< those read, under the names by which they were wanted
};

/// Which columns are wanted: by their names exactly or by the key of names, so that "Cases" is "cases".
class wanted_columns {
 public:
  /// `ignored`: columns that are left alone, whatever they are called otherwise.
  wanted_columns(const std::vector<std::string>& wanted, const std::vector<std::string>& ignored);

  /// The name by which a column of the table is wanted, or null. Throws std::invalid_argument if an earlier one was of
  /// the same name.
  [[nodiscard]] const std::string* find(const std::string& name);

 private:
  std::unordered_map<std::string, std::string> wanted_;  // by key
  std::unordered_map<std::string, std::string> found_;   // by key: as the table has it
  std::vector<std::string> ignored_;
};

/// How many seconds the clocks of a time zone are ahead of UTC at a second since 1970.
using zone_offset = std::function<std::int64_t(const std::string& zone, std::int64_t second)>;

/// Reads the columns of a stream of tables whose names are wanted. The stream stays the caller's, and is used up.
/// A moment of a time zone belongs to the day of that zone. Throws std::invalid_argument if it is not a stream of
/// tables or names a wanted column twice, std::runtime_error with the message of the stream if it fails. A wanted
/// column of a type that cannot be read is std::invalid_argument too.
[[nodiscard]] table read_arrow_table(arrow_stream& stream, wanted_columns wanted, const zone_offset& zone);

/// Reads a stream that is a single column.
[[nodiscard]] column read_arrow_column(arrow_stream& stream, const zone_offset& zone);

/// Reads one array as a column. Schema and array stay the caller's.
[[nodiscard]] column read_arrow_column(const arrow_schema& schema, const arrow_array& array, const zone_offset& zone);

}  // namespace probation::bindings
