// Which instruction set to use.
#include <cstdlib>      // for std::getenv
#include <span>         // for std::span
#include <stdexcept>    // for std::runtime_error
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/engine/row_functions.hpp>

#include "tables.hpp"

namespace probation::kernels {

namespace {

std::vector<const row_functions*> tables_of_this_machine() {
  std::vector<const row_functions*> out = {&baseline_rows()};
#if defined(PROBATION_WITH_AVX)
  // These ask the operating system too, which must save the wider registers.
  if (__builtin_cpu_supports("avx2")) out.push_back(&avx2_rows());
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) out.push_back(&avx512_rows());
#endif
  return out;
}

std::string setting() {
  const char* const text = std::getenv("PROBATION_ISA");
  return text == nullptr ? "" : text;
}

const row_functions* choose() {
  const std::string wanted = setting();
  if (wanted.empty()) return available().back();
  std::string names;
  for (const row_functions* t : available()) {
    if (wanted == t->instruction_set) return t;
    names += (names.empty() ? "" : ", ") + std::string(t->instruction_set);
  }
  const bool known = wanted == "avx2" || wanted == "avx512";
  throw std::runtime_error("PROBATION_ISA is \"" + wanted + "\", which " +
                           (known ? "this machine cannot run" : "is no instruction set") + "; it can be " + names);
}

}  // namespace

std::span<const row_functions* const> available() {
  static const std::vector<const row_functions*> tables = tables_of_this_machine();
  return tables;
}

const row_functions& chosen() {
  static const row_functions& table = *choose();  // if it throws, the next call tries again
  return table;
}

}  // namespace probation::kernels
