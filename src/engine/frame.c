/*
 * engine/frame.c - the statements that are under way, one within the other
 *
 * The executor and utility hooks open a frame around the server's own work, and
 * close it where an error passes by as well.
 */
#include "postgres.h"

#include "fmgr.h"

#include "engine/frame.h"

static int	frame = 0;			/* open frames */

/* How many are open; 0 = a trigger that fires now belongs to COMMIT. */
int
check_frame(void)
{
	return frame;
}

int
check_open_frame(void)
{
	return frame++;
}

void
check_close_frame(int outer)
{
	frame = outer;
}
