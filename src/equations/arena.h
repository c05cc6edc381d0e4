/*
 * arena.h - where the equations' rooms take their memory from  (pure)
 *
 * Nothing is given back one by one: the caller frees the whole, as a memory
 * context does.  alloc never returns NULL; it may leave by a longjmp.
 */
#ifndef GOVFISCAL_EQUATIONS_ARENA_H
#define GOVFISCAL_EQUATIONS_ARENA_H

#include <stddef.h>

typedef struct EquationArena
{
	void	   *(*alloc) (void *context, size_t size);
	void	   *context;
} EquationArena;

#endif							/* GOVFISCAL_EQUATIONS_ARENA_H */
