# The newcomer's commands.  Each does all its own set-up on a bare Debian 12 with git, make and a compiler.
#
#   make demo      builds, imports examples/ and serves the portal at http://127.0.0.1:8080
#   make test      builds with the sanitizers and runs every test
#   make           builds build/sagsgang
#   make deps      installs what building needs (apt)
#   make install   the program, its manual page, the systemd unit (DESTDIR, prefix)
#   make bench     the figures of docs/performance.md
#   make fuzz      the fuzz targets under libFuzzer (SECONDS_EACH)
#   make format    lays out what was changed by hand, by .clang-format (FILES)

BUILD = build
LISTEN = 127.0.0.1:8080
DEMO_DB = $(BUILD)/demo.db
prefix = /usr

.PHONY: all build deps demo test bench fuzz format install clean

all: build

deps:
	@tools/deps build

build: deps
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) --buildtype=release -Db_lto=true --prefix=$(prefix) >/dev/null
	@ninja -C $(BUILD) product

demo: build
	@echo "Importing the examples into $(DEMO_DB)"
	@rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	@$(BUILD)/sagsgang import --db $(DEMO_DB) --body "Solbæk Kommune" --open-sources examples/documents || [ $$? = 1 ]
	@echo "Serving the portal at http://$(LISTEN)/  (Ctrl-C stops it)"
	@$(BUILD)/sagsgang serve --db $(DEMO_DB) --listen $(LISTEN)

test:
	@tools/deps build test
	@tests/run

bench: build
	@tools/deps bench
	@ninja -C $(BUILD)
	@tests/bench/run

fuzz:
	@tools/deps build test
	@tests/fuzz/run

# What git says was changed, or FILES.
format:
	@tools/format $(FILES)

install: build
	@meson configure $(BUILD) -Dprefix=$(prefix) && ninja -C $(BUILD) --quiet product
	@DESTDIR="$(DESTDIR)" meson install -C $(BUILD) --no-rebuild --quiet

clean:
	rm -rf $(BUILD) build-test build-clang build-fuzz
