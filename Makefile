EXTENSION = govfiscal
# One number in one file: the version is read from the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(dir $(lastword $(MAKEFILE_LIST)))govfiscal.control)

MODULE_big = govfiscal
# Every C file of every room, and the one that is made below.
ROOM_FILES = $(foreach depth,* */* */*/*,$(wildcard $(srcdir)/src/$(depth).$(1)))
OBJS = $(sort $(patsubst $(srcdir)/%.c,%.o,$(call ROOM_FILES,c)) src/accounts/templates.o)

# $(call since,MAJOR,WORDS): the words, on that server and later ones
since = $(if $(filter 1,$(shell expr $(VERSION_NUM) / 10000 '>=' $(1))),$(2))

# The install script is these parts, joined in this order.
SQL_PARTS = \
	src/prologue.sql \
	src/yuan/type.sql \
	src/yuan/ops.sql \
	src/yuan/opclass.sql \
	$(call since,14,src/yuan/brin_14.sql) \
	$(call since,18,src/yuan/skip_18.sql) \
	src/yuan/cast.sql \
	src/yuan/agg.sql \
	src/yuan/func.sql \
	src/subject/type.sql \
	src/subject/rollup.sql \
	src/subject/fiscal_subject.sql \
	src/kinds/balance.sql \
	src/kinds/rollup.sql \
	src/kinds/tie.sql \
	src/kinds/formulas/formulas.sql \
	src/calls/guard.sql \
	src/calls/structure.sql \
	src/calls/install.sql \
	src/calls/validate.sql \
	src/calls/audit.sql \
	src/calls/pending.sql \
	src/calls/diagnose.sql \
	src/calls/rebalance.sql \
	src/calls/formulas.sql \
	src/calls/list.sql \
	src/accounts/create.sql \
	src/accounts/final_accounts.sql

DATA = $(wildcard $(srcdir)/src/upgrade/govfiscal--*--*.sql)
DATA_built = govfiscal--$(EXTVERSION).sql
HEADERS = src/base/govfiscal.h
EXTRA_CLEAN = govfiscal--*.sql src/accounts/templates.c

REGRESS = \
	opclass \
	core_untouched \
	yuan_type \
	yuan_ops \
	yuan_cast \
	yuan_resolve \
	yuan_index \
	$(call since,14,yuan_brin_14) \
	yuan_agg \
	yuan_func \
	yuan_upper \
	yuan_allocate \
	yuan_copy \
	yuan_random \
	yuan_encoding \
	$(call since,16,yuan_soft_16) \
	subject_type \
	subject_operator \
	subject_window \
	subject_opclass \
	subject_index \
	subject_prune \
	subject_estimate \
	subject_property \
	subject_rollup \
	subject_fiscal_subject \
	subject_encoding \
	$(call since,16,subject_soft_16) \
	kinds_balance \
	rule_quantum \
	calls_return \
	kinds_rollup \
	kinds_tree_link \
	rule_finding \
	kinds_tie \
	calls_install \
	engine_roads \
	engine_sweep \
	engine_event \
	engine_partition \
	engine_rights \
	rule_trap \
	calls_list \
	calls_distributed \
	engine_settings \
	rule_rename \
	calls_structure \
	engine_round \
	calls_audit \
	calls_pending \
	calls_diagnose \
	calls_rebalance \
	engine_report \
	engine_fold \
	engine_groups \
	engine_collation \
	kinds_property \
	kinds_formulas \
	kinds_formulas_engine \
	kinds_formulas_property \
	rule_cache \
	engine_proof \
	engine_proof_void \
	$(call since,14,engine_touched_14) \
	$(call since,15,engine_merge_15) \
	$(call since,18,rule_virtual_18) \
	final_accounts \
	final_accounts_cases \
	final_accounts_heads \
	final_accounts_budget \
	final_accounts_own \
	final_accounts_page \
	final_accounts_fuzz \
	final_accounts_claims \
	final_accounts_claims_text \
	final_accounts_claims_encoding
ISOLATION = $(call since,14, \
	tolerance \
	parent_child \
	move \
	tie_sides \
	savepoint \
	two_phase \
	prepared_ring \
	immediate \
	escalation \
	truncate_partition \
	enum_words \
	conflict_report \
	proof \
	proof_detach \
	list \
	formulas \
	stale)
ISOLATION_OPTS = --inputdir=$(srcdir)/test --load-extension=govfiscal

# Without gettext there are no catalogs, and messages are English (see nls.mk).
ifeq ($(shell msgfmt --version 2>/dev/null),)
override enable_nls = no
else
override MSGFMT = msgfmt
endif

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# Headers are named by the room they are in.
override CPPFLAGS += -I$(srcdir)/src -DGOVFISCAL_VERSION='"$(EXTVERSION)"'

govfiscal--$(EXTVERSION).sql: $(SQL_PARTS)
	cat $^ >$@

# A build outside the tree (VPATH) begins without directories.  Their names are
# absolute, or make would find them in the source tree; and bitcode waits, too.
ROOMS = $(patsubst %/,%,$(addprefix $(CURDIR)/,$(sort $(dir $(OBJS) $(MO_FILES)))))
$(OBJS) $(OBJS:.o=.bc) $(MO_FILES) src/accounts/templates.c: | $(ROOMS)
$(ROOMS):
	mkdir -p $@

# Touching a header rebuilds what may include it, the bitcode too.
$(OBJS) $(OBJS:.o=.bc): $(call ROOM_FILES,h)

# The statements and formulas of src/accounts/templates/ as strings, one for each file.
TEMPLATES = $(wildcard $(srcdir)/src/accounts/templates/*.sql $(srcdir)/src/accounts/templates/*.txt)
src/accounts/templates.c: $(TEMPLATES)
	{ echo '#include "postgres.h"'; echo '#include "fmgr.h"'; echo '#include "accounts/final_accounts.h"'; \
	for f in $(TEMPLATES); do \
		name=$${f##*/}; echo "const char template_$${name%.*}[] ="; \
		LC_ALL=C sed -e '/^--/d' -e '/^$$/d' -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $$f; echo ';'; \
	done; } >$@

# Measures what docs/speed.md says; BENCH="4 5" for some goals.
.PHONY: bench
bench:
	$(srcdir)/test/bench/run $(BENCH)

# Which lines the tests run, by room; TESTS="opclass yuan" for some of them.
.PHONY: coverage
coverage:
	$(srcdir)/test/coverage $(TESTS)
