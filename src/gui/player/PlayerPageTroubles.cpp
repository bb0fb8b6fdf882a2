// What PlayerPage says where there is no picture, and for a moment otherwise.
#include "gui/ErrorText.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryText.h"
#include "gui/player/FileManager.h"
#include "gui/player/InStep.h"
#include "gui/player/PlayerPage.h"
#include "player/ui_PlayerPage.h"

namespace kinora {

namespace {

/// Beneath one video.
struct MessageRow {
    MessageLabel& label;
    QPushButton& button;
    ProgressBar& bar;
};

/// How far a download is; busy where nobody knows.
std::optional<int> percentOf(const std::optional<Downloads::Progress>& progress) {
    if (!progress || progress->total <= 0)
        return std::nullopt;
    return static_cast<int>(progress->received * 100 / progress->total);
}

} // namespace

PlayerPage::Trouble PlayerPage::troubleOf(const LibraryVideo& row, const Player& player, const QTimer& opening) const {
    if (row.fileState == FileState::Here) {
        if (player.state() == Player::State::Failed)
            return Trouble::CannotPlay;
        return player.state() == Player::State::Loading && !opening.isActive() ? Trouble::Slow : Trouble::None;
    }
    if (m_library.downloads().progress(row.video.id))
        return Trouble::Downloading;
    if (row.fileState == FileState::Failed)
        return Trouble::DownloadFailed;
    if (const qint64 limit = m_library.keepRules().limitBytes; limit > 0 && row.video.bytes > limit)
        return Trouble::TooLarge;
    return m_library.sync().state() == LibrarySync::State::Offline ? Trouble::Offline : Trouble::Waiting;
}

PlayerPage::Trouble PlayerPage::trouble() const {
    return m_row ? troubleOf(*m_row, m_player, m_opening) : Trouble::None;
}

PlayerPage::Trouble PlayerPage::otherTrouble() const {
    return m_pair ? troubleOf(*m_other, m_pair->follower(), m_otherOpening) : Trouble::None;
}

PlayerPage::Message PlayerPage::messageOf(Trouble trouble, const LibraryVideo& row, const Player& player) const {
    switch (trouble) {
    case Trouble::None:
        break;
    case Trouble::Downloading: {
        const auto progress = m_library.downloads().progress(row.video.id);
        return {tr("Coming to this computer: %1 of %2")
                    .arg(GalleryText::bytes(progress->received), GalleryText::bytes(progress->total)),
            {}};
    }
    case Trouble::Waiting:
        return {tr("This video is not on this computer yet. It is fetched as soon "
                   "as the relay answers."),
            {}};
    case Trouble::Offline:
        return {tr("This video is not on this computer, and there is no connection "
                   "to the relay."),
            {}};
    case Trouble::TooLarge:
        return {GalleryText::beyondLimit(1, 1, m_library.keepRules().limitBytes), {}};
    case Trouble::DownloadFailed:
        return {GalleryText::problem(row), tr("Try again")};
    case Trouble::Slow:
        return {tr("The first picture is slow to come: the disk is busy, or this "
                   "computer can hardly decode it."),
            tr("Open in another program")};
    case Trouble::CannotPlay:
        return {tr("This video cannot be played here. %1").arg(ErrorText::sentence(*player.error())),
            tr("Open in another program")};
    }
    return {};
}

void PlayerPage::showTrouble() {
    if (!m_row || !m_library.isOpen())
        return;
    const auto showIn = [this](const MessageRow& row, Trouble trouble, const QString& videoId, const Message& message) {
        row.bar.setVisible(trouble == Trouble::Downloading);
        if (trouble == Trouble::Downloading)
            row.bar.setProgress(percentOf(m_library.downloads().progress(videoId)));
        const bool failure = trouble == Trouble::DownloadFailed || trouble == Trouble::CannotPlay;
        row.label.setLook(failure ? MessageLabel::Look::ErrorBox : MessageLabel::Look::NoteBox);
        row.label.setMessage(message.sentence);
        row.button.setVisible(!message.action.isEmpty());
        row.button.setText(message.action);
    };
    const Trouble now = trouble();
    m_ui->controls->setPlayable(now == Trouble::None);
    Message message = messageOf(now, *m_row, m_player);
    if (now == Trouble::None && !m_note.isEmpty())
        message = {m_note, {}};
    else if (now == Trouble::None && isUndoOffered())
        message = {tr("Moved to the trash."), tr("Undo")};
    showIn({*m_ui->troubleLabel, *m_ui->actButton, *m_ui->progressBar}, now, videoId(), message);

    const Trouble others = otherTrouble();
    Message otherMessage;
    if (m_pair)
        otherMessage = messageOf(others, *m_other, m_pair->follower());
    showIn({*m_ui->otherTroubleLabel, *m_ui->otherActButton, *m_ui->otherProgressBar}, others,
        m_other ? m_other->video.id : QString(), otherMessage);

    // Each beneath its picture, also where there is nothing to say of the other.
    m_ui->firstColumn->setVisible(m_pair != nullptr);
    m_ui->messagesLayout->setColumnStretch(0, 1);
    m_ui->messagesLayout->setColumnStretch(1, m_pair ? 1 : 0);
    m_ui->messages->setVisible(!message.sentence.isEmpty() || !otherMessage.sentence.isEmpty());
    placeControls();
}

void PlayerPage::actOn(Trouble trouble, const LibraryVideo& row) {
    if (trouble != Trouble::CannotPlay && trouble != Trouble::Slow) {
        m_library.downloads().want(row.video.id);
        return;
    }
    const QString file = m_library.fileOf(row);
    if (!openElsewhere(file))
        showInFileManager(file);
}

void PlayerPage::act() {
    if (const Trouble now = trouble(); now != Trouble::None)
        actOn(now, *m_row);
    else
        m_actions->undo();
}

void PlayerPage::actOnOther() {
    if (const Trouble now = otherTrouble(); now != Trouble::None)
        actOn(now, *m_other);
}

void PlayerPage::say(const QString& note) {
    m_note = note;
    note.isEmpty() ? m_noteTime.stop() : m_noteTime.start();
    showTrouble();
}

} // namespace kinora
