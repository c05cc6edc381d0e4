EXTENSION = govfiscal
# One number in one file: the version is read from the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(dir $(lastword $(MAKEFILE_LIST)))govfiscal.control)

MODULE_big = govfiscal
OBJS = \
	src/govfiscal.o \
	src/compat.o \
	src/encoding.o \
	src/yuan_core.o \
	src/yuan_round.o \
	src/yuan_unit.o \
	src/yuan_cell.o \
	src/yuan_upper.o \
	src/yuan_error.o \
	src/yuan.o \
	src/yuan_compare.o \
	src/yuan_ops.o \
	src/yuan_cast.o \
	src/yuan_support.o \
	src/yuan_agg.o \
	src/yuan_func.o \
	src/yuan_allocate.o \
	src/subject_core.o \
	src/subject_fault.o \
	src/subject_code.o \
	src/subject_func.o \
	src/subject_array.o \
	src/subject_rollup.o \
	src/subject_role.o \
	src/subject_planner.o \
	src/subject_analyze.o \
	src/subject_stats.o \
	src/subject_selectivity.o \
	src/subject_catalogue.o \
	src/subject_dictionary.o \
	src/subject_report.o \
	src/srf.o \
	src/check_args.o \
	src/check_trigger.o \
	src/check_twin.o \
	src/check_rule.o \
	src/check_values.o \
	src/check_cache.o \
	src/check_groups.o \
	src/check_change.o \
	src/check_trust.o \
	src/check_lock.o \
	src/check_read.o \
	src/check_fold.o \
	src/check_sweep.o \
	src/check_run.o \
	src/check_report.o \
	src/check_event.o \
	src/check_note.o \
	src/check_round.o \
	src/check_hooks.o \
	src/check_balance.o \
	src/check_rollup.o \
	src/check_rollup_code.o \
	src/check_rollup_link.o \
	src/check_tie.o \
	src/audit_cause.o \
	src/check_build.o \
	src/check_install.o \
	src/check_catalog.o \
	src/check_audit.o \
	src/final_accounts.o \
	src/final_accounts_catalog.o \
	src/final_accounts_audit.o \
	src/final_accounts_report.o \
	src/final_accounts_read.o \
	src/final_accounts_load.o \
	src/accounts_sheet.o \
	src/final_accounts_claims.o \
	src/final_accounts_sign.o \
	src/final_accounts_sql.o

# $(call since,MAJOR,WORDS): the words, on that server and later ones
since = $(if $(filter 1,$(shell expr $(VERSION_NUM) / 10000 '>=' $(1))),$(2))

# The install script is these parts, joined in this order.
SQL_PARTS = \
	src/prologue.sql \
	src/yuan.sql \
	src/yuan_ops.sql \
	src/yuan_opclass.sql \
	$(call since,14,src/yuan_brin_14.sql) \
	$(call since,18,src/yuan_skip_18.sql) \
	src/yuan_cast.sql \
	src/yuan_agg.sql \
	src/yuan_func.sql \
	src/subject_code.sql \
	src/subject_rollup.sql \
	src/subject_dictionary.sql \
	src/check.sql \
	src/final_accounts.sql

DATA = $(wildcard $(srcdir)/src/upgrade/govfiscal--*--*.sql)
DATA_built = govfiscal--$(EXTVERSION).sql
HEADERS = src/govfiscal.h
EXTRA_CLEAN = govfiscal--*.sql src/final_accounts_sql.c

REGRESS = \
	opclass \
	core_untouched \
	yuan \
	yuan_arith \
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
	subject_code \
	subject_hierarchy \
	subject_window \
	subject_opclass \
	subject_index \
	subject_estimate \
	subject_property \
	subject_rollup \
	subject_dictionary \
	subject_encoding \
	$(call since,16,subject_soft_16) \
	check_balance \
	quantum_column \
	check_return \
	check_rollup \
	check_link \
	check_interval \
	check_tie \
	check_install \
	check_roads \
	check_sweep \
	check_triggers \
	check_partition \
	check_rights \
	check_settings \
	check_rename \
	check_timing \
	check_audit \
	check_pending \
	check_many \
	check_nulls \
	check_keys \
	check_collation \
	check_property \
	check_cache \
	check_reread \
	check_trust \
	check_trust_kinds \
	$(call since,14,check_leak_14) \
	$(call since,14,check_forget_14) \
	$(call since,15,check_merge_15) \
	$(call since,18,check_virtual_18) \
	final_accounts \
	final_accounts_cases \
	final_accounts_claims
ISOLATION = $(call since,14, \
	tolerance \
	parent_child \
	move \
	tie_sides \
	savepoint \
	two_phase \
	immediate \
	escalation \
	truncate_partition \
	conflict_report \
	check_trust \
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

override CPPFLAGS += -DGOVFISCAL_VERSION='"$(EXTVERSION)"'

govfiscal--$(EXTVERSION).sql: $(SQL_PARTS)
	cat $^ >$@

# A build outside the tree (VPATH) begins without directories.
ifdef VPATH
$(OBJS) $(MO_FILES): | $(CURDIR)/src $(CURDIR)/po
$(CURDIR)/src $(CURDIR)/po:
	mkdir -p $@
endif

# Touching a header rebuilds what may include it, the bitcode too.
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*.h)

# The statements of src/final_accounts/ as strings, one for each file.
TEMPLATES = $(wildcard $(srcdir)/src/final_accounts/*.sql)
src/final_accounts_sql.c: $(TEMPLATES)
	mkdir -p src
	{ echo '#include "postgres.h"'; echo '#include "fmgr.h"'; echo '#include "final_accounts.h"'; \
	for f in $(TEMPLATES); do \
		echo "const char final_accounts_$$(basename $$f .sql)[] ="; \
		LC_ALL=C sed -e '/^--/d' -e '/^$$/d' -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $$f; echo ';'; \
	done; } >$@

# Measures what docs/speed.md says; BENCH="4 5" for some goals.
.PHONY: bench
bench:
	$(srcdir)/test/bench/run $(BENCH)
