#include "gui/people/PersonPage.h"

#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/VideoCard.h"
#include "gui/player/FileManager.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Tokens.h"
#include "gui/widgets/FlowLayout.h"
#include "people/ui_PersonPage.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownFaceDiameter = 72;
constexpr int cardHeight = 236;
constexpr std::chrono::seconds firstPictureTime{2};

QString wordsOf(const Video& video) {
    return (video.title.isEmpty() ? video.prompt : video.title).simplified();
}

} // namespace

PersonPage::PersonPage(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::PersonPage>())
    , m_services(services) {
    m_ui->setupUi(this);
    m_ui->backButton->setIcon(icon(u"arrow-left"_s, IconRole::Text));
    m_ui->closeButton->setIcon(icon(u"arrow-left"_s, IconRole::Text));
    m_ui->avatar->setDiameter(shownFaceDiameter);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->canvas->setCornerRadius(radius::card);
    m_ui->canvas->setSurround(Qt::transparent);
    m_ui->cards->setLayout(new FlowLayout(nullptr, space::s));
    connect(m_ui->backButton, &QPushButton::clicked, this, &PersonPage::backRequested);
    connect(m_ui->followButton, &QPushButton::clicked, this, &PersonPage::toggleFollow);
    connect(m_ui->moreButton, &QPushButton::clicked, this, &PersonPage::readMore);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &PersonPage::stopWatching);
    connect(m_ui->likeButton, &QPushButton::clicked, this, &PersonPage::toggleLike);
    m_opening.setSingleShot(true);
    m_opening.setInterval(firstPictureTime);
    connect(&m_opening, &QTimer::timeout, this, &PersonPage::showWatched);
    connect(m_ui->openButton, &QPushButton::clicked, this, [this] {
        if (!openElsewhere(m_film))
            showInFileManager(m_film);
    });
    connect(m_ui->playButton, &QPushButton::clicked, this, [this] {
        if (m_player)
            m_player->toggle();
    });
    leaveKeysToFilm();
    clear();
}

PersonPage::~PersonPage() {
    leave();
    m_ui->canvas->setPlayer(nullptr);
}

/// Space stops and goes on also after a click on a button, which the keyboard reaches by Tab.
void PersonPage::leaveKeysToFilm() {
    m_ui->canvas->setFocusPolicy(Qt::ClickFocus);
    m_ui->canvas->setProperty("focusRadius", -1);
    for (QPushButton* button :
        {m_ui->backButton, m_ui->followButton, m_ui->closeButton, m_ui->playButton, m_ui->likeButton, m_ui->openButton})
        button->setFocusPolicy(Qt::TabFocus);
}

void PersonPage::open(const QString& handle, const QString& ownHandle) {
    leave();
    clear();
    m_handle = handle;
    m_ownHandle = ownHandle;
    const quint64 run = ++m_run;
    m_ui->handleLabel->setText(u"@"_s + handle);
    receive(m_services.people.find(handle), this, [this, run](const Result<Person>& person) {
        if (run != m_run)
            return;
        if (person)
            present(*person);
        else
            fail(person.error());
    });
    readMore();
}

void PersonPage::leave() {
    stopWatching();
}

void PersonPage::clear() {
    m_person.reset();
    m_cursor.clear();
    m_reading = false;
    for (const Shown& shown : std::exchange(m_shown, {}))
        delete shown.card;
    m_ui->avatar->setPicture({});
    m_ui->avatar->setName(m_handle);
    m_ui->nameLabel->clear();
    m_ui->followButton->hide();
    m_ui->moreButton->hide();
    m_problem.reset();
    showProblem();
    m_ui->contentStack->setCurrentWidget(m_ui->waitingPage);
    translate();
}

void PersonPage::present(const Person& person) {
    const bool first = !m_person;
    m_person = person;
    m_ui->avatar->setName(person.displayName);
    m_ui->nameLabel->setText(person.displayName);
    m_ui->followButton->setVisible(person.handle != m_ownHandle);
    translate();
    if (!first || person.avatarUrl.isEmpty())
        return;
    receive(m_services.people.pictureOf(person.handle), this, [this, run = m_run](const Result<QImage>& picture) {
        if (picture && run == m_run)
            m_ui->avatar->setPicture(*picture);
    });
}

void PersonPage::toggleFollow() {
    if (!m_person)
        return;
    m_ui->followButton->setEnabled(false);
    receive(m_services.people.setFollowed(m_handle, !m_person->followed), this,
        [this, run = m_run](const Result<Person>& person) {
            m_ui->followButton->setEnabled(true);
            if (run != m_run)
                return;
            if (person)
                present(*person);
            else
                fail(person.error());
        });
}

