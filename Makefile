# Each target sets up what it needs by itself, once, in .venv; a second run starts at once.
# Another interpreter: make test PYTHON=python3.12 VENV=.venv-3.12

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

PYTEST := $(BIN)/python -m pytest -q -n 2

.DEFAULT_GOAL := help
.PHONY: help demo test soak check bench docs clean fmt set-up set-up-to-run \
        check-format check-lint check-types check-layers check-docs check-tests check-wheel constraints
.NOTPARALLEL:

help:
	@echo "make demo    a city's year of projects, scored and explained"
	@echo "make test    all tests (PROJGOV_PROFILE=long tries many more examples of each law)"
	@echo "make soak    a ladder climbed by 50,000 subjects on eight threads, a million events: some minutes"
	@echo "make check   everything that must hold before a change is taken"
	@echo "make bench   decisions per second beside other engines; times of imports, checks and the demo"
	@echo "make docs    the pages of reference, and the output beside examples, made anew"
	@echo "make fmt     format and mend what can be mended"
	@echo "make clean   remove everything that was made"

set-up:
	@tools/set_up.sh "$(PYTHON)" "$(VENV)"

# What the demo needs and no more: a set-up for tests does as well.
set-up-to-run:
	@tools/set_up.sh "$(PYTHON)" "$(VENV)" run

demo: set-up-to-run
	@$(BIN)/projgov demo

test: set-up
	@$(PYTEST)

soak: set-up
	@PROJGOV_PROFILE=long $(BIN)/python -m pytest -q tests/scoring/ladder/test_soak.py

fmt: set-up
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

docs: set-up
	@$(BIN)/python -m tools.make_docs

bench:
	@tools/set_up.sh "$(PYTHON)" "$(VENV)-bench" benchmarks/requirements.txt
	@$(VENV)-bench/bin/python benchmarks/engines.py
	@$(VENV)-bench/bin/python benchmarks/imports.py
	@$(VENV)-bench/bin/python benchmarks/demo.py
	@$(VENV)-bench/bin/python benchmarks/checking.py
	@$(VENV)-bench/bin/python benchmarks/dmn.py
	@$(VENV)-bench/bin/python benchmarks/ladder.py

check: set-up check-format check-lint check-types check-layers check-docs check-tests check-wheel
	@echo "== all checks passed"

check-format: set-up
	@echo "== format"
	@$(BIN)/ruff format --check --quiet . || { echo "run make fmt"; exit 1; }

check-lint: set-up
	@echo "== lint"
	@$(BIN)/ruff check --quiet --output-format concise .

check-types: set-up
	@echo "== types"
	@$(BIN)/mypy --no-error-summary

check-layers: set-up
	@echo "== layers"
	@$(BIN)/lint-imports --no-logo > $(VENV)/lint-imports.log 2>&1 || { cat $(VENV)/lint-imports.log; exit 1; }

check-docs: set-up
	@echo "== examples in the documentation"
	@$(PYTEST) tests/docs

# What is covered is measured where many examples are tried; the gate of a clean clone, in the brief profile, is quicker without.
COVER := $(if $(filter brief,$(PROJGOV_PROFILE)),,--cov --cov-report=term)

check-tests: set-up
	@echo "== tests"
	@$(PYTEST) $(COVER) --ignore=tests/docs    # they have been run by then

check-wheel: set-up
	@echo "== wheel, in a clean environment without extras"
	@$(BIN)/python tools/check_wheel.py

# After a change of the requirements: the newest versions that fit, names and versions only.
constraints:
	@rm -rf $(VENV)-constraints
	@$(PYTHON) -m venv $(VENV)-constraints
	@$(VENV)-constraints/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,durable]'
	@$(VENV)-constraints/bin/python -m pip freeze --exclude-editable > constraints.txt
	@rm -rf $(VENV)-constraints

clean:
	@rm -rf .venv* .make build dist htmlcov .coverage .coverage.* \
	        .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
