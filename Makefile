# Two commands matter: make run and make test. Everything installs itself into .venv.

PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal
SHARED := $(addprefix tests/,certificates.py effort.py factories.py markup.py people.py corpora.py indexes.py installed.py sites.py snapshots.py browser/layout.py drills/actors.py drills/copying.py drills/killing.py drills/loading.py drills/machines.py drills/processes.py drills/served.py load/actors.py formats/w3c.py)
ASKING := models search search_engine curation documents checks debate changes corpus quotations
# Libraries know no database. Who may do what is decided in Python, by rows that other tests write and read there.
LEFT_OUT := anchoring architecture browser coding containers corpus_format formats labels parsers scripts
LEFT_OUT += admin/test_roles.py api/desk/test_roles.py
SLOWLY_ASKING := $(ASKING) drills api/test_schema.py api/test_recipes.py views/test_hostile_queries.py

# Processes of tests compile hundreds of modules: let each find what another has compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-slow test-postgres test-slow-postgres test-postgres-rest coverage quality lint format bench bench-answers bench-search bench-growth sbom audit clean
.DEFAULT_GOAL := help

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 28

run: .venv/installed ## install, migrate, load the corpus where there is none, and serve (PORT=8000)
	@exec $(BIN)/python manage.py serve

test: lint ## linters, types and the quick tests, with the main acts in a browser
	$(PYTEST) -m "not slow"

test-slow: .venv/installed-dev ## all others: browser, drills, sweeps, long fuzzing (EFFORT=4 for longer)
	$(PYTEST) -n 3 -m slow  # drills and browsers wait for others half of the time

test-postgres: .venv/installed-dev ## on PostgreSQL the quick tests of what asks the database
	scripts/with-postgres $(PYTEST) -m "not slow and database" $(ASKING:%=tests/%)

test-slow-postgres: .venv/installed-dev ## on PostgreSQL the slow tests of what asks the database, and drills
	scripts/with-postgres $(PYTEST) -m slow -k "not (hostile and whoosh)" $(SLOWLY_ASKING:%=tests/%)

test-postgres-rest: .venv/installed-dev ## on PostgreSQL the tests of views, API and admin
	scripts/with-postgres $(PYTEST) -m "database and not browser" $(patsubst %,--ignore=tests/%,$(SLOWLY_ASKING) $(LEFT_OUT))

coverage: .venv/installed-dev ## how much of the code the quick tests go through, the browser's left out
	scripts/with-postgres $(PYTEST) -m "not slow and not browser" --cov --cov-report=
	scripts/coverage

quality: .venv/installed-dev ## weigh the pages, check their HTML and metadata (npm, Java), run Lighthouse on PORT's site
	$(PYTEST) -m slow tests/quality
	$(PYTEST) tests/browser/test_pages.py -k first_visit
	scripts/lighthouse http://127.0.0.1:$${PORT:-8000}

lint: .venv/installed-dev ## linters, types, layers, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $$(find templates -name "*.html")
	scripts/biome check
	$(BIN)/lint-imports
	$(BIN)/mypy config explorer scripts $(SHARED)
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/installed-dev ## put the code into its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(find templates -name "*.html")
	scripts/biome format --write

bench: bench-answers bench-search bench-growth ## every benchmark, each beside a baseline of the same run

bench-answers: .venv/installed-dev ## kept answers beside a bare Django view, readers while a curator publishes, a second start
	$(BIN)/python -W ignore -m benchmarks.answers
	$(BIN)/python -W ignore -m benchmarks.starting

bench-growth: .venv/installed-dev ## loading beside loaddata, and what pages cost at 40, 400 and 4,000 episodes (hours)
	$(BIN)/python -W ignore -m benchmarks.loading
	$(BIN)/python -W ignore -m benchmarks.growth

bench-search: .venv/installed-dev ## the search engines beside FTS5, PostgreSQL and tantivy, and the judged queries
	scripts/with-postgres --or-without $(BIN)/python -W ignore -m benchmarks.search
	scripts/with-postgres $(BIN)/python -W ignore -m benchmarks.pages
	$(BIN)/python -W ignore -m benchmarks.judged

sbom: .venv/installed-dev ## name every library and file that runs on a server, in CycloneDX: var/debate-explorer.cdx.json
	@$(BIN)/python -m scripts.sbom

audit: .venv/installed-dev ## ask whether a pinned library has a known fault; where nobody can be asked it fails and says so
	@$(BIN)/python -m scripts.audit

clean: ## remove what was installed and made; keeps the data in var/
	rm -rf .venv .coverage .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; found $$($(PYTHON) --version)." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
