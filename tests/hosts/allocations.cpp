// Memory that ends at any moment, from reading a document to merging parts.
// The operators new are replaced by ones that count and fail when told to. Whichever allocation fails: std::bad_alloc
// or an error of the library comes out, what was passed is unchanged, nothing is leaked, and the next call has the same
// bits.
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <iterator>
#include <new>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#if __has_include(<unistd.h>)
#include <sys/wait.h>
#include <unistd.h>
#define HAS_FORK 1
#else
#define HAS_FORK 0
#endif

#include <probation/engine/describe.hpp>
#include <probation/io.hpp>
#include <probation/projection.hpp>

#include "results.hpp"

namespace {

std::atomic<long> live{0};       // allocations not yet given back
std::atomic<long> made{0};       // allocations since the last `arm`
std::atomic<long> fails_at{-1};  // the number of the one that fails; -1: none
std::atomic<bool> stays{false};  // whether all after it fail too

void* allocate(std::size_t size, std::size_t alignment) {
  const long mine = made++;
  const long at = fails_at.load();
  if (at >= 0 && (mine == at || (stays && mine > at))) throw std::bad_alloc();
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* p = alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size)
                                                   : std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (p == nullptr) throw std::bad_alloc();
  ++live;
  return p;
}

void give_back(void* p) noexcept {
  if (p == nullptr) return;
  --live;
  std::free(p);
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size, 1); }
void* operator new[](std::size_t size) { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t a) { return allocate(size, static_cast<std::size_t>(a)); }
void* operator new[](std::size_t size, std::align_val_t a) { return allocate(size, static_cast<std::size_t>(a)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return allocate(size, 1);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t size, const std::nothrow_t& n) noexcept { return operator new(size, n); }
void operator delete(void* p) noexcept { give_back(p); }
void operator delete[](void* p) noexcept { give_back(p); }
void operator delete(void* p, std::size_t) noexcept { give_back(p); }
void operator delete[](void* p, std::size_t) noexcept { give_back(p); }
void operator delete(void* p, std::align_val_t) noexcept { give_back(p); }
void operator delete[](void* p, std::align_val_t) noexcept { give_back(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { give_back(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { give_back(p); }

namespace {

using namespace probation;

constexpr std::string_view document = R"({
  "name": "Small", "as_of": "2022-04",
  "pdus": {"North": {"staff": {"PO": {
    "establishment": 40, "in_post": 31.5, "headcount": 33, "caseload": 42, "workload": 1.32,
    "leaving_rate": {"low": 0.08, "mode": 0.1, "high": 0.15, "per": "year", "source": "workforce statistics"}}}}},
  "recruitment": {"PO": {"per_month": 1.5, "vetting": {"low": 16, "mode": 20, "high": 30, "unit": "weeks"},
    "drop_out": 0.1, "in_vetting": 4}},
  "scenarios": {"vetting halved": {"recruitment": {"PO": {"vetting": {"value": 10, "unit": "weeks"}}}}}
})";

int failures = 0;

void complain(const char* stage, long n, const std::string& what) {
  if (++failures <= 20) std::printf("%s, allocation %ld: %s\n", stage, n, what.c_str());
}

/// Calls `f(x)`, with x from `prepare()`, with every allocation of it failing in turn: alone, and with all that come
/// after. `check(x)` says whether what was passed is unchanged after an error.
template <class Prepare, class F, class Check>
void inject_into(const char* stage, const Prepare& prepare, const F& f, const Check& check, long most) {
  const auto run = [&] {
    auto x = prepare();
    return f(x);
  };
  const auto expected = run();
  long all = 0;
  {
    auto x = prepare();
    made = 0;
    static_cast<void>(f(x));
    all = made;
  }
  if (all == 0) complain(stage, 0, "nothing is allocated: this tests nothing");
  const long step = all / most + 1;
  long thrown = 0;
  for (const bool stay : {false, true}) {
    stays = stay;
    for (long n = 0; n < all; n += step) {
      const long before = live;
      {
        auto x = prepare();
        std::string fault;
        try {
          made = 0;
          fails_at = n;
          const auto result = f(x);
          fails_at = -1;
          if (!(result == expected)) fault = "another result";  // the failure came too late, or another way was found
        } catch (const std::bad_alloc&) {
          fails_at = -1;
          ++thrown;
          if (!check(x)) fault = "what was passed has changed";
        } catch (const std::exception& e) {
          fails_at = -1;
          ++thrown;
          fault = std::string("another error: ") + e.what();
        }
        if (!fault.empty()) complain(stage, n, fault);
      }
      if (live != before) complain(stage, n, std::to_string(live - before) + " allocations leaked");
      if (n / step % 64 == 0 && !(run() == expected)) complain(stage, n, "the next call has another result");
    }
  }
  if (!(run() == expected)) complain(stage, all, "the last call has another result");
  if (thrown == 0) complain(stage, all, "nothing was thrown: this tests nothing");
  std::printf("%s: %ld allocations, one in %ld failed, %ld errors\n", stage, all, step, thrown);
}

/// The same for what changes nothing.
template <class F>
void inject(const char* stage, const F& f, const std::function<bool()>& check, long most = 2500) {
  inject_into(
      stage, [] { return 0; }, [&](int /*nothing*/) { return f(); }, [&](int /*nothing*/) { return check(); }, most);
}

forecast_options two_months(unsigned threads, std::uint32_t first = 0, std::uint32_t runs = 64) {
  return {.months = 2, .runs = runs, .seed = 5, .threads = threads, .first = first, .keep_paths = first % 2 == 1};
}

void all_stages() {
  const region r = parse_region(document);
  const region copy = r;
  const auto same = [&] { return r == copy; };
  inject("read", [] { return parse_region(document); }, [] { return true; });
  inject("scenario", [&] { return scenario(r, "vetting halved"); }, same);
  inject("write as text", [&] { return to_json(r); }, same);
  inject("pack", [&] { return unpacked(packed(r)); }, same);
  inject("lower", [&] { return to_text(lower(r, 2)); }, same);
  inject("expected forecast", [&] { return forecast(r, two_months(1, 0, 0)).all(); }, same);
  inject("forecast, 1 thread", [&] { return forecast(r, two_months(1)).all(); }, same);
  inject("forecast, 2 threads", [&] { return forecast(r, two_months(2)).all(); }, same, 1000);
  const forecast_result made_once = forecast(r, two_months(1));
  inject("quantiles", [&] { return made_once.all().front().quantile(0.3); }, same);

  named<region> two;
  two["A"] = r;
  two["B"] = scenario(r, "vetting halved");
  inject("forecast of many", [&] { return forecast_many(two, two_months(2)).all.all(); }, same, 500);
  for (const std::uint32_t first : {0U, 65U}) {  // without paths, and with
    const forecast_part a = run_part(r, two_months(1, first, 64));
    forecast_options next = two_months(1, first + 64, 32);
    next.keep_paths = first % 2 == 1;
    const forecast_part b = run_part(r, next);
    inject("part", [&] { return run_part(r, two_months(2, first)); }, same, 500);
    inject("bytes of a part", [&] { return a.bytes(); }, same);
    const std::string bytes = a.bytes();
    inject("part of bytes", [&] { return forecast_part::from_bytes(bytes); }, same);
    inject_into(
        "merge", [&] { return a; },
        [&](forecast_part& x) {
          x.merge(b);
          return std::move(x);  // without an allocation: whether all were of `merge` is what is asked
        },
        [&](const forecast_part& x) { return x == a && x.bytes() == bytes; }, 2500);
    inject("forecast of a part", [&] { return forecast_of(r, a).all(); }, same, 500);
  }
}

/// Summaries in a thread that has not used any: after an error, the same thread has right ones.
void summaries() {
  std::vector<double> numbers;
  for (int i = 0; i < 3000; ++i) numbers.push_back(1.0 + 0.0007 * ((i * 7919) % 3001));
  const auto summary = [&] {
    point_summary s;
    s.add({numbers.data(), numbers.size()}, 256);
    s.compact();
    return s;
  };
  const point_summary expected = summary();
  inject(
      "summary",
      [&] {
        std::exception_ptr error;
        bool is_right = true;
        std::thread([&] {
          point_summary first;
          try {
            first = summary();
            is_right = first == expected;
          } catch (const std::bad_alloc&) {
            error = std::current_exception();
          }
          fails_at = -1;
          is_right = is_right && summary() == expected;
        }).join();
        if (!is_right) throw std::logic_error("the same thread has other summaries afterwards");
        if (error) std::rethrow_exception(error);
        return true;
      },
      [] { return true; });
}

void files() {
  const region r = parse_region(document);
  const auto folder =
      std::filesystem::temp_directory_path() / ("allocations." + std::to_string(std::random_device{}()));
  std::filesystem::create_directory(folder);
  const auto file = folder / "region.json";
  write_region(r, file);
  const auto entries = [&] {
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()) == 1 &&
           read_region(file) == r;
  };
  inject("read a file", [&] { return read_region(file); }, entries);
  inject(
      "write a file",
      [&] {
        write_region(r, file);
        return true;
      },
      entries);
  std::filesystem::remove_all(folder);
}

#if HAS_FORK
/// In a process where nothing has been used before, so that what is made on first use fails too; and then once more.
void at_first_use() {
  const auto numbers = [] { return hosts::numbers_of(forecast(parse_region(document), two_months(1))); };
  constexpr long last = 3000;
  constexpr long step = 3;
  std::vector<std::uint64_t> found;
  long thrown = 0;
  for (long n = 0; n < last; n += step) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
      std::uint64_t result[2] = {0, 0};
      try {
        made = 0;
        fails_at = n;
        static_cast<void>(numbers());
      } catch (const std::bad_alloc&) {
        result[0] = 1;
      }
      fails_at = -1;
      result[1] = numbers();
      _exit(write(ends[1], result, sizeof result) == sizeof result ? 0 : 1);
    }
    close(ends[1]);
    std::uint64_t result[2] = {0, 0};
    const bool is_whole = read(ends[0], result, sizeof result) == sizeof result;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (!is_whole || status != 0) complain("first use", n, "the process ended with " + std::to_string(status));
    thrown += static_cast<long>(result[0]);
    found.push_back(result[1]);
  }
  const std::uint64_t expected = numbers();
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] != expected) complain("first use", static_cast<long>(i) * step, "the next call has another result");
  }
  if (thrown == 0) complain("first use", 0, "nothing was thrown: this tests nothing");
  std::printf("first use: %zu processes, %ld errors\n", found.size(), thrown);
}
#endif

}  // namespace

int main() {
  try {
#if HAS_FORK
    at_first_use();
#endif
    summaries();
    all_stages();
    files();
  } catch (const std::exception& e) {
    std::printf("failed: %s\n", e.what());
    return 1;
  }
  std::printf("%d faults\n", failures);
  return failures == 0 ? 0 : 1;
}
