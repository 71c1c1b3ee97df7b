# make run          open the tool in the browser
# make test         run the whole test suite (one file: make test ARGS=tests/test_x.py)
# make bench        measure the speed
# make screenshots  take docs/'s pictures again
#
# Another Python: make test PYTHON=python3.12 VENV=.venv-3.12

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

PY := $(VENV)/bin/python
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
READY := $(VENV)/.ready-$(VERSION)

.PHONY: help venv run test bench screenshots

help:
	@sed -n 's/^# \{0,1\}//p' Makefile

venv: $(READY)

$(READY): requirements.txt
	@test -n "$(VERSION)" || { echo "No Python at '$(PYTHON)': name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Seuil needs Python 3.11 or later, and $(PYTHON) is $(VERSION): name another with make PYTHON=python3.12")'
	rm -f $(VENV)/.ready-*
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

run: venv
	$(PY) -m streamlit run app.py $(ARGS)

test: venv
	$(PY) -m pytest $(ARGS)

bench: venv
	$(PY) -m bench $(ARGS)

screenshots: venv
	$(PY) -m tests.browser.screenshots $(ARGS)
