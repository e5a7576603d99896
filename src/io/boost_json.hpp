// Boost.JSON's parser, hidden: Boost marks its classes as visible whatever the compiler is told, and a shared library
// of somebody else's that links ours would export them beside a Boost.JSON of its own.
#pragma once

#include <boost/config.hpp>

#undef BOOST_SYMBOL_VISIBLE
#define BOOST_SYMBOL_VISIBLE

#include <boost/json/basic_parser_impl.hpp>
