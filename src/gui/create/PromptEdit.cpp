#include "gui/create/PromptEdit.h"

#include "gui/theme/Theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace kinora {

namespace {

constexpr int textSize = 15;
constexpr int minimumLines = 2;

} // namespace

PromptEdit::PromptEdit(QWidget* parent)
    : QPlainTextEdit(parent) {
    setFont(Theme::font(textSize));
    document()->setDocumentMargin(0);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::fit);
}

void PromptEdit::setMaximumTextHeight(int pixels) {
    m_maximumTextHeight = pixels;
    fit();
}

QSize PromptEdit::sizeHint() const {
    const int least = minimumLines * fontMetrics().lineSpacing() + 2;
    return {400, std::clamp(textHeight(), least, std::max(least, m_maximumTextHeight))};
}

QSize PromptEdit::minimumSizeHint() const {
    return {120, sizeHint().height()};
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        emit submitted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
    // Formatted clipboard content arrives as its text; files and pictures as nothing rather than as a path.
    if (source->hasText() && !source->hasUrls()) {
        insertPlainText(source->text());
    }
}

void PromptEdit::fit() {
    const int wished = sizeHint().height();
    setVerticalScrollBarPolicy(textHeight() > wished ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (wished != m_wished) {
        m_wished = wished;
        updateGeometry();
        emit heightWished();
    }
}

int PromptEdit::textHeight() const {
    // QPlainTextDocumentLayout measures in lines; the block geometry knows about wrapping only once laid out at this
    // width.
    double height = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        height += blockBoundingRect(block).height();
    }
    return static_cast<int>(std::ceil(height)) + 2;
}

} // namespace kinora
