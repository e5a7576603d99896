#include "../catch.hpp"

#include <string>

#include <probation/base/path.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/visible.hpp>

using namespace probation;

TEST_CASE("faults E10 what controls a terminal is shown escaped") {
  CHECK(visible("West Kent – 40 % ☁ é 漢 😀") == "West Kent – 40 % ☁ é 漢 😀");
  CHECK(visible("\x1b]0;x\x07\x1b[2J") == R"(\x1b]0;x\x07\x1b[2J)");
  CHECK(visible("a\nb\rc\td") == R"(a\nb\rc\td)");
  CHECK(visible("a\nb\rc", true) == "a\nb\\rc");
  CHECK(visible("\xC2\x9B"
                "31m \xC2\x85") == R"(\x9b31m \x85)");  // C1
  CHECK(visible("\xE2\x80\xAE"
                "abc\xE2\x81\xA6\xE2\x80\x8B\xEF\xBB\xBF") == R"(\u202eabc\u2066\u200b\ufeff)");
  CHECK(visible("\xE2\x80\xA8\xE2\x80\xA9") == R"(\u2028\u2029)");
  CHECK(visible("\xF3\xA0\x81\x81") == R"(\U000e0041)");  // a tag
  CHECK(visible(std::string("\0", 1)) == R"(\x00)");
}

TEST_CASE("faults E10 bytes that are no text do not pass as it") {
  CHECK(visible("\x9B"
                "31m") == R"(\x9b31m)");
  CHECK(visible("\xE2\x80") == "\xE2\\x80");
  CHECK(visible("\xE2\x1b[2J") == "\xE2\\x1b[2J");
  CHECK(visible("\xC0\x9B") == "\xC0\\x9b");
}

TEST_CASE("faults E10 a problem is one line whatever is in it") {
  const problem p{path_of("pdus", {"a\nb\x1b"}), "\"x\r\"", "y\n", "z\x07", 0, 0};
  CHECK(to_string(p) == R"(pdus."a\nb\x1b": found "x\r", expected y\n (z\x07))");
}
