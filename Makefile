# The ten wishes of a developer. Continuous integration calls the same ones.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help init run demo test e2e lint fix lock messages ci

help:
	@echo "make demo      install, load the demo association and serve it"
	@echo "make test      all tests: SQLite, PostgreSQL, a real browser"
	@echo "make run       serve your own data;  make init  install only"
	@echo "make lint fix messages lock e2e ci   see CONTRIBUTING.md"

# What the lock files name, into .venv; done again only when they change.
.venv/installed: requirements.txt requirements-dev.txt requirements-uv.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rembug needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	test -x .uv/bin/uv || $(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --require-hashes -r requirements-uv.txt
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	.uv/bin/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	.uv/bin/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	touch $@

init: .venv/installed
	@$(BIN)/rembug messages compile

run: init
	$(BIN)/rembug serve

demo: init
	REMBUG_DEMO=1 $(BIN)/rembug demo

test: init
	$(BIN)/pytest -n 2 -m "not browser and not kill"
	$(BIN)/python tests/postgresql.py $(BIN)/pytest -n 2 -m "not browser and not kill"
	$(BIN)/pytest -m "browser or kill"
	$(BIN)/python tests/postgresql.py $(BIN)/pytest -m kill

e2e: init
	$(BIN)/pytest -m browser

lint: init
	ruff check .
	ruff format --check .
	djangofmt --check src
	lint-imports
	mypy
	$(BIN)/rembug messages check
	$(BIN)/rembug makemigrations --check --dry-run

fix: init
	ruff check --fix .
	ruff format .
	djangofmt src

# Needs gettext's xgettext; compiling does not.
messages: init
	$(BIN)/rembug messages collect
	$(BIN)/rembug messages compile

# The interpreter itself: uv does not get along with the stand-ins that version managers put on the path.
LOCK = .uv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --python $$($(PYTHON) -c 'import sys; print(sys.executable)') --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet
lock:
	test -x .uv/bin/uv || ($(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --require-hashes -r requirements-uv.txt)
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt

ci: lint test
