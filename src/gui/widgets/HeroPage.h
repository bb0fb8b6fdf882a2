// Pages with a large sentence on the left and a panel on the right, at every window size.
#pragma once

class QWidget;

namespace kinora {

class FramesPicture;

// Call when the page is resized: hides the left pane where it would squeeze the panel, and its picture (may be null)
// where the window is low.
void layOutHero(QWidget& page, QWidget& heroPane, FramesPicture* picture);

} // namespace kinora
