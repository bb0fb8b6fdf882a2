#include "gui/create/PromptEdit.h"

#include "gui/create/CameoCompleter.h"
#include "gui/create/PictureFiles.h"
#include "gui/theme/Theme.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace kinora {

namespace {

constexpr int textSize = 15;
constexpr int minimumLines = 2;
constexpr int mostPasted = 50'000;

} // namespace

PromptEdit::PromptEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_cameos(new CameoCompleter(*this)) {
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
    return {400, std::clamp(textHeight(), leastHeight(), std::max(leastHeight(), m_maximumTextHeight))};
}

int PromptEdit::leastHeight() const {
    return minimumLines * fontMetrics().lineSpacing() + 2;
}

QSize PromptEdit::minimumSizeHint() const {
    return {120, sizeHint().height()};
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
    if (m_cameos->takesKey(*event)) {
        event->ignore(); // the list does what is to be done
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        emit submitted();
        return;
    }
    const bool up = event->key() == Qt::Key_Up;
    if ((up || event->key() == Qt::Key_Down) && event->modifiers().testFlag(Qt::ControlModifier)) {
        emit historyWished(up ? 1 : -1);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fit();
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText() || mayBePicture(*source);
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
    // Office programs send a picture of their text along.
    const bool isText = source->hasText() && !source->hasUrls();
    if (!isText && mayBePicture(*source)) {
        emit pictureOffered(*source);
        return;
    }
    // Formatted clipboard content arrives as its text; files as nothing rather than as a path.
    if (!source->hasText() || source->hasUrls()) {
        return;
    }
    const QString text = source->text();
    if (text.size() > mostPasted) {
        // Laying it out would take seconds, and no model reads it.
        emit tooMuchPasted();
        return;
    }
    insertPlainText(text);
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
