/*
 * govfiscal.c - module magic
 */
#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

GF_MODULE_MAGIC("govfiscal", GOVFISCAL_VERSION);
