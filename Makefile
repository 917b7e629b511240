# make demo   builds the sample alliance into output/        make test   runs the whole suite
# make lock   renews the lock files                          make golden renews the golden texts
# make attachments  makes the sample round's attachments again from their texts
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lock golden attachments clean

demo: .venv/runtime
	$(BIN)/docgen build samples/xiamen-2008/led.yaml -o output/led

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

golden: .venv/dev
	$(BIN)/pytest -n 2 --update-golden

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra backend pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra backend --extra cluster --extra dev --extra pkcs11 --extra postgres -c requirements.lock pyproject.toml -o requirements-dev.lock

ROUND := samples/xiamen-2008/rounds/2008-2/attachments
attachments: .venv/runtime
	mkdir -p output/attachments
	for text in $(ROUND)/source/*.yaml; do name=$$(basename $$text .yaml); \
	  $(BIN)/docgen render $(ROUND)/source/evidence.docx $$text -o output/attachments/$$name.docx \
	  && $(BIN)/docgen typeset output/attachments/$$name.docx -o $(ROUND)/$$name.pdf || exit 1; done

clean:
	rm -rf .venv output/* dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
