/*
 * base/encoding.h - Chinese text across server encodings
 *
 * The pure cores speak UTF-8 only.  A database may speak EUC_CN, LATIN1 or
 * SQL_ASCII; these two functions are the only border between the two.  Text
 * without a byte above 127 is returned as it is, so plain numbers and codes
 * never pay for the conversion.
 *
 * In SQL_ASCII the server does not know its encoding: bytes are taken as UTF-8.
 */
#ifndef GOVFISCAL_BASE_ENCODING_H
#define GOVFISCAL_BASE_ENCODING_H

/* Text in the server encoding as UTF-8; NULL if it is not valid there. */
extern const char *fiscal_to_utf8(const char *server_text);

/*
 * UTF-8 text in the server encoding, or NULL when one of its characters does
 * not exist there: the caller falls back to its ASCII form, or reports.
 */
extern const char *fiscal_from_utf8(const char *utf8);

#endif							/* GOVFISCAL_BASE_ENCODING_H */
