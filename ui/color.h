/*
 * color.h - one colour at every depth a terminal may have
 *
 * A colour is meant as 0xRRGGBB. What it becomes where there are fewer is
 * either said by the theme or the nearest there is. Pure: no curses.
 */
#ifndef COLOR_H
#define COLOR_H

#include <stdbool.h>
#include <stdint.h>

enum depth { DEPTH_MONO, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_FULL };
enum { DEPTHS = DEPTH_FULL + 1 };

enum { COLOR_OWN = -1, COLOR_NEAREST = -2 };

struct color {
	int32_t rgb;		/* 0xRRGGBB; COLOR_OWN: the terminal's own */
	int16_t at[DEPTH_FULL];	/* at DEPTH_8, 16 and 256: an index, COLOR_OWN, or COLOR_NEAREST to the rgb */
};

/* The nearest everywhere. */
struct color color_meant(int32_t rgb);

/* An index into the palette, at DEPTH_FULL 0xRRGGBB; COLOR_OWN where the terminal's own is meant, and at DEPTH_MONO. */
int32_t color_at(const struct color *color, enum depth depth);

/* WCAG's least for text. */
#define COLOR_LEGIBLE 4.5

/* At DEPTH_8 and 16: an index, or black or white where it could not be read on that ground. */
int32_t color_legible(int32_t color, int32_t ground, enum depth depth);

/* What xterm shows for an index of its 256, as 0xRRGGBB. */
int32_t color_rgb(int index);

/* "#rrggbb" or "rrggbb" without it; false when it is neither. */
bool color_read_rgb(const char *text, int32_t *ret_rgb);

/* One of the terminal's sixteen by name ("red", "bright-blue", "none"), or an index below `colors`; false when it is neither. */
bool color_read_index(const char *text, int colors, int16_t *ret_index);

/* WCAG's ratio, 1 to 21, of two colours 0xRRGGBB. */
double color_contrast(int32_t one, int32_t other);

/* "256", "full" …; as themes, options and scripts have it. */
const char *depth_name(enum depth depth);
bool depth_read(const char *text, enum depth *ret_depth);

#endif
