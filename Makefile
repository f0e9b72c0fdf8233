# huikuan: every target, with what it does, is listed by `make`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUNS := $(VENV)/.runs
export PYTHONHASHSEED ?= 0
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check bench torture words schema sample picture lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(READY) ## a virtual environment in .venv with huikuan and all its tools

define installed
	@$(PYTHON) -c "import sys; sys.exit('huikuan needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $(1)
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
endef

$(READY): pyproject.toml requirements.lock .build/catalogues.py
	$(call installed,requirements.lock)
	@touch $@ $(RUNS)

$(RUNS): pyproject.toml .build/run.lock .build/catalogues.py
	$(call installed,.build/run.lock)
	@touch $@

demo: $(RUNS) ## the main job on the sample book: plan, gap, followup
	$(BIN)/huikuan demo

test: $(READY) ## all tests, on two processes
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test ## what must pass before a change lands

bench: $(READY) ## how long the commands take, in multiples of a bare interpreter with its tables
	$(BIN)/python tests/bench.py

torture: $(READY) ## the long form of the tests: kills, faults, power cuts, crowds; half an hour (TORTURE="--times 0.01": less)
	PYTHONPATH=tests $(BIN)/python -m torture $(TORTURE)

words: $(READY) ## gather the sentences from the code into the catalogue, compile it
	$(BIN)/python .build/catalogues.py --update

schema: $(READY) ## write down src/huikuan/store/newbook.sql anew from the tables
	$(BIN)/python -m huikuan.store.schema

sample: $(READY) ## build examples/book.db anew from examples/book.txt
	$(BIN)/python examples/replay.py examples/book.txt examples/book.db

picture: $(READY) ## draw the pictures of the READMEs anew
	$(BIN)/python examples/picture.py

LOCKED := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

lock: $(READY) ## pin every package, with hashes: all of them, and those that running needs
	$(BIN)/$(LOCKED) --all-extras --group dev --output-file requirements.lock pyproject.toml
	$(BIN)/$(LOCKED) --group build --constraint requirements.lock --output-file .build/run.lock pyproject.toml

clean: ## take away everything that was built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src -name '*.mo' -delete
