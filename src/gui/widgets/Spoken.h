// What a screen reader is told that Qt's own widgets do not tell it.
#pragma once

#include <QString>

class QFrame;
class QLabel;

namespace kinora {

// A group of controls, called by its accessible name.
void speakAsGroup(QFrame& frame);

// Shows the text. One that is announced is read at once, wherever the focus is; another when a reader comes to it. Qt
// before 6.8 has no announcements of its own, and its bridge to AT-SPI drops alerts: there the label is a notification
// that shows, which readers read.
void showText(QLabel& label, const QString& text, bool announced);

} // namespace kinora
