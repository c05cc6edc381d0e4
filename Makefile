EXTENSION = govfiscal
# One number in one file: the version is read from the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(dir $(lastword $(MAKEFILE_LIST)))govfiscal.control)

MODULE_big = govfiscal
OBJS = \
	src/govfiscal.o \
	src/compat.o \
	src/encoding.o \
	src/subject_core.o \
	src/subject_fault.o \
	src/subject_code.o \
	src/subject_func.o \
	src/subject_array.o \
	src/subject_role.o \
	src/subject_planner.o \
	src/subject_analyze.o \
	src/subject_stats.o \
	src/subject_selectivity.o \
	src/subject_catalogue.o \
	src/subject_dictionary.o \
	src/subject_report.o

# The install script is these parts, joined in this order.
SQL_PARTS = \
	src/prologue.sql \
	src/subject_code.sql \
	src/subject_dictionary.sql

DATA = $(wildcard $(srcdir)/src/upgrade/govfiscal--*--*.sql)
DATA_built = govfiscal--$(EXTVERSION).sql
HEADERS = src/govfiscal.h
EXTRA_CLEAN = govfiscal--*.sql

REGRESS =
ISOLATION =
ISOLATION_OPTS = --inputdir=$(srcdir)/test

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

override CPPFLAGS += -DGOVFISCAL_VERSION='"$(EXTVERSION)"'

govfiscal--$(EXTVERSION).sql: $(SQL_PARTS)
	cat $^ >$@

# Touching a header rebuilds what may include it, the bitcode too.
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*.h)
