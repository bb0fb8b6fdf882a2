// A question before something that changes what one sees or has.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace kinora {

struct QuestionTexts {
    QString title;
    QString text;        // what would happen
    QString action;      // the button that does it, a verb
    bool isSafe = false; // nothing is lost by it
};

// Over window, without stopping the event loop. yes is called for the action only; Escape and the default button leave
// everything as it is: what is safe has the default button itself. While one is open, another with the same name is not
// asked.
void ask(QWidget& window, const QString& name, const QuestionTexts& texts, std::function<void()> yes);

} // namespace kinora
