// The compiled part of Boost.JSON, in this translation unit alone.
#include "boost_json.hpp"

#include <boost/json/src.hpp>
