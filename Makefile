# Needs only Python 3.11 or later, its venv module, and access to a Python package index.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench docs clean

help:  ## List what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/:/' | awk -F: '{printf "  make %-8s%s\n", $$1, $$2}'

setup: .venv/.done  ## Make .venv with firsthand (.venv/bin/firsthand) and its development tools

.venv/.done: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("firsthand needs Python 3.11 or later: make PYTHON=python3.11 setup")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv; the first time takes a minute or two."
	@$(PIP) install --editable '.[dev]'
	@touch $@

demo: setup  ## Read the sample reports
	@$(BIN)/firsthand demo

test: lint  ## Check style and types, then run the tests
	$(BIN)/pytest

lint: setup  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

format: setup  ## Put the code into the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## Measure what needs no data set (see bench/README.md for the rest)
	$(BIN)/python -m bench cold
	$(BIN)/python -m bench speed firsthand/samples
	$(BIN)/python -m bench memory --reports 500

docs: setup  ## Make the generated parts of docs/ again
	$(BIN)/firsthand schema > docs/reading-contract.schema.json
	$(BIN)/firsthand schema findings > docs/findings-contract.schema.json
	$(BIN)/python docs/make_picture.py

clean:  ## Remove what was made
	rm -rf .venv dist build .pytest_cache .ruff_cache .hypothesis
