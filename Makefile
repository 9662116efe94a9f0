# Everyday commands; `make help` lists them. CMake and Ninja do the building, these targets only call them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help quickstart build install test test-all mutants bench format lint clean

PYTHON := /usr/bin/python3
BUILD := build
VENV := .venv
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

quickstart: ## Install what the build needs, build, and migrate the example bookshop on SQLite
	@scripts/install-packages.sh build
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@ninja -C $(BUILD) -j $(JOBS) limbeck_program
	@scripts/quickstart.sh $(BUILD)/limbeck

build: $(BUILD)/build.ninja ## Build the program and the unit tests (release)
	@ninja -C $(BUILD) -j $(JOBS)

$(BUILD)/build.ninja:
	@cmake --preset release

install: ## Install the program, its manual page and completion below PREFIX (/usr/local); ALEMBIC=1: also as alembic
	@test -x $(BUILD)/limbeck || { echo "There is no $(BUILD)/limbeck yet: run make quickstart first" >&2; exit 1; }
	@install -D -m 755 $(BUILD)/limbeck $(DESTDIR)$(PREFIX)/bin/limbeck
	@install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	    $(SHARE)/fish/vendor_completions.d
	@$(BUILD)/limbeck man >$(SHARE)/man/man1/limbeck.1
	@$(BUILD)/limbeck completion bash >$(SHARE)/bash-completion/completions/limbeck
	@$(BUILD)/limbeck completion zsh >$(SHARE)/zsh/site-functions/_limbeck
	@$(BUILD)/limbeck completion fish >$(SHARE)/fish/vendor_completions.d/limbeck.fish
	@test -z "$(ALEMBIC)" || ln -sf limbeck $(DESTDIR)$(PREFIX)/bin/alembic
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/limbeck$(if $(ALEMBIC), and the link alembic beside it)"

$(VENV)/installed: tests/requirements.txt
$(VENV)-previous/installed: tests/requirements-previous.txt
$(VENV)/installed $(VENV)-previous/installed:
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

test: ## Install what the tests need, build, and run the tests
	@scripts/install-packages.sh build test
	@$(MAKE) --no-print-directory build $(VENV)/installed $(VENV)-previous/installed
	@$(VENV)/bin/python tests/run.py --limbeck $(BUILD)/limbeck --ctest $(BUILD) \
	    --previous $(VENV)-previous/bin/python $(if $(LIMBECK_TEST_ALL),--all)

test-all: ## The same, and all that the cases do by turns there
	@$(MAKE) --no-print-directory test LIMBECK_TEST_ALL=1

mutants: ## Ask whether the tests catch small faults; ONLY="words" takes some of them
	@scripts/install-packages.sh build test
	@$(MAKE) --no-print-directory $(VENV)/installed
	@$(VENV)/bin/python tests/mutants/run.py --jobs $(JOBS) $(ONLY)

bench: ## Measure beside Alembic, sqlite3 and psql
	@scripts/install-packages.sh build test
	@$(MAKE) --no-print-directory build $(VENV)/installed
	@$(VENV)/bin/python tests/bench/bench.py --limbeck $(BUILD)/limbeck

format: ## Format the C++ files
	@scripts/install-packages.sh lint
	@git ls-files '*.cpp' '*.hpp' | xargs -r clang-format -i

lint: ## Check the format and run clang-tidy
	@scripts/install-packages.sh build lint
	@git ls-files '*.cpp' '*.hpp' | xargs -r clang-format --dry-run --Werror
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@git ls-files 'src/*.cpp' | xargs -r -P $(JOBS) -n 4 clang-tidy --quiet -p $(BUILD)

clean: ## Remove what was built
	@rm -rf $(BUILD) build-mutants $(VENV) $(VENV)-previous
