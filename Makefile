# SPDX-License-Identifier: Apache-2.0
# Makefile - the library, the program, the tests and the fuzzers
#
#   make              build/libedi.a, build/libedi.so.0 and build/edi
#   make demo         the main job from end to end, on samples/
#   make test         unit tests, golden files, layers, banned calls, install
#   make SAN=1 test   the same under ASan and UBSan, in build/san
#   make SAN=thread samples   what threads share, in build/santhread
#   make CC=clang test   the same by another compiler, in build/clang
#   make conformance  every file of CORPUS (public X12 samples), and the claims
#                     that TRUTH generates, if it is there
#   make bench        speeds as ratios to memchr; bench-quick in seconds
#   make bench-growth what a claim costs as store, drop and file grow
#   make fuzz         libFuzzer programs in build/fuzz (needs clang)
#   make soak         the long counts: kills, damaged files, fuzzing
#   make format       clang-format over every tracked source
#   make install      into $(DESTDIR)$(prefix)
#   make deps         install what is missing (apt-get); the targets above do
#                     it by themselves, DEPS=no keeps them from it
#
# V=1 shows the commands, WERROR=1 makes warnings errors. CFLAGS, CPPFLAGS,
# LDFLAGS, LDLIBS, DESTDIR and prefix are yours; what is ours has other names.

VERSION := 0.1.0
SOVERSION := 0
# Each compiler and SAN=1 have a folder of their own, so nothing is mixed.
BUILD   ?= build$(if $(filter clang%,$(CC)),/clang)$(if $(SAN),/san$(filter-out 1,$(SAN)))
CORPUS  ?= ../shared/corpus
GUIDE   ?= ../shared/guide
GUIDE_TOOLS ?= $(GUIDE)/tools
TRUTH   ?= ../shared/truth
BENCH   ?= ../shared/bench
prefix  ?= /usr/local
bindir  ?= $(prefix)/bin
libdir  ?= $(prefix)/lib
incdir  ?= $(prefix)/include/edi-1
mandir  ?= $(prefix)/share/man
bashdir ?= $(prefix)/share/bash-completion/completions
zshdir  ?= $(prefix)/share/zsh/site-functions

# A folder is a component: a file is built because of where it lies.
LIB_DIRS  := parser writer edi/guides edi/claims edi/rules edi/match
PROG_DIRS := edi/simulate edi/intake edi/store edi/net edi/report edi/jobs edi/cli

# What is linked. A new one needs its row in DEPS_TABLE; one that pkg-config does
# not know, a look for its header in DEPS_SCRIPT.
PKGS      := zlib sqlite3 libcrypto jansson inih xlsxwriter libssh libarchive gpgme \
             libcurl expat
PLAIN     := libcsv
PLAIN_LIBS := -lcsv
TEST_PKGS := cmocka libssl
TEST_TOOLS := sshd nss_wrapper gpg nginx proftpd proftpd-tls

# pkg-config name or program, then the package in Debian, Fedora, Alpine, Homebrew
define DEPS_TABLE
pkg-config pkg-config      pkgconf-pkg-config pkgconf     pkgconf
zlib       zlib1g-dev      zlib-devel         zlib-dev    zlib
sqlite3    libsqlite3-dev  sqlite-devel       sqlite-dev  sqlite
libcrypto  libssl-dev      openssl-devel      openssl-dev openssl@3
jansson    libjansson-dev  jansson-devel      jansson-dev jansson
libcsv     libcsv-dev      libcsv-devel       libcsv-dev  libcsv
inih       libinih-dev     inih-devel         inih-dev    inih
xlsxwriter libxlsxwriter-dev libxlsxwriter-devel libxlsxwriter-dev libxlsxwriter
libssh     libssh-dev      libssh-devel       libssh-dev  libssh
libarchive libarchive-dev  libarchive-devel   libarchive-dev libarchive
gpgme      libgpgme-dev    gpgme-devel        gpgme-dev  gpgme
libcurl    libcurl4-openssl-dev libcurl-devel curl-dev    curl
expat      libexpat1-dev   expat-devel        expat-dev   expat
libssl     libssl-dev      openssl-devel      openssl-dev openssl@3
cmocka     libcmocka-dev   libcmocka-devel    cmocka-dev  cmocka
sshd       openssh-server  openssh-server     openssh     openssh
nss_wrapper libnss-wrapper nss_wrapper       nss_wrapper nss_wrapper
gpg        gnupg           gnupg2             gnupg       gnupg
nginx      nginx           nginx              nginx       nginx
proftpd    proftpd-core    proftpd            proftpd     proftpd
proftpd-tls proftpd-mod-crypto proftpd        proftpd-mod_tls proftpd
clang      clang           clang              clang       llvm
soffice    libreoffice-calc-nogui libreoffice-calc libreoffice libreoffice
clang-rt   libclang-rt-dev compiler-rt        compiler-rt llvm
python3    python3         python3            python3     python3
valgrind   valgrind        valgrind           valgrind    valgrind
endef
export DEPS_TABLE

