#include "gui/widgets/LineEdit.h"

#include "gui/theme/Theme.h"
#include "gui/widgets/Kind.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>

namespace kinora {

namespace {

QString dotColor(LineEdit::Status status) {
    switch (status) {
    case LineEdit::Status::Ok:
        return tokens().ok.name();
    case LineEdit::Status::Bad:
        return tokens().danger.name();
    case LineEdit::Status::None:
    case LineEdit::Status::Busy:
        break;
    }
    return tokens().mute.name();
}

QString textColor(LineEdit::Status status) {
    return status == LineEdit::Status::Bad ? tokens().dangerText.name() : dotColor(status);
}

} // namespace

LineEdit::LineEdit(QWidget* parent)
    : QLineEdit(parent) {
}

void LineEdit::setPasswordField() {
    setEchoMode(QLineEdit::Password);
    m_show = new QToolButton(this);
    m_show->setObjectName(objectName() + QStringLiteral("ShowButton"));
    m_show->setCheckable(true);
    m_show->setAutoRaise(true);
    m_show->setCursor(Qt::PointingHandCursor);
    m_show->setProperty("kind", QStringLiteral("inline"));
    m_show->setProperty("focusRadius", 6);
    connect(m_show, &QToolButton::toggled, this, [this](bool shown) {
        setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        translate();
    });
    translate();
}

void LineEdit::setStatus(Status status, const QString& text) {
    m_statusKind = status;
    m_statusText = text;
    if (m_status == nullptr) {
        m_status = new QLabel(this);
        m_status->setObjectName(objectName() + QStringLiteral("Status"));
        m_status->setTextFormat(Qt::RichText);
        m_status->setProperty("kind", QStringLiteral("caption"));
        m_status->setCursor(Qt::IBeamCursor);
        m_status->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_status->setText(QStringLiteral("<span style='color:%1'>●</span>&nbsp;&nbsp;<span style='color:%2'>%3</span>")
            .arg(dotColor(status), textColor(status), text.toHtmlEscaped()));
    m_status->setAccessibleName(text);
    m_status->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
    layOutTrailing();
}

QString LineEdit::statusText() const {
    return m_statusText;
}

void LineEdit::setInvalid(bool invalid) {
    if (invalid == m_invalid) {
        return;
    }
    m_invalid = invalid;
    setProperty("invalid", invalid);
    restyle(*this);
}

QSize LineEdit::sizeHint() const {
    return {QLineEdit::sizeHint().width(), 40};
}

void LineEdit::resizeEvent(QResizeEvent* event) {
    QLineEdit::resizeEvent(event);
    layOutTrailing();
}

void LineEdit::changeEvent(QEvent* event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        translate();
    } else if (event->type() == QEvent::PaletteChange && m_status != nullptr) {
        setStatus(m_statusKind, m_statusText);
    }
}

void LineEdit::translate() {
    if (m_show != nullptr) {
        m_show->setText(m_show->isChecked() ? tr("hide") : tr("show"));
        m_show->setAccessibleName(m_show->isChecked() ? tr("Hide password") : tr("Show password"));
        layOutTrailing();
    }
}

QWidget* LineEdit::trailing() const {
    if (m_show != nullptr) {
        return m_show;
    }
    return m_status != nullptr && !m_status->isHidden() ? m_status : nullptr;
}

void LineEdit::layOutTrailing() {
    QWidget* end = trailing();
    if (end == nullptr) {
        setTextMargins(0, 0, 0, 0);
        return;
    }
    end->adjustSize();
    const int margin = m_show != nullptr ? space::s : 14;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    end->move(mirrored ? margin : width() - margin - end->width(), (height() - end->height()) / 2);
    const int taken = end->width() + space::xs;
    setTextMargins(mirrored ? taken : 0, 0, mirrored ? 0 : taken, 0);
}

} // namespace kinora
