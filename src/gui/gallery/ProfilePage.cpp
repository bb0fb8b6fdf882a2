#include "gui/gallery/ProfilePage.h"

#include "gallery/ui_ProfilePage.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/VideoCardDelegate.h"
#include "gui/widgets/ToolTip.h"

#include <QEvent>
#include <QLocale>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int avatarDiameter = 72;
constexpr int minuteMs = 60 * 1000;

} // namespace

ProfilePage::ProfilePage(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ProfilePage>())
    , m_library(services.library)
    , m_session(services.session)
    , m_memory(services.memory)
    , m_clock(services.clock)
    , m_model(new GalleryModel(m_library, m_clock, this))
    , m_delegate(new VideoCardDelegate(services.posters, services.sprites, m_clock, this)) {
    m_ui->setupUi(this);
    m_ui->avatar->setDiameter(avatarDiameter);
    m_ui->galleryView->show(*m_model, *m_delegate, m_clock);
    m_ui->zoomSlider->setRange(GalleryChoices::smallestZoom, GalleryChoices::largestZoom);
    connect(m_ui->zoomSlider, &QSlider::valueChanged, this, &ProfilePage::setZoom);
    connect(m_ui->galleryView, &GalleryView::zoomWished, this, [this](int steps) {
        m_ui->zoomSlider->setValue(m_ui->zoomSlider->value() + steps * m_ui->zoomSlider->pageStep());
    });
    connect(&services.posters, &PosterCache::ready, m_ui->galleryView->viewport(), qOverload<>(&QWidget::update));
    connect(m_ui->galleryView, &GalleryView::videoActivated, this, &ProfilePage::videoActivated);
    connect(m_ui->emptyState, &EmptyState::suggestionChosen, this, &ProfilePage::createRequested);
    connect(&m_session, &SessionService::stateChanged, this, &ProfilePage::showAccount);
    connect(&m_session, &SessionService::accountChanged, this, &ProfilePage::showAccount);
    connect(&m_library, &Library::opened, this, &ProfilePage::follow);
    connect(&m_library, &Library::videosChanged, this, &ProfilePage::showTotals);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ProfilePage::showWhat);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ProfilePage::showWhat);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ProfilePage::showWhat);
    // "5 min ago" and "synced just now" grow old by themselves.
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        showTotals();
        m_ui->galleryView->viewport()->update();
    });
    m_minute.start();
    if (m_library.isOpen())
        follow();
    translate();
}

ProfilePage::~ProfilePage() = default;

void ProfilePage::enter() {
    m_ui->galleryView->setFocus(Qt::OtherFocusReason);
}

void ProfilePage::follow() {
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, &ProfilePage::showWhat);
    m_choices = m_memory.load(accountKey());
    m_ui->zoomSlider->setValue(m_choices.zoom);
    showAccount();
    showWhat();
}

AccountKey ProfilePage::accountKey() const {
    const std::optional<Account> account = m_session.account();
    return {.serverId = m_session.serverId(), .accountId = account ? account->id : QString()};
}

void ProfilePage::setZoom(int percent) {
    m_ui->galleryView->setZoom(percent);
    if (percent == m_choices.zoom)
        return;
    m_choices.zoom = percent;
    m_memory.save(accountKey(), m_choices);
}

void ProfilePage::showAccount() {
    const std::optional<Account> account = m_session.account();
    if (!account)
        return;
    m_ui->avatar->setName(account->displayName);
    m_ui->nameLabel->setText(account->displayName);
    setTextToolTip(*m_ui->nameLabel, account->displayName);
    const QString handle = u"@"_s + account->handle;
    m_ui->handleLabel->setText(account->email.isEmpty() ? handle : u"%1 · %2"_s.arg(handle, account->email));
    setTextToolTip(*m_ui->handleLabel, m_ui->handleLabel->text());
}

void ProfilePage::showTotals() {
    if (!m_library.isOpen())
        return;
    const Result<LibraryTotals> totals = m_library.totals();
    if (!totals)
        return;
    const auto videos = static_cast<int>(totals->videos);
    m_ui->videosNumberLabel->setText(QLocale().toString(videos));
    m_ui->videosLabel->setText(tr("Videos", "beneath the number of videos", videos));
    m_ui->bytesNumberLabel->setText(GalleryText::bytes(totals->bytesHere));

    QStringList parts{
        tr("%n video(s)", "", videos), tr("%1 on this computer").arg(GalleryText::bytes(totals->bytesHere))};
    const LibrarySync& sync = m_library.sync();
    switch (sync.state()) {
    case LibrarySync::State::Offline:
        parts << tr("offline");
        break;
    case LibrarySync::State::Syncing:
        parts << tr("syncing…");
        break;
    case LibrarySync::State::Synced:
        parts << tr("synced %1").arg(GalleryText::age(sync.lastSynced(), m_clock.now()));
        break;
    case LibrarySync::State::Failed:
        parts << tr("could not ask the relay for more");
        break;
    }
    m_ui->footerLabel->setText(parts.join(u" · "_s));
}

void ProfilePage::showWhat() {
    showTotals();
    if (m_model->rowCount() > 0) {
        m_ui->contentStack->setCurrentWidget(m_ui->galleryView);
        return;
    }
    const LibrarySync::State state = m_library.isOpen() ? m_library.sync().state() : LibrarySync::State::Offline;
    if (state == LibrarySync::State::Synced) {
        m_ui->contentStack->setCurrentWidget(m_ui->emptyState);
        return;
    }
    // Nothing is known yet: an invitation to make the first video could be a lie.
    m_ui->waitingLabel->setText(
        state == LibrarySync::State::Syncing ? tr("Looking for your videos…")
        : state == LibrarySync::State::Failed
            ? tr("The relay could not be asked for your videos. It is tried again.")
            : tr("There are no videos on this computer yet. They come when you are signed in."));
    m_ui->contentStack->setCurrentWidget(m_ui->waitingPage);
}

void ProfilePage::translate() {
    m_ui->galleryView->setAccessibleName(tr("Your videos, newest first"));
    m_ui->bytesLabel->setText(tr("On this computer"));
    m_ui->emptyState->setTexts(tr("Nothing here yet"), tr("What you make appears here, and stays on this computer."));
    m_ui->emptyState->setSuggestions({tr("Describe your first video")});
    showWhat();
}

void ProfilePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QWidget::changeEvent(event);
}

} // namespace kinora
