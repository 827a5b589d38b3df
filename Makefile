# Parley. Everything here works offline once the modules are downloaded.

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
RELEASE := -trimpath -ldflags '-s -w -X main.version=$(VERSION)'
SYSTEMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

# Flags for the server, as in: make run ARGS='--listen :9090'
ARGS ?=

.PHONY: help run dev build cross test browser tools size bench soak clean
.DEFAULT_GOAL := help

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build quickly and serve on http://localhost:8080, with ./data
	@go run ./web/build
	@go build -o bin/parley ./server
	@exec ./bin/parley $(ARGS)

dev: ## serve, build again at every edit, and reload open pages
	@go run ./web/dev $(ARGS)

build: ## one static binary, ./parley, with everything in it
	go run ./web/build -best
	CGO_ENABLED=0 go build $(RELEASE) -o parley ./server

cross: ## binaries for six systems, in dist/
	go run ./web/build -best
	@set -e; for system in $(SYSTEMS); do \
		os=$${system%/*}; arch=$${system#*/}; suffix=; \
		if [ $$os = windows ]; then suffix=.exe; fi; \
		echo "dist/parley-$$os-$$arch$$suffix"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build $(RELEASE) -o dist/parley-$$os-$$arch$$suffix ./server; \
	done

# What is tested is built with the race detector, where there is a C compiler for it: all of it, so that everything is
# compiled once. SQLite, which is C in Go's clothes, keeps what it works on where the race detector does not look: to look
# there for races only costs time, and half of what the tests take.
CC_FOUND := $(shell command -v gcc || command -v cc || command -v clang)
RACED := $(if $(CC_FOUND),CGO_ENABLED=1 GOFLAGS="$$(go env GOFLAGS) -race -gcflags=modernc.org/sqlite/lib=-race=false")

# Many a test waits for a browser or a proxy: four at a time leave two cores no time to idle.
test: browser tools ## vet and test everything, in a browser and behind proxies too
	@unformatted=$$(gofmt -l app server shared web); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w these:" $$unformatted; exit 1; fi
	@if [ -z "$(CC_FOUND)" ]; then echo "No C compiler, so no race detector: install gcc to have it."; fi
	go run ./web/build
	GOOS=js GOARCH=wasm go vet ./app/...
	$(RACED) go vet ./...
	$(RACED) go test -parallel 4 -timeout 9m ./...

# Tests drive Chromium, or what PARLEY_BROWSER names, the proxies that the README configures, and curl. Under CI=true
# they must; elsewhere those are skipped whose program is not there and can't be installed.
browser:
	@if [ -n "$$PARLEY_BROWSER" ]; then exit 0; fi; \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; \
	done; \
	if [ -d "/Applications/Google Chrome.app" ] || [ -d /Applications/Chromium.app ]; then exit 0; fi; \
	missing=chromium; $(INSTALL)

TOOLS := nginx caddy haproxy curl

tools:
	@missing=; for name in $(TOOLS); do \
		command -v $$name >/dev/null || [ -x /usr/sbin/$$name ] || missing="$$missing $$name"; \
	done; \
	if [ "$$(uname)" != Linux ] || [ -z "$$missing" ]; then exit 0; fi; \
	$(INSTALL)

# INSTALL has apt bring the packages $missing, where it may. A service among them is not started, now or at the next
# boot: it is there for the tests.
INSTALL = sudo=; if [ "$$(id -u)" != 0 ]; then sudo="sudo -n"; fi; \
	installed=no; \
	if command -v apt-get >/dev/null && $$sudo true 2>/dev/null; then \
		echo "Installing for the tests:" $$missing; \
		systemctl=true; if [ -d /run/systemd/system ]; then systemctl="$$sudo systemctl --quiet"; fi; \
		$$systemctl mask --runtime $$missing 2>/dev/null; \
		if $$sudo apt-get update -qq && \
			$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
		then installed=yes; fi; \
		$$systemctl unmask --runtime $$missing 2>/dev/null; \
		$$systemctl disable $$missing 2>/dev/null; \
	fi; \
	if [ $$installed = no ]; then \
		echo "Not found:" $$missing. Install them, and the tests that use them will run too.; \
		if [ "$$CI" = true ]; then exit 1; fi; \
	fi

size: ## what the client weighs, and which packages weigh most
	@go run ./web/build -size

bench: browser ## what it costs: the client's bytes, the browser's time, the server's memory, and more
	go run ./web/build -best
	@go run ./web/build -size
	go test -run - -bench . -timeout 9m ./...
	go build $(RELEASE) -o bin/parley ./server
	go run ./server/bench -parley bin/parley -json bin/bench.json -svg bin/bench.svg

# How long the soak goes on, as in: make soak SOAK=1h
SOAK ?= 10m

soak: ## ten minutes of people who come, go, get stuck and are cut off; the server ends as it began
	go run ./web/build
	PARLEY_SOAK=$(SOAK) go test ./server -run TestSoak -count 1 -v -timeout 0

clean: ## remove what was built (not ./data)
	rm -rf bin dist parley parley.exe
	find web/built -mindepth 1 ! -name README.md -delete
