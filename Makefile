# make          set up and build: raw/ → dist/
# make serve    open dist/ in Datasette (PORT=8001)
# make check    is dist/ whole, and does it agree with itself?
# make test     all tests but the long ones; make test-long: those
# make quality  how well papers are read, against annotation → docs/quality.md
# make bench    how fast papers are read, as ratios
# make clean    back to what was cloned

PORT = 8001
PYTHON = .venv/bin/python
READY = .venv/.ready
PIP = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
MAKEFLAGS += --no-print-directory

.PHONY: all setup build check serve test test-long quality bench clean

all: build

setup: $(READY)

# The locked requirements, by uv where it runs (seconds), else by pip (a minute).
$(READY): requirements-uv.txt requirements.txt
	@$(PYTHON) -c '' 2>/dev/null || { \
	  for python in python3 python3.13 python3.12 python3.11 ''; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	  done; \
	  test -n "$$python" || { echo 'Python 3.11 or later is needed, and none is on the PATH.' >&2; exit 1; }; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "$$python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	  echo 'Setting up .venv (once)'; \
	  $$python -m venv --clear .venv; }
	@{ $(PIP) --only-binary :all: -r requirements-uv.txt && \
	  .venv/bin/uv pip sync --quiet --python $(PYTHON) --require-hashes requirements.txt; } || \
	  { echo 'uv cannot run here; installing with pip'; $(PIP) -r requirements.txt; }
	@touch $@

build: $(READY)
	@$(PYTHON) -m pipeline build

dist/digital-labor.db: | $(READY)
	@$(PYTHON) -m pipeline build

check: $(READY)
	@$(PYTHON) -m pipeline check

serve: dist/digital-labor.db
	@$(PYTHON) -m pipeline serve --port $(PORT)

test: $(READY)
	@$(PYTHON) tests/browser.py
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m pytest -m 'not long'

test-long: $(READY)
	@$(PYTHON) -m pytest -m long

quality: $(READY)
	@$(PYTHON) -m tests.quality

bench: $(READY)
	@$(PYTHON) -m tests.bench

clean:
	@rm -rf .venv .*_cache .hypothesis .dist.* dist/*.db dist/.stamp.json
	@find . -name __pycache__ -prune -exec rm -rf {} +
