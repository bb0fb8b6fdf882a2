// A question before something that cannot be taken back.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace kinora {

struct QuestionTexts {
    QString title;
    QString text;   // what would happen
    QString action; // the button that does it, a verb
};

// Over window, without stopping the event loop. yes is called for the action only; Escape and the default button leave
// everything as it is. While one is open, another with the same name is not asked.
void ask(QWidget& window, const QString& name, const QuestionTexts& texts, std::function<void()> yes);

} // namespace kinora
