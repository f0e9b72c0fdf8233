# The words: gather the sentences from the code into the .po (translations are kept), then compile the .mo.
PYTHON ?= python

.PHONY: words compiled-words
words:
	$(PYTHON) .build/catalogues.py --update

compiled-words:
	$(PYTHON) .build/catalogues.py
