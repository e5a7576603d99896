// Tables of Python as columns: anything with an Arrow stream, or a mapping from names to columns.
#pragma once

#include "pybind.hpp"

#include "arrow.hpp"

namespace probation::bindings {

/// One column of Python: an Arrow array or stream, an array of NumPy, a series, or a sequence of None, numbers, texts
/// and dates. A sequence of several kinds is text; a text that is a number counts as one where a number is wanted. What
/// is nothing of these is kept as a word that no column takes, so that its row can be told.
[[nodiscard]] column read_column(const py::handle& values);

/// The table of an object that has an Arrow stream, or is a mapping from names to columns; of its columns those wanted.
/// Throws std::invalid_argument if columns differ in length or two are of one name.
[[nodiscard]] table read_table(const py::object& source, wanted_columns wanted);

}  // namespace probation::bindings
