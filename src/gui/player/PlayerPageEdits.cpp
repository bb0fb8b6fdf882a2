// What PlayerPage does with a video beside playing it: rating, trash, its relatives, another one beside it.
#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/leave/ExportDialog.h"
#include "gui/player/InStep.h"
#include "gui/player/PlayerPage.h"
#include "gui/theme/Theme.h"
#include "player/ui_PlayerPage.h"
#include "services/LibraryEdits.h"

namespace kinora {

namespace {

constexpr QSize relativeIcon{48, 48};

} // namespace

void PlayerPage::connectFacts() {
    connect(m_ui->facts, &PlayerFacts::rated, this, &PlayerPage::rate);
    connect(m_ui->facts, &PlayerFacts::favoriteChosen, this, &PlayerPage::setFavorite);
    connect(m_ui->facts, &PlayerFacts::publishRequested, this, &PlayerPage::setPublished);
    connect(m_ui->facts, &PlayerFacts::exportRequested, this, [this] {
        auto* dialog = new ExportDialog(m_library, {m_row->key}, this);
        dialog->open();
    });
    connect(m_ui->facts, &PlayerFacts::trashRequested, this, &PlayerPage::moveToTrash);
    connect(
        m_ui->facts, &PlayerFacts::settingsRequested, this, [this] { emit composeRequested(sameAgain(m_row->video)); });
    connect(m_ui->facts, &PlayerFacts::varyRequested, this, [this] {
        NewJob job = sameAgain(m_row->video);
        job.seed.reset();
        emit composeRequested(job);
    });
    connect(m_ui->facts, &PlayerFacts::remixRequested, this, [this] { emit composeRequested(remixOf(m_row->video)); });
    connect(m_ui->facts, &PlayerFacts::videoRequested, this, &PlayerPage::open);
    connect(m_ui->facts, &PlayerFacts::comparisonRequested, this,
        [this](const QString& otherId) { compare(videoId(), otherId); });
    connect(m_ui->aloneButton, &QAbstractButton::clicked, this, [this] {
        endComparison();
        showRow();
    });
}

void PlayerPage::rate(int rating) {
    receive(m_library.edits().setRating({videoId()}, rating), this,
        [this](const Result<void>& edited) { takeEdit(edited); });
}

void PlayerPage::setFavorite(bool favorite) {
    receive(m_library.edits().setFavorite({videoId()}, favorite), this,
        [this](const Result<void>& edited) { takeEdit(edited); });
}

void PlayerPage::setPublished(bool published) {
    receive(m_library.edits().setPublished({videoId()}, published), this,
        [this](const Result<void>& edited) { takeEdit(edited); });
}

void PlayerPage::takeEdit(const Result<void>& edited) {
    if (!edited) {
        showRow(); // as it still is
        say(ErrorText::sentence(edited.error()));
    }
}

void PlayerPage::moveToTrash() {
    const QString id = videoId();
    const bool onward = m_index + 1 < m_places.size();
    if (m_index < 0 || m_places.size() < 2) {
        receive(m_library.edits().trash({id}), this, [this](const Result<void>& edited) { takeEdit(edited); });
        return; // the library tells that it is gone
    }
    stepThroughGallery(onward ? 1 : -1);
    receive(m_library.edits().trash({id}), this, [this, id](const Result<void>& edited) {
        takeEdit(edited);
        if (edited) {
            say(tr("Moved to the trash."));
            m_trashed = id;
            showTrouble();
        }
    });
}

void PlayerPage::takeOutOfTrash() {
    const QString id = m_trashed;
    say({});
    receive(m_library.edits().restore({id}), this, [this, id](const Result<void>& edited) {
        takeEdit(edited);
        if (edited)
            open(id);
    });
}

void PlayerPage::showFamily() {
    m_ui->facts->showFamily(
        m_library.store().family(videoId()).value_or(QList<LibraryVideo>()), [this](const LibraryVideo& relative) {
            return QIcon(
                m_posters.card(m_library.posterOf(relative), relativeIcon, radius::badge, devicePixelRatioF()));
        });
}

void PlayerPage::compare(const QString& videoId, const QString& otherId) {
    if (videoId != this->videoId())
        open(videoId);
    endComparison();
    const Result<LibraryVideo> other = m_library.find(otherId);
    if (!m_row || !other || otherId == this->videoId())
        return;
    m_other = *other;
    m_library.downloads().want(otherId);
    m_pair = std::make_unique<InStep>(m_player, m_makePlayer());
    m_ui->otherCanvas->setPlayer(&m_pair->follower());
    showRow();
}

void PlayerPage::showComparison() {
    m_ui->otherCanvas->setVisible(m_pair != nullptr);
    m_ui->aloneButton->setVisible(m_pair != nullptr);
    if (!m_pair)
        return;
    if (const Result<LibraryVideo> other = m_library.find(m_other->video.id))
        m_other = *other;
    m_ui->otherCanvas->setPoster(m_posters.image(m_library.posterOf(*m_other)));
    m_ui->otherCanvas->setAccessibleName(tr("Beside it: %1").arg(m_other->video.prompt.simplified()));
    const QString file = m_library.fileOf(*m_other);
    if (!file.isEmpty() && m_pair->follower().state() == Player::State::Empty)
        m_pair->open(file);
}

void PlayerPage::endComparison() {
    if (!m_pair)
        return;
    m_ui->otherCanvas->setPlayer(nullptr);
    m_pair.reset();
    m_other.reset();
    showComparison();
}

} // namespace kinora
