// What PlayerPage does with a video beside playing it: rating, trash, its relatives, another one beside it.
#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/leave/ExportDialog.h"
#include "gui/player/InStep.h"
#include "gui/player/PlayerPage.h"
#include "gui/theme/Theme.h"
#include "player/ui_PlayerPage.h"
#include "services/LibraryEdits.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <utility>

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
    connect(m_ui->facts, &PlayerFacts::trashRequested, this, &PlayerPage::throwAway);
    connect(m_ui->facts, &PlayerFacts::restoreRequested, this, &PlayerPage::restore);
    connect(&m_undo, &TrashUndo::changed, this, &PlayerPage::showTrouble);
    connect(&m_undo, &TrashUndo::broughtBack, this, &PlayerPage::takeBack);
    connect(m_actions, &GalleryActions::failed, this, [this](const Error& error) { takeEdit(std::unexpected(error)); });
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

void PlayerPage::throwAway() {
    const Chosen chosen{.keys = {m_row->key}, .rows = {*m_row}};
    if (m_row->video.state == VideoState::Trashed) {
        m_actions->askToRemoveForever(chosen, [this, key = m_row->key] {
            if (m_row && m_row->key == key)
                stepAside();
        });
        return;
    }
    m_trashed = videoId();
    m_orderBefore = m_order;
    m_actions->trash(chosen);
    stepAside();
}

void PlayerPage::restore() {
    m_actions->restore({.keys = {m_row->key}, .rows = {*m_row}});
}

/// Where there is no other, the library tells that this one is gone.
void PlayerPage::stepAside() {
    stepThroughGallery(m_index + 1 < m_places.size() ? 1 : -1);
}

bool PlayerPage::isUndoOffered() const {
    return !m_trashed.isEmpty() && m_undo.ids() == QStringList{m_trashed};
}

void PlayerPage::takeBack(const QStringList& ids) {
    if (ids != QStringList{m_trashed} || !m_row)
        return;
    const QString id = std::exchange(m_trashed, {});
    if (const Result<LibraryVideo> row = m_library.find(id))
        putBackIntoOrder(row->key);
    open(id);
}

/// Behind what came before it and is still there; the list may have grown meanwhile, and others may have gone.
void PlayerPage::putBackIntoOrder(qint64 key) {
    const QList<VideoPlace> before = std::exchange(m_orderBefore, {});
    const auto place = std::ranges::find(before, key, &VideoPlace::key);
    QHash<qint64, qsizetype> here;
    here.reserve(m_order.size());
    for (qsizetype i = 0; i < m_order.size(); ++i)
        here.insert(m_order.at(i).key, i);
    if (here.contains(key) || place == before.end())
        return;
    qsizetype behind = 0;
    for (auto earlier = place; earlier != before.begin() && behind == 0;) {
        --earlier;
        behind = here.value(earlier->key, -1) + 1;
    }
    m_order.insert(behind, *place);
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
    holdFiles();
    m_library.downloads().want(otherId);
    m_pair = std::make_unique<InStep>(m_player, m_makePlayer());
    m_ui->otherCanvas->setPlayer(&m_pair->follower());
    connect(&m_pair->follower(), &Player::stateChanged, this, &PlayerPage::showTrouble);
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
    if (!file.isEmpty() && m_pair->follower().state() == Player::State::Empty && QFileInfo::exists(file)) {
        m_otherOpening.start();
        m_pair->open(file);
        m_library.watched(m_other->video.id);
    }
}

void PlayerPage::endComparison() {
    if (!m_pair)
        return;
    m_ui->otherCanvas->setPlayer(nullptr);
    m_otherOpening.stop();
    m_pair->follower().disconnect(this);
    m_pair.reset();
    m_other.reset();
    holdFiles();
    showComparison();
}

} // namespace kinora
