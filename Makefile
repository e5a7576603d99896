# One word for each job. Everything is put into .venv and build/; nothing that is up to date is done again.
#   make demo      the forecast of the example region, from nothing
#   make test      all C++ and Python tests
#   make lint      style and types
# More: setup lists format wheel bench asan tsan coverage clusters clang clean

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := test
MAKEFLAGS += --no-builtin-rules

# The first Python that is new enough.
candidates := python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for p in $(candidates); do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && command -v $$p && break; done)
export PYTHON
JOBS ?= 2
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
# Paths count from here in the compiler cache, so that working copies share what they have compiled.
export CCACHE_BASEDIR ?= $(CURDIR)
export CCACHE_NOHASHDIR ?= 1

venv := .venv
run := $(venv)/bin/python -m
pip := $(run) pip --disable-pip-version-check install --quiet
sources := $(shell find CMakeLists.txt cmake include src python pyproject.toml -type f -not -path '*/__pycache__/*')
cxx_files = $(shell find include src tests examples benchmarks \( -name '*.hpp' -o -name '*.cpp' \) -type f)

.PHONY: demo test test-cpp test-python lint format lists setup wheel bench asan tsan coverage clusters clang clean

# --- what the other jobs stand on ---------------------------------------------------------------------------------------
$(venv)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python >= 3.11 is needed" >&2; exit 1; }
	tools/system-packages build
	$(PYTHON) -m venv $(venv)
	$(pip) --upgrade 'pip>=25.1'

# What builds the package: CMake and Ninja where the machine has none, Boost and Eigen where it has none either.
$(venv)/.build: pyproject.toml | $(venv)/pyvenv.cfg
	tools/system-packages build
	$(pip) --group build
	command -v cmake >/dev/null || $(pip) 'cmake>=3.24'
	command -v ninja >/dev/null || $(pip) ninja
	tools/has-headers || $(pip) libboost-headers cmeel-eigen
	touch $@

# No build isolation: the module is then compiled anew only where its sources have changed.
$(venv)/.package: $(venv)/.build $(sources) README.md
	PATH="$(abspath $(venv))/bin:$$PATH" $(pip) --no-build-isolation '.[plot]'
	touch $@

$(venv)/.test: $(venv)/.build
	tools/system-packages test
	$(pip) --group test
	touch $@

$(venv)/.lint: $(venv)/.build
	tools/system-packages lint
	$(pip) --group lint --group test
	touch $@

setup: $(venv)/.package $(venv)/.test $(venv)/.lint

# --- for users ----------------------------------------------------------------------------------------------------------
demo: $(venv)/.package
	$(venv)/bin/python examples/python/kss.py

# --- tests --------------------------------------------------------------------------------------------------------------
test: test-cpp test-python

test-cpp: $(venv)/.test
	cmake --workflow --preset dev

test-python: $(venv)/.package $(venv)/.test
	$(run) pytest -n $(JOBS) --dist worksteal

# A sample with TESTS, such as `make tsan TESTS="engine example"`: layers whose tests are built and run, and the example.
TESTS ?=
sanitize = cmake --preset $(1) && cmake --build --preset $(1) $(if $(TESTS),--target $(patsubst test_example,kss_forecast,$(TESTS:%=test_%))) && \
  ctest --preset $(1) $(if $(TESTS),-R '^($(subst $() ,|,$(strip $(TESTS))))[:.]')

asan tsan: $(venv)/.test
	$(call sanitize,$@)

# The recipes for Ray and Spark: some 700 MB, so not among the tests of every day. Spark needs a Java.
clusters: $(venv)/.package $(venv)/.test
	$(pip) --group clusters
	$(run) pytest tests/python/test_clusters.py

clang: $(venv)/.test
	tools/system-packages clang
	cmake --workflow --preset clang

coverage: $(venv)/.test
	$(pip) 'gcovr>=7'
	cmake --workflow --preset coverage
	$(run) gcovr --root . --filter include --filter src/io --object-directory build/coverage \
	  --exclude-directory '.*/CompilerId' --exclude-throw-branches --print-summary --html-details build/coverage/index.html \
	  build/coverage/tests build/coverage/CMakeFiles

# C++ first, then what stands beside us in Python, for some eight minutes; benchmarks/report.py writes docs/benchmarks.md.
bench: $(venv)/.package $(venv)/.test
	cmake --preset release
	cmake --build --preset release --target bench
	$(venv)/bin/python benchmarks/peers.py

# --- style --------------------------------------------------------------------------------------------------------------
lint: $(venv)/.package $(venv)/.lint
	$(run) ruff check
	$(run) ruff format --check
	$(run) mypy
	mkdir -p build
	$(venv)/bin/repo-review . >build/repo-review.txt || { cat build/repo-review.txt; exit 1; }
	clang-format-19 --dry-run -Werror $(cxx_files)
	$(MAKE) --no-print-directory build/tidy/.checked

# One unit that includes every header, and what is compiled into probation::io, but for Boost's own code.
build/tidy/.checked: .clang-tidy $(shell find include src/io tests/odr -type f)
	tools/system-packages lint clang
	cmake --preset tidy >/dev/null
	run-clang-tidy-19 -quiet -p build/tidy -j $(JOBS) 'tests/odr/first|src/io/(?!boost_json)' >build/tidy.txt 2>&1 || \
	  { grep -vE 'warnings? (generated|treated)|^\[|clang-tidy-19 ' build/tidy.txt; exit 1; }
	touch $@

format: $(venv)/.lint
	$(run) ruff check --fix --show-fixes
	$(run) ruff format
	clang-format-19 -i $(cxx_files)

# The lists of headers and sources that CMake reads.
lists:
	$(PYTHON) tests/layers/lists.py --write

# The source distribution, the wheel made from it, and what the two hold.
wheel: $(venv)/.lint
	$(pip) 'build>=1.2'
	rm -rf dist
	$(run) build --quiet
	$(venv)/bin/check-wheel-contents dist/*.whl
	$(run) twine check --strict dist/*

clean:
	rm -rf build dist $(venv)
