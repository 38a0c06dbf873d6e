# Two commands do everything on a machine with Python 3.11+ and make:
#   make report    build the environment, run the main job on the bundled corpus, print where the report is
#   make test      build what the tests need and run them all

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --constraint constraints.txt
TORCH  := torch==2.13.0
CORPUS ?= corpora/libya-russia
REPORT ?= report

.PHONY: report test lint types wheel bench clean

report: $(VENV)/.installed
	$(BIN)/amana compare $(CORPUS) -o $(REPORT)

test: $(VENV)/.test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# mypy reads the installed form: at the root the folder amana/ alone would hide the mapped folders (false success).
types: $(VENV)/.lint wheel
	rm -rf build/typed && $(PIP) --no-deps --target build/typed dist/amana-*.whl
	cd build && MYPYPATH=typed ../$(BIN)/mypy --config-file ../pyproject.toml -p amana

wheel: $(VENV)/.lint
	rm -rf build dist && $(BIN)/python -m build --wheel --outdir dist . > /dev/null
	@ls -lh dist

bench: $(VENV)/.test
	$(BIN)/amana bench

# On Linux PyPI's torch brings several GB of CUDA packages. The CPU build is taken from what pip is configured with
# (a local wheel folder, say), else from PyTorch's own index.
$(VENV)/.torch: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(f"amana needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Say which: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip setuptools
	@if [ "$$(uname -s)" = Linux ]; then \
	  $(PIP) $(TORCH)+cpu 2> $(VENV)/torch.log || $(PIP) --index-url https://download.pytorch.org/whl/cpu $(TORCH)+cpu; \
	else $(PIP) $(TORCH); fi
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	$(PIP) --editable '.[test,docx,bench]'
	@touch $@

$(VENV)/.lint: $(VENV)/.installed
	$(PIP) --editable '.[lint]'
	@touch $@

clean:
	rm -rf $(VENV) build dist report *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
