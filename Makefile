# make magazine · make test · make thorough · make check · make bench · make meter · make docs ·
# make release
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := $(firstword $(wildcard content/*/*/issue.yaml))

.PHONY: magazine test thorough check bench batchbench meter docs pictures fonts release clean

magazine: fonts
	@$(BIN)/banxin build $(dir $(SAMPLE)) -o out/magazine.pdf

fonts: $(VENV)/.installed
	@$(BIN)/banxin -q fonts fetch

test: $(VENV)/.dev fonts
	@$(BIN)/python -m pytest -n auto -q

# Many more examples of each property than the suite draws, and other ones every time.
thorough: $(VENV)/.dev fonts
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n auto -q tests/property

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# All of it, with every checker: one that is not installed is a failure here.
release: check test $(VENV)/.release fonts
	@BANXIN_ALL_CHECKERS=1 $(BIN)/python -m pytest -q tests/pdf/test_validators.py
	@$(BIN)/banxin -q build $(dir $(SAMPLE)) --profile archive --embed-sources -o out/deposit.pdf
	@$(BIN)/banxin verify out/deposit.pdf

bench: $(VENV)/.bench fonts
	@$(BIN)/python tests/bench/bench_typst.py

# The same for a batch of made-up issues; then its hardships: eight broken issues, fifty deaths.
batchbench: $(VENV)/.bench fonts
	@$(BIN)/python tests/bench/bench_batch.py
	@$(BIN)/python tests/bench/batch_hardships.py

# The sample, or another: make meter FILE=issue.pdf LAYOUT=issue.json; STYLE= sets the sample's.
meter: fonts
ifndef FILE
	@$(BIN)/banxin -q build $(dir $(SAMPLE)) $(addprefix --style ,$(STYLE)) --profile proof \
	  -o out/meter.pdf --layout-json out/meter.json
endif
	@$(BIN)/python tests/meter/measure.py $(or $(FILE),out/meter.pdf) $(or $(LAYOUT),out/meter.json)

# A page with a picture for every component, from the articles in docs/components/examples.
docs: fonts
	@$(BIN)/python -m docs.catalogue
	@$(BIN)/python docs/draw_conformance.py
	@$(BIN)/python docs/draw_preflight.py

pictures: fonts
	@$(BIN)/python docs/draw_pictures.py

clean:
	rm -rf $(VENV) out

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'banxin needs Python 3.11 or newer: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q layout
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.release: $(VENV)/.dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[accessibility]'
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@
