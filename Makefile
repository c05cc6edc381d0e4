EXTENSION = govfiscal
# One number in one file: the version is read from the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(dir $(lastword $(MAKEFILE_LIST)))govfiscal.control)

MODULE_big = govfiscal
OBJS = \
	src/module.o \
	src/base/compat.o \
	src/base/encoding.o \
	src/base/own.o \
	src/base/row.o \
	src/base/session.o \
	src/yuan/core.o \
	src/yuan/round.o \
	src/yuan/unit.o \
	src/yuan/cell.o \
	src/yuan/upper.o \
	src/yuan/error.o \
	src/yuan/type.o \
	src/yuan/compare.o \
	src/yuan/ops.o \
	src/yuan/cast.o \
	src/yuan/planner.o \
	src/yuan/agg.o \
	src/yuan/func.o \
	src/yuan/allocate.o \
	src/subject/core.o \
	src/subject/stats.o \
	src/subject/class_names.o \
	src/subject/fault.o \
	src/subject/type.o \
	src/subject/func.o \
	src/subject/array.o \
	src/subject/rollup.o \
	src/subject/operator.o \
	src/subject/planner.o \
	src/subject/analyze.o \
	src/subject/selectivity.o \
	src/subject/fiscal_subject.o \
	src/subject/report.o \
	src/equations/state.o \
	src/equations/layout.o \
	src/equations/slips.o \
	src/equations/candidates.o \
	src/equations/suggestions.o \
	src/equations/localize.o \
	src/equations/trial.o \
	src/equations/faults_moved.o \
	src/equations/faults_displaced.o \
	src/equations/faults_rows.o \
	src/equations/repair.o \
	src/equations/tableau.o \
	src/equations/rebalance.o \
	src/rule/args.o \
	src/rule/finding.o \
	src/rule/kind.o \
	src/rule/rule.o \
	src/rule/values.o \
	src/rule/trigger.o \
	src/rule/members.o \
	src/rule/cache.o \
	src/engine/fold.o \
	src/engine/groups.o \
	src/engine/frame.o \
	src/engine/event.o \
	src/engine/touched.o \
	src/engine/change.o \
	src/engine/trust.o \
	src/engine/lock.o \
	src/engine/printed.o \
	src/engine/scan.o \
	src/engine/system.o \
	src/engine/settle.o \
	src/engine/sweep.o \
	src/engine/judge.o \
	src/engine/report.o \
	src/engine/round.o \
	src/engine/hooks.o \
	src/kinds/kinds.o \
	src/kinds/balance.o \
	src/kinds/tie.o \
	src/kinds/rollup.o \
	src/kinds/tree_node.o \
	src/kinds/tree_code.o \
	src/kinds/tree_link.o \
	src/kinds/tree_system.o \
	src/kinds/cause.o \
	src/kinds/formulas/check.o \
	src/kinds/formulas/check_form.o \
	src/kinds/formulas/check_formula.o \
	src/kinds/formulas/check_parts.o \
	src/kinds/formulas/check_same.o \
	src/kinds/formulas/collect.o \
	src/kinds/formulas/document.o \
	src/kinds/formulas/equations.o \
	src/kinds/formulas/fault.o \
	src/kinds/formulas/figures.o \
	src/kinds/formulas/formulas.o \
	src/kinds/formulas/intern.o \
	src/kinds/formulas/judge.o \
	src/kinds/formulas/lex.o \
	src/kinds/formulas/merge.o \
	src/kinds/formulas/parse.o \
	src/kinds/formulas/parse_form.o \
	src/kinds/formulas/parse_formula.o \
	src/kinds/formulas/parse_numbers.o \
	src/kinds/formulas/parse_term.o \
	src/kinds/formulas/parser.o \
	src/kinds/formulas/print.o \
	src/kinds/formulas/printer.o \
	src/kinds/formulas/rule.o \
	src/kinds/formulas/select.o \
	src/kinds/formulas/system.o \
	src/kinds/formulas/walk.o \
	src/calls/call.o \
	src/calls/install.o \
	src/calls/guard.o \
	src/calls/validate.o \
	src/calls/verdicts.o \
	src/calls/formulas.o \
	src/calls/audit.o \
	src/calls/document.o \
	src/calls/suggestion.o \
	src/calls/diagnose.o \
	src/calls/rebalance.o \
	src/calls/pending.o \
	src/calls/list.o \
	src/accounts/final_accounts.o \
	src/accounts/catalog.o \
	src/accounts/audit.o \
	src/accounts/report.o \
	src/accounts/sheet.o \
	src/accounts/layout.o \
	src/accounts/heads.o \
	src/accounts/read.o \
	src/accounts/lines.o \
	src/accounts/stage.o \
	src/accounts/load.o \
	src/accounts/claims.o \
	src/accounts/sign.o \
	src/accounts/templates.o

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
	src/calls/check.sql \
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
	engine_settings \
	rule_rename \
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
	rule_cache \
	engine_trust \
	$(call since,14,engine_touched_14) \
	$(call since,15,engine_merge_15) \
	$(call since,18,rule_virtual_18) \
	final_accounts \
	final_accounts_cases \
	final_accounts_heads \
	final_accounts_fuzz \
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
	trust \
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
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*/*.h $(srcdir)/src/*/*/*.h)

# The statements of src/accounts/templates/ as strings, one for each file.
TEMPLATES = $(wildcard $(srcdir)/src/accounts/templates/*.sql)
src/accounts/templates.c: $(TEMPLATES)
	{ echo '#include "postgres.h"'; echo '#include "fmgr.h"'; echo '#include "accounts/final_accounts.h"'; \
	for f in $(TEMPLATES); do \
		echo "const char final_accounts_$$(basename $$f .sql)[] ="; \
		LC_ALL=C sed -e '/^--/d' -e '/^$$/d' -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $$f; echo ';'; \
	done; } >$@

# Measures what docs/speed.md says; BENCH="4 5" for some goals.
.PHONY: bench
bench:
	$(srcdir)/test/bench/run $(BENCH)
