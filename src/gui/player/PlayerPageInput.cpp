// PlayerPage by keyboard and mouse, and in full screen.
#include "gui/gallery/GalleryActions.h"
#include "gui/player/InStep.h"
#include "gui/player/PlayerPage.h"
#include "gui/player/Shuttle.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Kind.h"
#include "player/ui_PlayerPage.h"

#include <QKeyEvent>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr double volumeStep = 0.05;

/// Keys with Ctrl, Alt or Meta belong to others; with Shift, those that are typed so on some keyboard.
bool isMeant(const QKeyEvent& event) {
    const Qt::KeyboardModifiers held = event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const int key = event.key();
    const bool isTyped =
        key == Qt::Key_Comma || key == Qt::Key_Period || key == Qt::Key_F || (key >= Qt::Key_0 && key <= Qt::Key_5);
    return held == Qt::NoModifier || (held == Qt::ShiftModifier && isTyped);
}

} // namespace

void PlayerPage::keyPressEvent(QKeyEvent* event) {
    wakeControls();
    if (!m_row) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copyStill();
        return;
    }
    if (event->matches(QKeySequence::Save)) {
        saveStill();
        return;
    }
    if (event->matches(QKeySequence::Undo)) {
        if (isUndoOffered())
            m_actions->undo();
        return;
    }
    if (!isMeant(*event)) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_MediaTogglePlayPause:
        m_ui->controls->toggle();
        return;
    case Qt::Key_Left:
        stepThroughGallery(-1);
        return;
    case Qt::Key_Right:
        stepThroughGallery(1);
        return;
    case Qt::Key_Up:
        m_player.setMuted(false); // a wish to hear something
        m_player.setVolume(m_player.volume() + volumeStep);
        return;
    case Qt::Key_Down:
        m_player.setVolume(m_player.volume() - volumeStep);
        return;
    case Qt::Key_Home:
        m_player.seek(0);
        return;
    case Qt::Key_End:
        m_player.seek(m_player.duration());
        return;
    case Qt::Key_J:
        m_ui->controls->shuttle().backward();
        return;
    case Qt::Key_K:
        m_ui->controls->shuttle().stop();
        return;
    case Qt::Key_L:
        m_ui->controls->shuttle().forward();
        return;
    case Qt::Key_Comma:
    case Qt::Key_Period:
        if (m_ui->controls->shuttle().isBackward())
            m_ui->controls->shuttle().stop();
        m_player.step(event->key() == Qt::Key_Comma ? -1 : 1);
        return;
    case Qt::Key_M:
        m_player.setMuted(!m_player.isMuted());
        return;
    case Qt::Key_0:
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4:
    case Qt::Key_5:
        rate(event->key() - Qt::Key_0);
        return;
    case Qt::Key_Delete:
        throwAway();
        return;
    case Qt::Key_F:
        if (event->modifiers().testFlag(Qt::ShiftModifier)) {
            setFavorite(!m_row->video.favorite);
            return;
        }
        emit fullScreenRequested(!m_fullScreen);
        return;
    case Qt::Key_Escape:
    case Qt::Key_Back:
        if (m_fullScreen) {
            emit fullScreenRequested(false);
        } else if (m_pair) {
            endComparison();
            showRow();
        } else {
            emit backRequested();
        }
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PlayerPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    window()->installEventFilter(this);
}

bool PlayerPage::eventFilter(QObject* watched, QEvent* event) {
    // The desktop, too, can take a window out of full screen.
    if (watched == window() && watched != this && event->type() == QEvent::WindowStateChange &&
        !window()->isFullScreen())
        setFullScreen(false);
    if (watched == m_ui->stage && event->type() == QEvent::Resize)
        placeControls();
    if (watched == m_ui->canvas || watched == m_ui->otherCanvas) {
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            m_ui->controls->toggle();
            return true;
        }
        if (event->type() == QEvent::MouseButtonDblClick) {
            // The first click of the two has toggled: take that back.
            m_ui->controls->toggle();
            emit fullScreenRequested(!m_fullScreen);
            return true;
        }
        if (event->type() == QEvent::MouseMove)
            wakeControls();
    }
    return QWidget::eventFilter(watched, event);
}

void PlayerPage::setFullScreen(bool fullScreen) {
    if (m_fullScreen == fullScreen)
        return;
    m_fullScreen = fullScreen;
    m_ui->topBar->setVisible(!fullScreen);
    showFacts();
    const int margin = fullScreen ? 0 : space::l;
    m_ui->pageLayout->setContentsMargins(margin, margin, margin, margin);
    for (VideoCanvas* canvas : {m_ui->canvas, m_ui->otherCanvas}) {
        canvas->setCornerRadius(fullScreen ? 0 : radius::card);
        canvas->setMouseTracking(fullScreen);
    }
    // Whatever led here, what comes by keyboard now is for the video: the controls go after a while.
    if (fullScreen && m_ui->controls->isAncestorOf(focusWidget()))
        setFocus(Qt::OtherFocusReason);
    m_ui->controls->setFullScreen(fullScreen);
    // In full screen they lie over the picture, so that it keeps its size when they come and go.
    const QList<QWidget*> over{m_ui->messages, m_ui->controls};
    for (QWidget* each : over) {
        fullScreen ? m_ui->stageLayout->removeWidget(each) : m_ui->stageLayout->addWidget(each);
        each->setProperty("kind", fullScreen ? QVariant(u"card"_s) : QVariant());
        restyle(*each);
    }
    const int around = fullScreen ? space::m : 0;
    m_ui->messagesLayout->setContentsMargins(around, around, around, around);
    placeControls();
    wakeControls();
    translate();
}

void PlayerPage::wakeControls() {
    m_ui->controls->show();
    unsetCursor();
    if (m_fullScreen)
        m_idle.start();
}

void PlayerPage::placeControls() {
    if (!m_fullScreen)
        return;
    constexpr int widest = 900;
    const int width = std::min(widest, m_ui->stage->width() - 2 * space::xl);
    const int height = m_ui->controls->sizeHint().height();
    m_ui->controls->setGeometry(
        (m_ui->stage->width() - width) / 2, m_ui->stage->height() - height - space::xl, width, height);
    m_ui->controls->raise();
    // What is said does not fade with the controls, and keeps its place.
    const QRect controls = m_ui->controls->geometry();
    m_ui->messagesLayout->activate();
    const int needed = m_ui->messagesLayout->hasHeightForWidth() ? m_ui->messages->heightForWidth(width)
                                                                 : m_ui->messages->sizeHint().height();
    m_ui->messages->setGeometry(controls.left(), controls.top() - space::m - needed, width, needed);
    m_ui->messages->raise();
}

} // namespace kinora
