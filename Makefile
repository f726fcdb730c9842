# The commands that people type. Each makes what it needs; a second run installs nothing.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test check gate format lock clean help

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(VENV)/.installed ## Serve the chat page on http://127.0.0.1:8000
	$(BIN)/pilar serve

test: $(VENV)/.installed ## Run all tests
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed ## Format, lint, types, imports between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(VENV)/.installed ## Ask the questions for tuning; fail where answers got worse
	$(BIN)/pilar eval --gate --no-cache $(ARGS)

format: $(VENV)/.installed ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## Write requirements.lock anew from pyproject.toml
	$(PYTHON) deploy/lock.py

clean: ## Remove the virtual environment and caches, never the data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

# The stamp is newer than the lock once everything is installed.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
	  f"Python 3.11 or newer is needed, found {sys.version.split()[0]}. Try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --requirement requirements.lock
	$(PIP) install --quiet --no-deps --editable .
	@touch $@
