# Two commands matter: `make run` and `make test`. Debian or Ubuntu with Python >= 3.11 and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8501
DEMO ?= 1
export HOST PORT

.PHONY: run demo test lint fix bench lock clean
.DEFAULT_GOAL := run

$(VENV)/.installed: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

run: $(VENV)/.installed ## the application on http://localhost:8501, with the demonstration at the first start (DEMO=0: empty)
	@$(BIN)/python -m campaign prepare $(if $(filter 0,$(DEMO)),--empty,)
	$(BIN)/streamlit run campaign_app.py --server.address $(HOST) --server.port $(PORT)

demo: $(VENV)/.installed ## fill an empty database with the demonstration
	$(BIN)/python -m campaign demo

test: $(VENV)/.installed-dev ## everything: style, import contracts, tests, browser included when there is one
	@tests/find_browser.sh
	@tests/find_office.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m compileall -q campaign pages
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

fix: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## every figure of docs/mesures.md, measured again
	$(BIN)/python -m benchmarks

lock: $(VENV)/.installed-dev ## requirements.txt -> requirements.lock, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 requirements.txt -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 requirements-dev.txt -o requirements-dev.lock

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
