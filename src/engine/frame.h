/*
 * engine/frame.h - the statements that are under way, one within the other
 *
 * Include postgres.h and fmgr.h first.
 */
#ifndef GOVFISCAL_ENGINE_FRAME_H
#define GOVFISCAL_ENGINE_FRAME_H

/* How many are open; 0 = a trigger that fires now belongs to COMMIT. */
extern int	check_frame(void);
extern int	check_open_frame(void);
extern void check_close_frame(int outer);

#endif							/* GOVFISCAL_ENGINE_FRAME_H */
