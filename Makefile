# Everything runs in .venv; the README's commands do the same without make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check torture bench screens lock

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	touch .venv/ready

run: .venv/ready ## start the program
	$(BIN)/python -m iop_tui

test: .venv/ready ## the tests
	$(BIN)/python -m pytest

check: .venv/ready ## the whole gate: format, lint, types, spelling, content, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict iop_tui
	$(BIN)/codespell iop_tui modules docs bench README.md CHANGELOG.md CONTRIBUTING.md
	$(BIN)/python -m iop_tui check modules
	$(BIN)/python -m pytest

torture: .venv/ready ## the store's tests with their full counts; takes most of an hour, writes docs/torture.md
	$(BIN)/python tests/torture.py

bench: .venv/ready ## measure; writes bench/RESULTS.md
	$(BIN)/python -m bench

screens: .venv/ready ## draw the README's pictures from the real rooms
	$(BIN)/python -m bench.screens

lock: ## bring the lock files up to date (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --extra test --extra gate --extra authors --extra pdf --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 -o requirements-dev.lock
