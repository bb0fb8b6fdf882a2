// Silhouettes that stand on the land, as Cairo paths: the caller fills them. (x, base) is the middle of the foot.
#pragma once

#include "sim/Random.h"

#include <cairo.h>

namespace kinora::sim {

void conifer(cairo_t* context, double x, double base, double height);
void roundTree(cairo_t* context, double x, double base, double height);
void cactus(cairo_t* context, double x, double base, double height);
void house(cairo_t* context, double x, double base, double size);
void lighthouseTower(cairo_t* context, double x, double base, double height);
void sailingBoat(cairo_t* context, double x, double base, double size);
/// One blade, leaning as `phase` says.
void seaweed(cairo_t* context, double x, double base, double height, double phase);
/// Branches in the current colour; strokes them itself.
void coralFan(cairo_t* context, double x, double base, double height);
/// Envelope and basket, hanging around the point (x, y).
void balloon(cairo_t* context, double x, double y, double radius);
/// One bird seen from far away; `flap` runs from -1 (wings down) to 1 (up). To be stroked, not filled.
void bird(cairo_t* context, double x, double y, double span, double flap);
/// A heap of round puffs on a flat foot, `width` wide; its top stays within 0.45 of the width.
void cloud(cairo_t* context, double x, double base, double width, Random& random);

} // namespace kinora::sim
