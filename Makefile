# One word for each job. Everything is put into .venv and build/; nothing that is up to date is done again.
#   make demo      the forecast of the example region, from nothing
#   make test      all C++ and Python tests
#   make lint      style and types
#   make docs      the documentation as a site, in build/docs/html
# More: setup lists stubs format wheel lock bench asan tsan asan-python fuzz fuzz-python fuzz-corpus mutants digests digests-compilers load coverage clusters clang docs-links clean

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

.PHONY: demo test test-cpp test-python lint format lists setup wheel lock bench asan tsan asan-python fuzz fuzz-python fuzz-corpus \
  mutants digests digests-compilers load coverage clusters clang docs docs-links clean

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

$(venv)/.docs: $(venv)/.build
	tools/system-packages docs
	$(pip) --group docs
	touch $@

setup: $(venv)/.package $(venv)/.test $(venv)/.lint

# --- for users ----------------------------------------------------------------------------------------------------------
demo: $(venv)/.package
	$(venv)/bin/python examples/python/kss.py

# Pages, and the reference of Python and C++ from the comments. Every warning is an error: a link to a page or heading that
# there is not, a docstring that cannot be read, a declaration that Doxygen does not understand.
sphinx := $(run) sphinx --quiet --fail-on-warning --keep-going --jobs $(JOBS) --doctree-dir build/docs/doctrees
docs: $(venv)/.package $(venv)/.docs
	$(sphinx) --fresh-env docs build/docs/html
	@echo build/docs/html/index.html

# Links to other sites, which needs a network; what no longer answers is listed in build/docs/links/output.txt.
docs-links: $(venv)/.package $(venv)/.docs
	$(sphinx) --builder linkcheck docs build/docs/links

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

# Whether forecasts have the numbers that are recorded; `make digests WRITE=--write` records them (see tools/digests.py).
digests: $(venv)/.package
	$(venv)/bin/python tools/digests.py $(WRITE)

# The same digests from C++ by g++ -O0, -O2, -O3 and clang -O0, -O2, each by instruction set, threads and parts: some ten minutes.
digests-compilers: $(venv)/.test
	tools/system-packages clang
	$(venv)/bin/python tests/hosts/digests.py compilers build/digests

# Random input for each target of tests/fuzz under libFuzzer; what it finds is kept in build/fuzz/found.
FUZZ_SECONDS ?= 60
fuzz_targets := documents scenarios parts wmt forecasts
fuzz: $(venv)/.test
	tools/system-packages fuzz
	cmake --preset fuzz
	cmake --build --preset fuzz
	for target in $(fuzz_targets); do mkdir -p build/fuzz/corpus/$$target build/fuzz/found; \
	  build/fuzz/tests/fuzz/fuzz_$$target -max_total_time=$(FUZZ_SECONDS) -timeout=25 -rss_limit_mb=3000 -verbosity=0 \
	    -print_final_stats=1 -dict=tests/fuzz/document.dict -artifact_prefix=build/fuzz/found/$$target- \
	    build/fuzz/corpus/$$target tests/fuzz/corpus/$$target || exit 1; done

# Random documents and command lines in Python, some ten minutes.
fuzz-python: $(venv)/.package $(venv)/.test
	$(run) pytest tests/fuzz/python -n $(JOBS) --dist worksteal

# What fuzzing has found and what is kept, by any compiler.
fuzz-corpus: $(venv)/.test
	cmake --workflow --preset fuzz-corpus

# The Python tests on a module with the sanitizers of addresses and undefined behaviour in it; ASAN_TESTS= for all of them.
# No leak detection: the interpreter keeps what it has until it ends.
ASAN_TESTS ?= reading broken_documents parts region tiering backlog wmt_frames interrupt
asan-python: $(venv)/.package $(venv)/.test
	cmake --preset asan-python
	cmake --build --preset asan-python --target _core
	PYTHONPATH=build/asan-python/site PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 \
	  UBSAN_OPTIONS=print_stacktrace=1 \
	  LD_PRELOAD="$$(c++ -print-file-name=libasan.so) $$(c++ -print-file-name=libstdc++.so)" \
	  $(run) pytest -q -p no:cacheprovider $(ASAN_TESTS:%=tests/python/test_%.py)

# Whether tests notice mistakes that are put into the kernel and the lowering (see tools/mutate.py).
SAMPLE ?= 20
mutants: $(venv)/.test
	cmake --preset dev
	cmake --build --preset dev --target probation_io
	$(venv)/bin/python tools/mutate.py --sample $(SAMPLE)

# The recipes for Ray and Spark: some 700 MB, so not among the tests of every day. Spark needs a Java.
clusters: $(venv)/.package $(venv)/.test
	$(pip) --group clusters
	$(run) pytest tests/python/test_clusters.py

clang: $(venv)/.test
	tools/system-packages clang
	cmake --workflow --preset clang

# Lines of headers, sources, bindings and Python that the C++ and the Python tests reach: build/coverage/summary.md, and
# pages of lines beside it. Some twenty minutes.
coverage: $(venv)/.package $(venv)/.test
	$(pip) 'gcovr>=7' 'coverage>=7.10'
	cmake --workflow --preset coverage
	rm -f build/coverage/.coverage*
	PYTHONPATH=build/coverage/site COVERAGE_FILE=build/coverage/.coverage $(run) coverage run -m pytest -q -n $(JOBS)
	$(run) coverage combine --quiet --data-file build/coverage/.coverage build/coverage
	$(run) coverage json --quiet --data-file build/coverage/.coverage -o build/coverage/python.json
	$(run) coverage html --quiet --data-file build/coverage/.coverage -d build/coverage/python
	$(run) gcovr --root . --filter include --filter src --object-directory build/coverage \
	  --exclude-directory '.*/CompilerId' --exclude-directory '.*/host_macros.dir' --exclude-throw-branches --json-summary build/coverage/cpp.json \
	  --html-details build/coverage/index.html build/coverage/tests build/coverage/CMakeFiles
	$(venv)/bin/python tools/coverage_report.py | tee build/coverage/summary.md

# C++ first, then what stands beside us in Python, for some eight minutes; benchmarks/report.py writes docs/explanation/benchmarks.md.
bench: $(venv)/.package $(venv)/.test
	cmake --preset release
	cmake --build --preset release --target bench
	$(venv)/bin/python benchmarks/peers.py

# Many forecasts in a row and at once, thousands of units, a million runs: what they cost (docs/trust.md), a few minutes.
load: $(venv)/.package
	$(venv)/bin/python benchmarks/load.py

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

# The stubs of the compiled module, from the module; read the diff.
stubs: $(venv)/.package $(venv)/.lint
	$(venv)/bin/python tools/stubs.py --write

# The source distribution, the wheel made from it, and what the two hold.
wheel: $(venv)/.lint
	$(pip) 'build>=1.2'
	rm -rf dist
	$(run) build --quiet
	$(venv)/bin/check-wheel-contents dist/*.whl
	$(run) twine check --strict dist/*
	$(venv)/bin/python tools/check_wheel.py

# Every version of what development needs, with hashes, for all Pythons and platforms: for whoever wants the same again, by
# `pip install --require-hashes -r requirements/test.txt`. The jobs here take what is newest, so that breakage is seen.
lock: $(venv)/.build
	$(pip) uv
	for group in build docs test lint; do $(run) uv pip compile pyproject.toml --group $$group --universal --python-version 3.11 \
	  --generate-hashes --no-header --quiet --upgrade -o requirements/$$group.txt; done

clean:
	rm -rf build dist $(venv)
