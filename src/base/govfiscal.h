/*
 * base/govfiscal.h - the storage contract of the two types, and what every room shares
 *
 * yuan          int64, the amount in fen (0.01 yuan), passed by value like int8.
 *               Every int64 is a valid amount.
 * subject_code  int32, passed by value like int4; its encoding and the proof
 *               that integer order is pre-order stand in subject/core.h.
 *
 * Both formats, their hash values and their binary forms are frozen: hash
 * partitions, indexes and dumps depend on them.
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_GOVFISCAL_H
#define GOVFISCAL_BASE_GOVFISCAL_H

typedef int64 Yuan;
typedef int32 SubjectCode;

#define DatumGetYuan(d)			((Yuan) DatumGetInt64(d))
#define YuanGetDatum(y)			Int64GetDatum((int64) (y))
#define PG_GETARG_YUAN(n)		DatumGetYuan(PG_GETARG_DATUM(n))
#define PG_RETURN_YUAN(y)		return YuanGetDatum(y)

#define DatumGetSubjectCode(d)		((SubjectCode) DatumGetInt32(d))
#define SubjectCodeGetDatum(c)		Int32GetDatum((int32) (c))
#define PG_GETARG_SUBJECT_CODE(n)	DatumGetSubjectCode(PG_GETARG_DATUM(n))
#define PG_RETURN_SUBJECT_CODE(c)	return SubjectCodeGetDatum(c)

#endif							/* GOVFISCAL_BASE_GOVFISCAL_H */