void PersonPage::readMore() {
    if (std::exchange(m_reading, true))
        return;
    m_ui->moreButton->setEnabled(false);
    receive(m_services.published.of(m_handle, m_cursor), this,
        [this, run = m_run](const Result<Page<PublishedVideo>>& page) {
            if (run != m_run)
                return;
            m_reading = false;
            m_ui->moreButton->setEnabled(true);
            if (!page) {
                m_ui->moreButton->setVisible(!m_shown.isEmpty());
                fail(page.error());
                return;
            }
            m_cursor = page->nextCursor;
            m_ui->moreButton->setVisible(!m_cursor.isEmpty());
            for (const PublishedVideo& video : page->items)
                add(video);
            if (m_watched.isEmpty())
                m_ui->contentStack->setCurrentWidget(
                    m_shown.isEmpty() ? static_cast<QWidget*>(m_ui->emptyState) : m_ui->cardsPage);
        });
}

PersonPage::Shown* PersonPage::find(const QString& videoId) {
    const auto found =
        std::ranges::find_if(m_shown, [&videoId](const Shown& shown) { return shown.video.video.id == videoId; });
    return found == m_shown.end() ? nullptr : &*found;
}

void PersonPage::add(const PublishedVideo& video) {
    const QString id = video.video.id;
    if (find(id) != nullptr)
        return; // published again while one turned the pages
    auto* card = new VideoCard(m_services.posters, m_ui->cards);
    card->setObjectName(u"publishedCard%1"_s.arg(m_shown.size() + 1));
    connect(card, &QAbstractButton::clicked, this, [this, id] { watch(id); });
    m_shown.append({.video = video, .card = card});
    showCard(m_shown.last());
    card->setFixedSize(card->widthFor(cardHeight), cardHeight);
    m_ui->cards->layout()->addWidget(card);
    receive(m_services.published.poster(id), this, [this, id, run = m_run](const Result<QString>& poster) {
        Shown* shown = run == m_run ? find(id) : nullptr;
        if (!poster || shown == nullptr)
            return;
        shown->poster = *poster;
        showCard(*shown);
    });
}

void PersonPage::showCard(const Shown& shown) {
    LibraryVideo row;
    row.video = shown.video.video;
    shown.card->show(row, shown.poster,
        tr("%1, %n like(s)", "a video, for screen readers", static_cast<int>(shown.video.likes))
            .arg(wordsOf(shown.video.video)));
}

void PersonPage::watch(const QString& videoId) {
    const Shown* shown = find(videoId);
    if (shown == nullptr)
        return;
    if (!m_player) {
        m_player = m_services.makePlayer();
        m_player->setLooping(true);
        m_ui->canvas->setPlayer(m_player.get());
        connect(m_player.get(), &Player::stateChanged, this, &PersonPage::showWatched);
    }
    m_player->close();
    m_ui->canvas->clear();
    m_film.clear();
    m_opening.stop();
    m_watched = videoId;
    m_received = 0;
    m_total = -1;
    m_problem.reset();
    showProblem();
    m_ui->contentStack->setCurrentWidget(m_ui->watchPage);
    m_ui->canvas->setFocus(Qt::OtherFocusReason);
    showWatched();
    receive(m_services.published.poster(videoId), this, [this, videoId](const Result<QString>& poster) {
        if (poster && videoId == m_watched)
            m_ui->canvas->setPoster(QImage(*poster));
    });
    const auto progress = [this, page = QPointer(this), videoId](qint64 received, qint64 total) {
        if (!page || videoId != m_watched)
            return;
        m_received = received;
        m_total = total;
        showWatched();
    };
    receive(
        m_services.published.film(shown->video.video, progress), this, [this, videoId](const Result<QString>& file) {
            if (videoId != m_watched)
                return;
            if (file) {
                m_film = *file;
                m_opening.start();
                m_player->open(*file, true);
            } else {
                stopWatching();
                fail(file.error());
            }
            showWatched();
        });
}

void PersonPage::stopWatching() {
    if (m_watched.isEmpty())
        return;
    const QString watched = std::exchange(m_watched, {});
    m_services.published.stopFilm();
    m_film.clear();
    m_opening.stop();
    m_player->close();
    showProblem();
    m_ui->canvas->clear();
    m_ui->contentStack->setCurrentWidget(m_ui->cardsPage);
    if (const Shown* shown = find(watched))
        shown->card->setFocus(Qt::OtherFocusReason);
}

