/*
 * base/type.h - whose code the values of a type run
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_BASE_TYPE_H
#define GOVFISCAL_BASE_TYPE_H

/*
 * The type, of all that a value of this one is made of, whose owner can have
 * code of his run when a value is read from text; InvalidOid if there is none.
 */
extern Oid	check_type_of_others(Oid typid);

/* Can anybody but a superuser say what to_jsonb() makes of a value? */
extern bool check_json_is_plain(Oid typid);

#endif							/* GOVFISCAL_BASE_TYPE_H */
