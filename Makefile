# Every target is a word of one standard-library script, which also works where make is missing:
#   python3 childservices/bootstrap.py setup|demo|test|bench
PYTHON ?= python3

.PHONY: setup demo test bench

setup demo test bench:
	@$(PYTHON) childservices/bootstrap.py $@
