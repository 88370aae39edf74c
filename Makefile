# On a fresh machine with git, make and Python ≥ 3.11: `make demo` blinds the sample submission, `make test` runs the tests.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
UV ?= uv
BIN := .venv/bin
READY := .venv/ready
OFFICE = $(shell command -v soffice || command -v libreoffice || ls /Applications/LibreOffice.app/Contents/MacOS/soffice 2>/dev/null)

.PHONY: demo test check model lock

demo: $(READY)
	@if [ -e out ] && [ ! -f out/audit/audit.json ]; then echo "out/ is not the output of a demo: move it away first." >&2; exit 2; fi
	@rm -rf out
	@[ -n "$(OFFICE)" ] || echo "LibreOffice is not installed: the demo goes on without the .doc (see README, Install)."
	@$(BIN)/blinder blind sample_docs --out out || code=$$?; \
		case "$${code:-0}" in 0 | 1) ;; 3) [ -z "$(OFFICE)" ] ;; *) exit $$code ;; esac

test: $(READY)
	@[ -n "$(OFFICE)" ] || echo "LibreOffice is not installed: the tests go on without the .doc (see README, Install)."
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Train the name model again: make model CORPORA=DIR
model: build/model/ready
	@[ -n "$(CORPORA)" ] || { echo "Say where the public corpora are: make model CORPORA=DIR" >&2; exit 2; }
	build/model/bin/python -m models.train --corpora "$(CORPORA)" --out models/ner

# Write the lock anew from pyproject.toml: make lock, or make lock UPGRADE=--upgrade
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--custom-compile-command "make lock" $(UPGRADE) pyproject.toml
lock:
	$(COMPILE) --output-file requirements/runtime.txt
	$(COMPILE) --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

$(READY): requirements/dev.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "No Python 3.11 to 3.14 found. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

build/model/ready: models/train/requirements.txt
	$(PYTHON) -m venv --clear build/model
	build/model/bin/python -m pip install --quiet -r models/train/requirements.txt
	@touch $@
