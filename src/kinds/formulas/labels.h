/*
 * kinds/formulas/labels.h - labels that no stored row bears
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_KINDS_FORMULAS_LABELS_H
#define GOVFISCAL_KINDS_FORMULAS_LABELS_H

#include "kinds/formulas/document.h"
#include "rule/rule.h"

typedef struct FormulaLabels FormulaLabels;

/* Between these two, the documents that are judged are looked at. */
extern void formula_begin_labels(CheckRule *rule);
extern void formula_notice_labels(CheckRule *rule);

extern void formula_look_for_labels(FormulaLabels *labels, const FormulaDocument *document);

#endif							/* GOVFISCAL_KINDS_FORMULAS_LABELS_H */
