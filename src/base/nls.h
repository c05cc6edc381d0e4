/*
 * base/nls.h - the messages of this extension have a catalog of their own (po/)
 *
 * Include postgres.h first; its headers look into the server's catalog.
 */
#ifndef GOVFISCAL_BASE_NLS_H
#define GOVFISCAL_BASE_NLS_H

#undef TEXTDOMAIN
#define TEXTDOMAIN	PG_TEXTDOMAIN("govfiscal")
#undef _
#define _(x)		dgettext(TEXTDOMAIN, x)

#endif							/* GOVFISCAL_BASE_NLS_H */
