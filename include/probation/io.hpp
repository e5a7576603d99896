// Everything in the layer `io`. Link `probation::io`.
#pragma once

#include <probation/io/part.hpp>
#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/schema.hpp>
#include <probation/io/write.hpp>
