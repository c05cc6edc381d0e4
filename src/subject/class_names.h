/*
 * subject/class_names.h - the class-level names of the 2024 classification  (pure)
 */
#ifndef GOVFISCAL_SUBJECT_CLASS_NAMES_H
#define GOVFISCAL_SUBJECT_CLASS_NAMES_H

#define SUBJECT_CATALOGUE_YEAR	2024

typedef struct SubjectClassName
{
	int			number;			/* the three digits */
	const char *name;			/* UTF-8 */
} SubjectClassName;

/* Ends with the number 0. */
extern const SubjectClassName subject_class_name[];

#endif							/* GOVFISCAL_SUBJECT_CLASS_NAMES_H */
