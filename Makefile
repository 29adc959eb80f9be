# Two commands do everything on a fresh Debian machine with a Swift toolchain: `make demo` and `make test`.

PLAN ?= plans/iris.yaml
RELEASE = swift build -c release --static-swift-stdlib --product planrun

.PHONY: demo test build deps schema lint clean

demo: build
	@echo
	@.build/release/planrun validate $(PLAN)
	@echo
	@.build/release/planrun execute $(PLAN)

test: deps
	swift test

build: deps
	$(RELEASE)

# The system libraries: libyaml reads plans, SQLite keeps the journal, libsodium hashes.
deps:
	@Scripts/install-dependencies

schema: build
	.build/release/planrun schema > schema/planrun-1.schema.json

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

clean:
	swift package clean
