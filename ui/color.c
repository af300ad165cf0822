#include "ui/color.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* xterm's sixteen; 16 to 231 are a cube, the rest greys. */
static const int32_t sixteen[] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};
static const int steps[] = { 0, 95, 135, 175, 215, 255 };

static const char *const names[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
	"bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
};

static const char *const depths[DEPTHS] = { "mono", "8", "16", "256", "full" };

const char *
depth_name(enum depth depth)
{
	return depths[depth];
}

bool
depth_read(const char *text, enum depth *ret_depth)
{
	for (unsigned depth = 0; depth < DEPTHS; depth++)
		if (strcmp(text, depths[depth]) == 0) {
			*ret_depth = (enum depth)depth;
			return true;
		}
	return false;
}

struct color
color_meant(int32_t rgb)
{
	return (struct color){ rgb, { COLOR_NEAREST, COLOR_NEAREST, COLOR_NEAREST, COLOR_NEAREST } };
}

int32_t
color_rgb(int index)
{
	int cube = index - 16, grey = 8 + 10 * (index - 232);

	if (index < 16)
		return sixteen[index & 15];
	if (index >= 232)
		return grey << 16 | grey << 8 | grey;
	return steps[cube / 36 % 6] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

/* --- the nearest ------------------------------------------------------------------------- */

/* How far apart two colours look: weighted by how red they are, since eyes are. */
static int
distance(int32_t one, int32_t other)
{
	int mean = ((one >> 16 & 255) + (other >> 16 & 255)) / 2;
	int red = (one >> 16 & 255) - (other >> 16 & 255), green = (one >> 8 & 255) - (other >> 8 & 255);
	int blue = (one & 255) - (other & 255);

	return ((512 + mean) * red * red >> 8) + 4 * green * green + ((767 - mean) * blue * blue >> 8);
}

/* The first sixteen are the user's to change: the nearest is looked for in the cube and the greys. */
static int
nearest_256(int32_t rgb)
{
	int best = 16;

	for (int index = 17; index < 256; index++)
		if (distance(color_rgb(index), rgb) < distance(color_rgb(best), rgb))
			best = index;
	return best;
}

/* The hue decides, or a soft red would be a grey; what has none is one of the greys. */
static int
nearest_few(int32_t rgb, int colors)
{
	int red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
	int most = red > green ? (red > blue ? red : blue) : (green > blue ? green : blue);
	int least = red < green ? (red < blue ? red : blue) : (green < blue ? green : blue);
	int color = (red * 3 > most * 2) | (green * 3 > most * 2) << 1 | (blue * 3 > most * 2) << 2;
	bool grey = (most - least) * 5 < most;

	if (most < 64 || (most < 96 && !grey))
		return 0;
	if (grey)
		color = colors < 16 ? (most < 112 ? 0 : 7) : most < 112 ? 8 : most < 240 ? 7 : 15;
	else if (colors >= 16 && most > 192)
		color += 8;
	return color;
}

int32_t
color_at(const struct color *color, enum depth depth)
{
	if (depth == DEPTH_MONO)
		return COLOR_OWN;
	if (depth == DEPTH_FULL)
		return color->rgb;
	if (color->at[depth] != COLOR_NEAREST)
		return color->at[depth];
	if (color->rgb < 0)
		return COLOR_OWN;
	return depth == DEPTH_256 ? nearest_256(color->rgb) : nearest_few(color->rgb, depth == DEPTH_16 ? 16 : 8);
}

int32_t
color_legible(int32_t color, int32_t ground, enum depth depth)
{
	static const int32_t white[] = { [DEPTH_8] = 7, [DEPTH_16] = 15 };
	int32_t other = color_contrast(color_rgb(0), color_rgb(ground)) > color_contrast(color_rgb(white[depth]), color_rgb(ground))
			? 0 : white[depth];

	return color_contrast(color_rgb(color), color_rgb(ground)) >= COLOR_LEGIBLE ? color : other;
}

/* --- reading ------------------------------------------------------------------------------- */

bool
color_read_rgb(const char *text, int32_t *ret_rgb)
{
	const char *digits = text + (text[0] == '#');

	if (strlen(digits) != 6 || strspn(digits, "0123456789abcdefABCDEF") != 6)
		return false;
	*ret_rgb = (int32_t)strtol(digits, NULL, 16);
	return true;
}

bool
color_read_index(const char *text, int colors, int16_t *ret_index)
{
	size_t digits = strspn(text, "0123456789");

	if (strcmp(text, "none") == 0) {
		*ret_index = COLOR_OWN;
		return true;
	}
	for (int i = 0; i < 16 && i < colors; i++)
		if (strcmp(text, names[i]) == 0) {
			*ret_index = (int16_t)i;
			return true;
		}
	if (digits == 0 || digits > 3 || text[digits] != '\0' || (text[0] == '0' && digits > 1) || atoi(text) >= colors)
		return false;
	*ret_index = (int16_t)atoi(text);
	return true;
}

/* --- contrast ------------------------------------------------------------------------------ */

static double
linear(int part)
{
	double share = part / 255.0;

	return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(int32_t rgb)
{
	return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

double
color_contrast(int32_t one, int32_t other)
{
	double a = luminance(one), b = luminance(other);

	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}
