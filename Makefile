# Two commands do everything on a fresh Debian machine with a Swift toolchain: `make demo` and `make test`.

PLAN ?= plans/iris.yaml

# What makes a short process short, a third of the time that a small plan takes:
# - The C++ library under Swift's goes into the program, from a folder that holds it without the shared one.
# - Nothing is looked for in the program's own folder, where there is nothing.
# - A generic type, those of the packages too, is looked up directly where it is first used: by its mangled name, each
#   look-up asks thousands of conformances in turn.
# - Nothing is loaded from it, and at an address of its own it needs no relocation. A program that shares Swift's libraries, as
#   `swift build -c release` makes it, cannot have that: their symbols would be copied into it.
STATIC = .build/static
RELEASE = swift build -c release --static-swift-stdlib --disable-local-rpath -Xlinker -L$(CURDIR)/$(STATIC) \
	-Xswiftc -Xclang-linker -Xswiftc -no-pie \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

PREFIX ?= /usr/local

.PHONY: demo credit live-demo test build tool static deps schema share install lint clean

demo: build
	@echo
	@.build/release/planrun validate $(PLAN)
	@echo
	@.build/release/planrun execute $(PLAN)

# A release that a recorded log decides: `make credit REGRESSION=north` makes the candidate worse in that region.
credit: build
	plans/data/make-predictions plans/data --for credit $(if $(REGRESSION),--regression $(REGRESSION))
	@echo
	@.build/release/planrun execute plans/credit.yaml --dry-run

# Real model servers, a real router, Prometheus and Alertmanager on this machine: one candidate is released, and one taken back.
# `make live-demo ROUTER=haproxy` or `nginx` has it divide the traffic in place of flagd's client.
live-demo: build
	@Scripts/install-dependencies python3 python3-venv prometheus prometheus-alertmanager $(patsubst nginx,nginx-light,$(filter haproxy nginx,$(ROUTER)))
	@Scripts/install-peers
	@Scripts/peers/.venv/bin/python Scripts/live/demo.py .build/release/planrun $(if $(ROUTER),--router $(ROUTER))

test: deps
	swift test
	.build/debug/planrun test plans

build: deps static
	$(RELEASE) --product planrun

# A program of `Benchmarks/`, built as planrun is: `make tool TOOL=execution-speed`.
tool: deps static
	PLANRUN_TOOLS=1 $(RELEASE) --product $(TOOL)

static:
	@mkdir -p $(STATIC) && ln -sf "$$(clang -print-file-name=libstdc++.a)" $(STATIC)

# The system libraries: libyaml reads plans, SQLite keeps the journal, libsodium hashes, zlib and Zstandard unpack logs, libcurl asks servers.
deps:
	@Scripts/install-dependencies

schema: build
	.build/release/planrun schema > schema/planrun-1.schema.json
	.build/release/planrun schema --of fragment > schema/planrun-fragment-1.schema.json
	.build/release/planrun schema --of test > schema/planrun-test-1.schema.json

# Shell completion and man pages, from the argument parser.
share: build
	Scripts/generate-share

# DESTDIR is put before every path, for packages.
# Without symbols, which are half of it; those of .build/release/planrun, of the same build ID, serve for its core dumps. It is copied after
# that: the pages of a file that was written from its beginning to its end lie together, and it starts a millisecond sooner.
install: build
	strip -o .build/stripped .build/release/planrun
	install -D -m 755 .build/stripped $(DESTDIR)$(PREFIX)/bin/planrun
	install -D -m 644 share/completions/bash/planrun $(DESTDIR)$(PREFIX)/share/bash-completion/completions/planrun
	install -D -m 644 share/completions/zsh/_planrun $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_planrun
	install -D -m 644 share/completions/fish/planrun.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/planrun.fish
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 share/man/man1/*.1 $(DESTDIR)$(PREFIX)/share/man/man1

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Fuzzing Scripts Package.swift

clean:
	swift package clean
