# flopwise: `make` lists what can be done. Needs Python 3.11 or later (with pip) and make; all else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

# The question may hold any character. It reaches the program as an environment variable, unexpanded, and
# never as part of a command that a shell reads.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev ask question chat test lint types unit bench crosscheck format clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.ready ## Create .venv with what flopwise needs to run

setup-dev: $(VENV)/.ready-dev

ask: question setup ## Answer one question: make ask Q="How many H100s train a 7B on 2T tokens in 30 days?"
	@$(BIN)/flopwise ask -- "$$Q"

question:
	@: $(if $(strip $(Q)),,$(error No question. Say, for example: make ask Q="How much memory does a 7B need in bf16?"))

chat: setup ## Talk with flopwise in the terminal
	@$(BIN)/flopwise

test: lint types unit ## Run every check: style, types, arrows between rooms, tests

lint: setup-dev ## Check style and the arrows between rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo

types: setup-dev ## Check types
	$(BIN)/mypy

unit: setup-dev
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --benchmark-disable

bench: setup-dev ## Measure speed
	$(BIN)/pytest tests/benchmarks

crosscheck: $(VENV)/.ready-crosscheck ## Compare all counts with PyTorch and transformers (downloads both)
	$(BIN)/python tests/architecture/crosscheck.py

format: setup-dev ## Put the code into the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## Remove .venv, caches and built files
	rm -rf $(VENV) build dist *.egg-info .benchmarks .coverage .hypothesis .import_linter_cache \
	    .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp file says that the installation is complete, so that the next command starts at once.
# All output goes to standard error: standard output holds the answer alone.
$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo 'flopwise needs Python 3.11 or later. Name one: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once, about a minute)…' >&2
	@$(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) >&2
	@$(PIP) install --editable . --constraint constraints.txt >&2
	@touch $@

# Dependency groups need pip 25.1.
$(VENV)/.ready-dev: $(VENV)/.ready
	@echo 'Adding the development tools to $(VENV) (once)…' >&2
	@$(PIP) install --upgrade 'pip>=25.1' >&2
	@$(PIP) install --group dev --constraint constraints.txt >&2
	@touch $@

$(VENV)/.ready-crosscheck: $(VENV)/.ready-dev
	@echo 'Adding PyTorch and transformers to $(VENV) (once, large)…' >&2
	@$(PIP) install --group crosscheck >&2
	@touch $@
