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
	src/check_cache.o \
	src/check_groups.o \
	src/check_lock.o \
	src/check_read.o \
	src/check_run.o \
	src/check_report.o \
	src/check_collect.o \
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
	src/check_audit.o

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
	src/check.sql

DATA = $(wildcard $(srcdir)/src/upgrade/govfiscal--*--*.sql)
DATA_built = govfiscal--$(EXTVERSION).sql
HEADERS = src/govfiscal.h
EXTRA_CLEAN = govfiscal--*.sql

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
	check_timing \
	check_cache \
	$(call since,14,check_memory_14)
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
	conflict_report)
ISOLATION_OPTS = --inputdir=$(srcdir)/test

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

override CPPFLAGS += -DGOVFISCAL_VERSION='"$(EXTVERSION)"'

govfiscal--$(EXTVERSION).sql: $(SQL_PARTS)
	cat $^ >$@

# Touching a header rebuilds what may include it, the bitcode too.
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*.h)