void PersonPage::toggleLike() {
    Shown* shown = find(m_watched);
    if (shown == nullptr)
        return;
    m_ui->likeButton->setEnabled(false);
    receive(m_services.published.setLiked(m_watched, !shown->video.liked), this,
        [this, id = m_watched, run = m_run](const Result<PublishedVideo>& video) {
            m_ui->likeButton->setEnabled(true);
            Shown* liked = run == m_run ? find(id) : nullptr;
            if (!video) {
                fail(video.error());
            } else if (liked != nullptr) {
                liked->video = *video;
                showWatched();
            }
        });
}

void PersonPage::showWatched() {
    const Shown* shown = find(m_watched);
    if (shown == nullptr)
        return;
    const PublishedVideo& video = shown->video;
    m_ui->promptLabel->setText(wordsOf(video.video));
    m_ui->canvas->setAccessibleName(tr("Video: %1").arg(wordsOf(video.video)));
    m_ui->likeButton->setText(QLocale().toString(video.likes));
    m_ui->likeButton->setIcon(icon(video.liked ? u"heart-full"_s : u"heart"_s, IconRole::Accent));
    m_ui->likeButton->setAccessibleName((video.liked ? tr("Liked, %n like(s)", "", static_cast<int>(video.likes))
                                                     : tr("Like, %n like(s)", "", static_cast<int>(video.likes))));
    const bool isHere = m_player->state() != Player::State::Empty;
    const bool isOpen = isHere && m_player->state() != Player::State::Failed;
    const bool isPlaying = m_player->state() == Player::State::Playing;
    m_ui->playButton->setEnabled(isOpen);
    m_ui->playButton->setIcon(icon(isPlaying ? u"pause"_s : u"play"_s, IconRole::Text));
    m_ui->playButton->setText(isPlaying ? tr("Pause") : tr("Play"));
    const int percent = m_total > 0 ? static_cast<int>(m_received * 100 / m_total) : 0;
    m_ui->loadingLabel->setText(isHere ? QString() : tr("Fetching the video… %1%").arg(percent));
    showTrouble();
}

void PersonPage::showTrouble() {
    const bool isBroken = m_player->state() == Player::State::Failed;
    const bool isSlow = m_player->state() == Player::State::Loading && !m_film.isEmpty() && !m_opening.isActive();
    m_ui->openButton->setVisible(isBroken || isSlow);
    m_ui->problemLabel->setLook(isSlow ? MessageLabel::Look::NoteBox : MessageLabel::Look::ErrorBox);
    if (isBroken)
        m_ui->problemLabel->setMessage(
            tr("This video cannot be played here. %1").arg(ErrorText::sentence(*m_player->error())));
    else if (isSlow)
        m_ui->problemLabel->setMessage(
            tr("The first picture is slow to come: the disk is busy, or this computer can hardly decode it."));
    else
        showProblem();
}

void PersonPage::fail(const Error& error) {
    if (error.code == ErrorCode::Canceled)
        return;
    m_problem = error;
    showProblem();
    if (m_shown.isEmpty())
        m_ui->contentStack->setCurrentWidget(m_ui->failedPage);
}

void PersonPage::showProblem() {
    QString sentence;
    if (m_problem)
        sentence = m_problem->code == ErrorCode::NotFound ? tr("This is not shown any more.")
                                                          : ErrorText::sentence(*m_problem);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->problemLabel->setMessage(sentence);
}

void PersonPage::translate() {
    const QLocale locale;
    const bool known = m_person.has_value();
    for (QWidget* label : {m_ui->videosNumberLabel, m_ui->videosLabel, m_ui->followersNumberLabel, m_ui->followersLabel,
             m_ui->followingNumberLabel, m_ui->followingLabel})
        label->setVisible(known);
    if (known) {
        m_ui->videosNumberLabel->setText(locale.toString(m_person->videos));
        m_ui->followersNumberLabel->setText(locale.toString(m_person->followers));
        m_ui->followingNumberLabel->setText(locale.toString(m_person->following));
        m_ui->followButton->setText(m_person->followed ? tr("Unfollow") : tr("Follow"));
    }
    m_ui->emptyState->setTexts(
        tr("Nothing published yet"), tr("What this person publishes appears here for everybody on the relay."));
    m_ui->emptyState->setSuggestions({});
    for (const Shown& shown : m_shown)
        showCard(shown);
    showProblem();
    showWatched();
}

void PersonPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (m_watched.isEmpty())
            emit backRequested();
        else
            stopWatching();
        return;
    }
    if (event->key() == Qt::Key_Space && !m_watched.isEmpty()) {
        m_player->toggle();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PersonPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

} // namespace kinora
