# SPDX-License-Identifier: Apache-2.0
# Makefile - the library, the program, the tests and the fuzzers
#
#   make              build/libedi.a and build/edi
#   make test         unit tests, golden files, layers
#   make SAN=1 test   the same under ASan and UBSan, in build/san
#   make fuzz         libFuzzer programs in build/fuzz (needs clang)
#   make format       clang-format over every tracked source
#   make install      into $(DESTDIR)$(prefix)

VERSION := 0.1.0
BUILD   ?= build$(if $(SAN),/san)
prefix  ?= /usr/local
bindir  ?= $(prefix)/bin
libdir  ?= $(prefix)/lib
incdir  ?= $(prefix)/include/edi-1

# A folder is a component: a file is built because of where it lies.
LIB_DIRS  := parser writer edi/guides edi/claims edi/rules edi/match
PROG_DIRS := edi/intake edi/store edi/net edi/report edi/jobs edi/cli

PKG_CONFIG ?= pkg-config
PKGS       := zlib libcurl sqlite3
CFLAGS     ?= -O2 -g
WARNINGS   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wvla \
              -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
SANITIZE   := $(if $(SAN),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all)
PKG_FLAGS  := $(shell $(PKG_CONFIG) --cflags $(PKGS) cmocka 2>/dev/null)
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
STD        := -std=c11 -D_POSIX_C_SOURCE=200809L -I.
COMPILE     = $(CC) $(STD) $(WARNINGS) $(SANITIZE) $(PKG_FLAGS) $(CPPFLAGS) $(CFLAGS)
LINK        = $(CC) $(SANITIZE) $(CFLAGS) $(LDFLAGS)

lib_src  := $(sort $(wildcard $(LIB_DIRS:%=%/*.c)))
prog_src := $(sort $(wildcard $(PROG_DIRS:%=%/*.c)))
test_src := $(sort $(wildcard tests/*/test_*.c))
fuzz_src := $(sort $(wildcard tests/fuzz/fuzz_*.c))
public_h := edi/edi.h $(filter-out %_private.h,$(wildcard $(LIB_DIRS:%=%/*.h)))

lib_obj  := $(lib_src:%.c=$(BUILD)/obj/%.o)
prog_obj := $(prog_src:%.c=$(BUILD)/obj/%.o)
part_obj := $(filter-out %/main.o,$(prog_obj))
help_obj := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/support/*.c))
test_bin := $(test_src:%.c=$(BUILD)/%)

all: $(BUILD)/libedi.a $(BUILD)/edi

$(BUILD)/libedi.a: $(lib_obj)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/edi: $(prog_obj) $(BUILD)/libedi.a
	$(LINK) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# One program a test file; the program's parts are linked in, its main is not.
$(test_bin): $(BUILD)/%: $(BUILD)/obj/%.o $(help_obj) $(part_obj) $(BUILD)/libedi.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(PKG_LIBS) -lcmocka $(LDLIBS)

test: unit golden layers

unit: $(test_bin)
	@for t in $^; do $$t || exit 1; done

golden: $(BUILD)/edi
	@sh tests/golden/run.sh $<

layers:
	@sh tests/layers.sh

# Every object of a fuzzer needs the instrument, so it is built in one go.
fuzz: $(fuzz_src:tests/fuzz/%.c=$(BUILD)/fuzz/%)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(lib_src)
	@mkdir -p $(@D)
	clang $(STD) -g -O1 -fsanitize=fuzzer,address,undefined -o $@ $^ -lz

format:
	clang-format -i $$(git ls-files '*.[ch]')

$(BUILD)/edi.pc: edi.pc.in Makefile
	sed -e 's|@libdir@|$(libdir)|; s|@incdir@|$(incdir)|; s|@VERSION@|$(VERSION)|' $< > $@

install: all $(BUILD)/edi.pc
	install -D $(BUILD)/edi $(DESTDIR)$(bindir)/edi
	install -D -m 644 $(BUILD)/libedi.a $(DESTDIR)$(libdir)/libedi.a
	install -D -m 644 $(BUILD)/edi.pc $(DESTDIR)$(libdir)/pkgconfig/edi.pc
	for h in $(public_h); do install -D -m 644 $$h $(DESTDIR)$(incdir)/$$h || exit 1; done

clean:
	rm -rf $(BUILD)

.PHONY: all test unit golden layers fuzz format install clean
.DELETE_ON_ERROR:
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
