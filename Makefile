# Howdah puts a Django project on PostgreSQL. `make help` says what there is to make.

PREFIX  ?= /usr/local
DESTDIR ?=
# Where `make run` makes its project: outside this folder, so that a project never lands in the source.
DIR     ?= $(HOME)/howdah-demo
# Options for the wizard in DIR (make run ARGS=--plain), or a command instead of it (make run ARGS="doctor .").
ARGS    ?=

RELEASE := swift build -c release --product howdah
ifeq ($(shell uname),Darwin)
  # Homebrew keeps libpq out of the way of the system's.
  export PKG_CONFIG_PATH := $(shell brew --prefix libpq 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
else
  RELEASE += --static-swift-stdlib
endif

.PHONY: help run build test install uninstall bench lint format clean packages test-packages

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: packages ## install what is missing, build, and start the wizard in DIR (without a terminal: do all seven steps)
	@$(RELEASE)
	@case "$(ARGS)" in ''|-*) ;; *) exec "$$($(RELEASE) --show-bin-path)/howdah" $(ARGS) ;; esac; \
	mkdir -p "$(DIR)" && echo "The project's folder: $(DIR)" && \
	if [ -t 0 ] && [ -t 1 ]; then \
	    exec "$$($(RELEASE) --show-bin-path)/howdah" $(ARGS) "$(DIR)"; \
	else \
	    printf 'superuser.password = "generate"\n' | "$$($(RELEASE) --show-bin-path)/howdah" apply "$(DIR)" --yes --answers -; \
	fi

build: packages ## the release build
	$(RELEASE)

test: packages test-packages ## install what the tests need, and run all of them
	swift build --build-tests
	swift test --skip-build

install: packages ## the program and its man page into PREFIX (DESTDIR is honoured)
	$(RELEASE)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(RELEASE) --show-bin-path)/howdah" "$(DESTDIR)$(PREFIX)/bin/howdah"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 howdah.1 "$(DESTDIR)$(PREFIX)/share/man/man1/howdah.1"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) ;; *) echo 'To find it by its name: export PATH="$(PREFIX)/bin:$$PATH"' ;; esac

uninstall: ## what `make install` put there, away
	rm -f "$(DESTDIR)$(PREFIX)/bin/howdah" "$(DESTDIR)$(PREFIX)/share/man/man1/howdah.1"

bench: packages test-packages ## measure (prints, judges nothing)
	$(RELEASE)
	Bench/run "$$($(RELEASE) --show-bin-path)/howdah"

lint: ## the code's form
	swift format lint --strict --recursive Package.swift Sources Tests Themes

format: ## the code's form, made
	swift format --in-place --recursive Package.swift Sources Tests Themes

clean: ## what was built, away
	swift package clean

packages:
	@.ci/packages build

test-packages:
	@.ci/packages test
