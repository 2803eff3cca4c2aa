# Everything sets itself up: a virtual environment in .venv, made once, with the versions of requirements.lock.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench million accuracy lock clean

demo: .venv/ready
	$(BIN)/kb demo

# A third process, since many tests wait for a server or for a process that they start. These are to find the package
# compiled, whatever the environment says of it.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/ready
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# On a machine that does nothing else; tests/benchmarks/results.py says how.
bench: .venv/ready
	$(BIN)/python -m tests.benchmarks --record
	$(BIN)/python -m tests.benchmarks.ingest --record
	$(BIN)/python -m tests.benchmarks.storing --record
	$(BIN)/python -m tests.benchmarks.comparing --record
	$(BIN)/python -m tests.benchmarks.asking --record
	$(BIN)/python -m tests.benchmarks.serving --record

million: .venv/ready
	$(BIN)/python -m tests.benchmarks.asking --record 10000 100000 1000000

accuracy: .venv/ready
	$(BIN)/python -m tests.accuracy

# After a change of the dependencies in pyproject.toml.
lock: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev --output-file requirements.lock pyproject.toml

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv build dist kb-demo
