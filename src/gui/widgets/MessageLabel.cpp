#include "gui/widgets/MessageLabel.h"

#include "gui/widgets/Kind.h"
#include "gui/widgets/Spoken.h"

namespace kinora {

namespace {

QString kindOf(MessageLabel::Look look) {
    switch (look) {
    case MessageLabel::Look::ErrorBox:
        return QStringLiteral("errorBox");
    case MessageLabel::Look::NoteBox:
        return QStringLiteral("noteBox");
    case MessageLabel::Look::FieldError:
        break;
    }
    return QStringLiteral("fieldError");
}

} // namespace

MessageLabel::MessageLabel(QWidget* parent)
    : QLabel(parent) {
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(Look::FieldError);
    showText(*this, {}, true);
    hide();
}

void MessageLabel::setLook(Look look) {
    setKind(*this, kindOf(look));
}

void MessageLabel::setMessage(const QString& text) {
    if (text == this->text() && isHidden() == text.isEmpty()) {
        return;
    }
    showText(*this, text, true);
    setVisible(!text.isEmpty());
}

} // namespace kinora