PKG_CONFIG ?= pkg-config
CFLAGS     ?= -O2 -g
WARNINGS   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wvla \
              -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
              $(if $(WERROR),-Werror)
SANITIZE   := $(if $(SAN),$(if $(filter thread,$(SAN)),-fsanitize=thread,\
              -fsanitize=address -fsanitize=undefined \
              -fno-sanitize-recover=all) -fno-omit-frame-pointer)
STD        := -std=c11 -D_POSIX_C_SOURCE=200809L -I.
# The library's objects serve both archives: position-independent, and hidden
# but for what its headers mark by X12_API.
PIC        := -fPIC -fvisibility=hidden -fno-semantic-interposition
COMPILE     = $(CC) $(STD) $(WARNINGS) $(SANITIZE) $(PKG_CFLAGS) \
              $(TEST_CFLAGS) $(CPPFLAGS) $(CFLAGS) -pthread
LINK        = $(CC) $(SANITIZE) $(CFLAGS) $(LDFLAGS) -pthread
SAY         = @$(if $(V),:,echo)
Q           = $(if $(V),,@)
LIBS        = $(PKG_LIBS) $(PLAIN_LIBS) $(ICONV_LIBS) $(LDLIBS)

lib_src  := $(sort $(wildcard $(LIB_DIRS:%=%/*.c)))
prog_src := $(sort $(wildcard $(PROG_DIRS:%=%/*.c)))
test_src := $(sort $(wildcard tests/*/test_*.c))
fuzz_src := $(sort $(wildcard tests/fuzz/fuzz_*.c))
help_src := $(sort $(wildcard tests/support/*.c))
public_h := $(wildcard edi/edi.h) \
            $(filter-out %_private.h,$(sort $(wildcard $(LIB_DIRS:%=%/*.h))))

lib_obj  := $(lib_src:%.c=$(BUILD)/obj/%.o)
prog_obj := $(prog_src:%.c=$(BUILD)/obj/%.o)
main_obj := $(filter %/main.o,$(prog_obj))
part_obj := $(filter-out %/main.o,$(prog_obj))
help_obj := $(help_src:%.c=$(BUILD)/obj/%.o)
test_bin := $(test_src:%.c=$(BUILD)/%)
fuzz_bin := $(fuzz_src:tests/fuzz/%.c=$(BUILD)/fuzz/%)

LIB    := $(BUILD)/libedi.a
SHARED := $(BUILD)/libedi.so.$(SOVERSION)
PARTS  := $(BUILD)/parts.a
HELP   := $(BUILD)/support.a

comma := ,

# Our own allocations go through tests/support/failing_malloc.c in the tests.
WRAP := $(if $(wildcard tests/support/failing_malloc.c),\
          -Wl$(comma)--wrap=malloc -Wl$(comma)--wrap=calloc \
          -Wl$(comma)--wrap=realloc)

all: $(LIB) $(SHARED) $(BUILD)/edi

# --- what is linked, asked once and again when the Makefile changes ----------

# Which packages are missing, and getting them. Arguments: pkg-config names,
# clang, and clang-rt for its sanitizers and fuzzer.
define DEPS_SCRIPT
missing=
have() {
    case $$1 in
    clang | gpg | python3 | soffice | valgrind) command -v "$$1" >/dev/null ;;
    sshd | nginx | proftpd) [ -x /usr/sbin/"$$1" ] ;;
    proftpd-tls)
        [ -e /usr/lib/proftpd/mod_tls.so ] ||
            /usr/sbin/proftpd -l 2>/dev/null | grep -q mod_tls
        ;;
    libcsv)
        echo '#include <csv.h>' |
            $(CC) $(CPPFLAGS) $(CFLAGS) -E - >/dev/null 2>&1
        ;;
    clang-rt) [ -d "$$(clang -print-runtime-dir 2>/dev/null)" ] ;;
    *) $(PKG_CONFIG) --exists "$$1" 2>/dev/null ;;
    esac
}
for p in "$$@"; do
    have "$$p" || missing="$$missing $$p"
done
[ -n "$$missing" ] || exit 0
$(PKG_CONFIG) --version >/dev/null 2>&1 || missing="pkg-config$$missing"
packages() {
    printf '%s\n' "$$DEPS_TABLE" | awk -v column="$$1" -v want=" $$missing " \
        'index(want, " " $$1 " ") { printf " %s", $$column }'
}
lists() {
    echo "edi: please install these packages and run make again:"
    echo "  Debian, Ubuntu: apt-get install$$(packages 2)"
    echo "  Fedora:         dnf install$$(packages 3)"
    echo "  Alpine:         apk add$$(packages 4)"
    echo "  Homebrew:       brew install$$(packages 5)"
}
root=
[ "$$(id -u)" = 0 ] || root=sudo
if [ "$(DEPS)" = no ] || ! command -v apt-get >/dev/null 2>&1 ||
   { [ -n "$$root" ] && ! command -v sudo >/dev/null 2>&1; }; then
    lists >&2
    exit 1
fi
echo "edi: installing$$(packages 2)" >&2
log=$$(mktemp)
get="$$root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y"
get="$$get -o DPkg::Lock::Timeout=300"
# Servers that tests start for themselves are not started on the machine.
policy=/usr/sbin/policy-rc.d
if [ -e "$$policy" ]; then
    policy=
else
    printf '#!/bin/sh\nexit 101\n' | $$root tee "$$policy" >/dev/null
    $$root chmod 755 "$$policy"
fi
$$get update >"$$log" 2>&1 </dev/null &&
    $$get install --no-install-recommends $$(packages 2) \
        >>"$$log" 2>&1 </dev/null
got=$$?
[ -z "$$policy" ] || $$root rm -f "$$policy"
if [ "$$got" -ne 0 ]; then
    cat "$$log" >&2
    rm -f "$$log"
    lists >&2
    exit 1
fi
rm -f "$$log"
endef
export DEPS_SCRIPT

deps:
	@sh -c "$$DEPS_SCRIPT" deps $(PKGS) $(PLAIN) $(TEST_PKGS) $(TEST_TOOLS)

# A compiler that is asked for by name is got like a library.
CLANG := $(if $(filter clang%,$(CC)),clang $(if $(SAN),clang-rt))

goals := $(or $(MAKECMDGOALS),all)
tested := $(filter test unit samples soak conformance $(BUILD)/tests/%,$(goals))

# Written anew when the Makefile changes, but touched only if it says other
# things. make reads an included file again once it has been made.
$(BUILD)/config.mk: Makefile
	@mkdir -p $(@D)
	@sh -c "$$DEPS_SCRIPT" deps $(PKGS) $(PLAIN) $(CLANG) $(if $(tested),\
	    $(TEST_PKGS) $(TEST_TOOLS))
	@{ echo "PKG_CFLAGS := $$($(PKG_CONFIG) --cflags $(PKGS))"; \
	   echo "PKG_LIBS := $$($(PKG_CONFIG) --libs $(PKGS))"; \
	   $(PKG_CONFIG) --exists $(TEST_PKGS) 2>/dev/null && \
	   echo "TEST_CFLAGS := $$($(PKG_CONFIG) --cflags $(TEST_PKGS))" && \
	   echo "TEST_LIBS := $$($(PKG_CONFIG) --libs $(TEST_PKGS))"; } >$@.new; :
	@printf '#include <iconv.h>\nint main(void)\n{\n%s\n}\n' \
	    'return iconv_open("a", "b") == (iconv_t)-1;' >$@.c
	@$(CC) -o $@.out $@.c 2>/dev/null || echo "ICONV_LIBS := -liconv" >>$@.new
	@rm -f $@.c $@.out
	@if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi

ifneq ($(filter-out clean deps format layers banned,$(goals)),)
include $(BUILD)/config.mk
endif
# It was made when no tests were asked for: what these need may be missing.
ifneq ($(tested),)
ifeq ($(and $(TEST_LIBS),$(wildcard /usr/sbin/sshd),\
    $(wildcard /usr/sbin/nginx),$(wildcard /usr/sbin/proftpd)),)
$(BUILD)/config.mk: FORCE
endif
endif
FORCE:

# --- build -------------------------------------------------------------------

$(LIB): $(lib_obj)
$(PARTS): $(part_obj)
$(HELP): $(help_obj)
$(LIB) $(PARTS) $(HELP):
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) rcs $@ $^

$(SHARED): $(LIB)
	$(SAY) "  so   $@"
	$(Q)$(LINK) -shared -Wl,-soname,$(@F) -o $@ \
	    -Wl,--whole-archive $(LIB) -Wl,--no-whole-archive $(LIBS)

$(BUILD)/edi: $(main_obj) $(PARTS) $(LIB)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(lib_obj): OWN := $(PIC)
$(BUILD)/obj/edi/cli/main.o: OWN := -DEDI_VERSION='"$(VERSION)"'

$(BUILD)/obj/%.o: %.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	$(SAY) "  cc   $<"
	$(Q)$(COMPILE) $(OWN) -MMD -MP -c -o $@ $<

# --- tests -------------------------------------------------------------------

# One program a test file; what it needs of library, program and support is
# taken from the archives.
$(test_bin): $(BUILD)/%: $(BUILD)/obj/%.o $(HELP) $(PARTS) $(LIB)
	@mkdir -p $(@D)
	$(SAY) "  link $@"
	$(Q)$(LINK) $(WRAP) -o $@ $< -Wl,--start-group $(HELP) $(PARTS) $(LIB) \
	    -Wl,--end-group $(TEST_LIBS) $(LIBS)

test: unit golden layers banned install-test samples damage mutations \
      all-wrong random-claims $(BUILD)/bench $(BUILD)/growth

unit: $(test_bin) $(BUILD)/edi
	@sh tests/unit.sh $(BUILD) $(test_bin)

golden: $(BUILD)/edi
	@sh tests/golden/run.sh $<

layers:
	@sh tests/layers.sh

banned:
	@sh tests/banned.sh

# Each sample in small steps, packed and recoded: all the same.
sample_files := $(sort $(wildcard samples/*.8* samples/*.999 samples/*.277ca \
                                  samples/*.ta1))
samples: $(BUILD)/edi $(BUILD)/same_trace $(BUILD)/same_claims \
         $(BUILD)/same_threads
	@$(BUILD)/same_trace $(sample_files)
	@$(BUILD)/same_threads $(sample_files)
	@sh tests/roundtrip.sh $(BUILD) $(filter %.837,$(sample_files))
	@sh tests/copies.sh $(BUILD)/edi $(sample_files)

# Damaged copies of the samples: a twentieth of what soak tries.
DAMAGED ?= 500
damage: $(BUILD)/edi $(BUILD)/damage
	@$(BUILD)/damage $(BUILD)/edi $(BUILD) $(DAMAGED) 20260115 $(sample_files)

$(BUILD)/damage: $(BUILD)/obj/tests/soak/damage.o
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^

# Samples with one thing broken: a twentieth of what soak tries.
MUTATIONS ?= 400
mutated_files := $(filter-out %/wrong-counts.835 %/wrapped-80.837 %.ta1,\
                   $(sample_files))
mutations: $(BUILD)/mutations
	@$(BUILD)/mutations $(MUTATIONS) 20260115 $(mutated_files)

$(BUILD)/mutations $(BUILD)/mutants: $(BUILD)/%: $(BUILD)/obj/tests/soak/%.o \
                    $(BUILD)/obj/tests/soak/mutant.o $(PARTS) $(LIB)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $(filter %.o,$^) -Wl,--start-group $(PARTS) $(LIB) \
	    -Wl,--end-group $(LIBS)

# Such samples read by another program, too, where that is there: a twentieth
# of what soak tries. It knows one set of delimiters a file.
NOTICED ?= 50
noticed_files := $(filter-out %/remit-05.835,$(mutated_files))
noticed: $(BUILD)/edi $(BUILD)/mutants
ifneq ($(wildcard $(GUIDE_TOOLS)/walk.py),)
	@sh -c "$$DEPS_SCRIPT" deps python3
	@sh tests/soak/noticed.sh $(BUILD) "$(GUIDE_TOOLS)" $(NOTICED) \
	    20260115 $(noticed_files)
endif

# Invented claims of each kind, written, answered, claimed of the next payer and
# looked at: a twentieth of what soak tries.
CLAIMS ?= 5000
WALKED ?= 50
random-claims: $(BUILD)/edi $(BUILD)/random_claims $(BUILD)/coverage
	@GUIDE="$(GUIDE)" sh tests/soak/claims.sh $(BUILD) $(CLAIMS) $(WALKED) \
	    20260115

$(BUILD)/random_claims: $(BUILD)/obj/tests/soak/random_claims.o \
    $(BUILD)/obj/tests/soak/claim_maker.o $(BUILD)/obj/tests/soak/claim_settle.o
$(BUILD)/coverage: $(BUILD)/obj/tests/soak/coverage.o
$(BUILD)/random_claims $(BUILD)/coverage: $(LIB)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(LIB) $(LIBS)

# Files with something wrong in each segment: memory stays, all is counted.
WRONG_MB ?= 4
all-wrong: $(BUILD)/edi $(BUILD)/all_wrong
	@$(BUILD)/all_wrong $(BUILD)/edi $(BUILD) $(WRONG_MB)

$(BUILD)/all_wrong: $(BUILD)/obj/tests/soak/all_wrong.o \
                    $(BUILD)/obj/tests/bench/generate.o
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^

# Under valgrind: no leak, and nothing read that was never written.
leaks: $(BUILD)/edi
	@sh -c "$$DEPS_SCRIPT" deps valgrind
	@sh tests/leaks.sh $< $(sample_files)

# The long counts. EDI_SOAK tells the tests that count kills and orders.
soak: $(test_bin) $(BUILD)/edi $(BUILD)/damage $(BUILD)/mutations fuzz
	@EDI_SOAK=1 UNIT_SECONDS=3600 sh tests/unit.sh $(BUILD) $(test_bin)
	@$(MAKE) --no-print-directory damage DAMAGED=10000 BUILD=$(BUILD)
	@$(MAKE) --no-print-directory all-wrong WRONG_MB=1000 BUILD=$(BUILD)
	@EDI_SOAK=1 $(MAKE) --no-print-directory mutations MUTATIONS=8000 \
	    BUILD=$(BUILD)
	@EDI_SOAK=1 $(MAKE) --no-print-directory noticed NOTICED=1000 \
	    BUILD=$(BUILD)
	@$(MAKE) --no-print-directory leaks BUILD=$(BUILD)
	@$(MAKE) --no-print-directory truth SCORED=20000 ORDERS=400 \
	    SEEDS="71 40213 52877" SIMULATED=100000 BUILD=$(BUILD)
	@$(MAKE) --no-print-directory sheet BUILD=$(BUILD)
	@$(MAKE) --no-print-directory random-claims CLAIMS=100000 WALKED=1000 \
	    BUILD=$(BUILD)
	@sh tests/soak/fuzz.sh $(BUILD) 60 $(fuzz_bin)

# The worklist through a spreadsheet program and back.
sheet: $(BUILD)/edi
	@sh -c "$$DEPS_SCRIPT" deps soffice
	@sh tests/soak/sheet.sh $(BUILD)

# Installs into the build folder and builds samples/ against that.
install-test: all
	@$(MAKE) --no-print-directory -s install DESTDIR= \
	    prefix=$(abspath $(BUILD))/stage BUILD=$(BUILD) >/dev/null
	@CC="$(CC)" SANITIZE="$(SANITIZE)" PKG_CONFIG="$(PKG_CONFIG)" \
	    sh tests/install.sh $(abspath $(BUILD))/stage $(abspath $(BUILD))

# Public X12 files that are not ours: run against, never kept here.
same_src := $(sort $(wildcard tests/conformance/same_*.c))
same_bin := $(same_src:tests/conformance/%.c=$(BUILD)/%)
conformance: $(BUILD)/edi $(same_bin)
	@[ -f "$(CORPUS)/expect.tsv" ] || { echo "no corpus in $(CORPUS)"; exit 1; }
	@sh tests/conformance.sh $(BUILD) "$(CORPUS)"
	@$(MAKE) --no-print-directory noticed BUILD=$(BUILD)
	@$(MAKE) --no-print-directory truth BUILD=$(BUILD)

# Claims that a generator makes, with a table of where each one stands, scored,
# and taken in by random orders; and claims that edi simulate answers.
SCORED ?= 1000
SEEDS ?= 71
ORDERS ?= 20
SIMULATED ?= 2000
truth: $(BUILD)/edi
ifneq ($(wildcard $(TRUTH)/gen_truth.py),)
	@sh tests/truth.sh $(BUILD) "$(TRUTH)"
	@sh tests/soak/scores.sh $(BUILD) "$(TRUTH)" $(SCORED) $(SEEDS)
	@sh tests/soak/orders.sh $(BUILD) "$(TRUTH)" $(ORDERS) 300 71
endif
	@$(if $(wildcard $(BENCH)/gen_x12.py),sh tests/simulate.sh $(BUILD) \
	    "$(BENCH)" "$(TRUTH)" $(SIMULATED),:)

$(same_bin): $(BUILD)/%: $(BUILD)/obj/tests/conformance/%.o $(HELP) $(PARTS) \
             $(LIB)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS)

# Every object of a fuzzer needs the instrument, so it is built in one go.
fuzz: $(fuzz_bin)

fuzz_help := tests/support/drip.c tests/support/claim_pipe.c
$(BUILD)/fuzz/%: tests/fuzz/%.c $(fuzz_help) $(lib_src) $(BUILD)/config.mk
	@mkdir -p $(@D)
	@sh -c "$$DEPS_SCRIPT" deps clang clang-rt
	$(SAY) "  fuzz $@"
	$(Q)clang $(STD) -g -O1 -fsanitize=fuzzer,address,undefined \
	    -fno-sanitize-recover=all -o $@ $< $(fuzz_help) $(lib_src) $(LIBS)

# Large files, one of a kind at a time, made and removed in the build folder.
bench: BENCH_MB ?= 1000
bench: WRITTEN ?= 200000
bench: BENCH_ROUNDS ?= 5
bench-quick: BENCH_MB := 20
bench-quick: WRITTEN := 20000
bench-quick: BENCH_ROUNDS := 3
bench: bench-growth
bench bench-quick: $(BUILD)/edi $(BUILD)/bench $(BUILD)/random_claims
	@$(BUILD)/bench $(BUILD)/edi $(BUILD) $(BENCH_MB) $(BENCH_ROUNDS)
	@sh tests/bench/writing.sh $(BUILD) $(WRITTEN) $(BENCH_ROUNDS)

$(BUILD)/bench: $(patsubst %,$(BUILD)/obj/tests/bench/%.o,bench generate timing) \
                $(LIB)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS)

# Up to so many claims in the store, files in a drop, and megabytes by a pipe.
# All of it: GROWN=10000000 DROPPED=100000 PIPED=10000 (10 GB of disk).
bench-growth: GROWN ?= 1000000
bench-growth: DROPPED ?= 10000
bench-growth: PIPED ?= 1000
bench-growth: $(BUILD)/edi $(BUILD)/growth
	@$(BUILD)/growth $(BUILD)/edi $(BUILD) $(GROWN) $(DROPPED) $(PIPED)

$(BUILD)/growth: $(patsubst %,$(BUILD)/obj/tests/bench/%.o,growth pairs)
	$(SAY) "  link $@"
	$(Q)$(LINK) -o $@ $^

format:
	clang-format -i $$(git ls-files '*.[ch]')

demo: $(BUILD)/edi
	@sh samples/demo.sh $(BUILD)/edi $(BUILD)/demo

# --- install -----------------------------------------------------------------

$(BUILD)/edi.pc: edi.pc.in Makefile
	@mkdir -p $(@D)
	sed -e 's|@libdir@|$(libdir)|; s|@incdir@|$(incdir)|' \
	    -e 's|@VERSION@|$(VERSION)|; s|@ICONV@|$(ICONV_LIBS)|' $< >$@

install: all $(BUILD)/edi.pc
	install -D $(BUILD)/edi $(DESTDIR)$(bindir)/edi
	install -D -m 644 $(LIB) $(DESTDIR)$(libdir)/libedi.a
	install -D -m 755 $(SHARED) $(DESTDIR)$(libdir)/libedi.so.$(VERSION)
	ln -sf libedi.so.$(VERSION) $(DESTDIR)$(libdir)/libedi.so.$(SOVERSION)
	ln -sf libedi.so.$(SOVERSION) $(DESTDIR)$(libdir)/libedi.so
	install -D -m 644 $(BUILD)/edi.pc $(DESTDIR)$(libdir)/pkgconfig/edi.pc
	install -D -m 644 docs/edi.1 $(DESTDIR)$(mandir)/man1/edi.1
	install -D -m 644 docs/completions/edi.bash $(DESTDIR)$(bashdir)/edi
	install -D -m 644 docs/completions/_edi $(DESTDIR)$(zshdir)/_edi
	for h in $(public_h); do \
	    install -D -m 644 $$h $(DESTDIR)$(incdir)/$$h || exit 1; done

clean:
	rm -rf $(BUILD)

.PHONY: all FORCE deps demo test unit golden layers banned install-test samples \
        damage mutations noticed all-wrong leaks soak sheet truth fuzz \
        bench bench-quick bench-growth conformance format install clean
.DELETE_ON_ERROR:
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
