#include "gui/gallery/ProfilePage.h"

#include "gallery/ui_ProfilePage.h"
#include "gui/gallery/EditProfileDialog.h"
#include "gui/gallery/PersonDialog.h"
#include "gui/widgets/ToolTip.h"

#include <QEvent>
#include <QLocale>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int avatarDiameter = 72;

} // namespace

ProfilePage::ProfilePage(const GalleryPane::Services& services, People& people, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ProfilePage>())
    , m_library(services.library)
    , m_session(services.session)
    , m_people(people)
    , m_memory(services.memory)
    , m_gallery(new GalleryPane(services, this)) {
    m_ui->setupUi(this);
    m_gallery->setObjectName(u"galleryPane"_s);
    m_ui->pageLayout->addWidget(m_gallery, 1);
    m_ui->avatar->setDiameter(avatarDiameter);
    connect(m_gallery, &GalleryPane::videoActivated, this, &ProfilePage::videoActivated);
    connect(m_gallery, &GalleryPane::compareRequested, this, &ProfilePage::compareRequested);
    connect(m_gallery, &GalleryPane::composeRequested, this, &ProfilePage::composeRequested);
    connect(m_gallery, &GalleryPane::createRequested, this, &ProfilePage::createRequested);
    connect(m_gallery, &GalleryPane::completed, this, &ProfilePage::completed);
    connect(m_gallery, &GalleryPane::counted, this, &ProfilePage::showVideos);
    connect(&m_session, &SessionService::stateChanged, this, &ProfilePage::showAccount);
    connect(&m_session, &SessionService::accountChanged, this, &ProfilePage::showAccount);
    connect(&m_library, &Library::opened, this, &ProfilePage::showAccount);
    connect(&m_people, &People::changed, this, &ProfilePage::takeCounts);
    connect(m_ui->editButton, &QPushButton::clicked, this, &ProfilePage::editProfile);
    connect(m_ui->peopleButton, &QPushButton::clicked, this, &ProfilePage::findPeople);
    showAccount();
    translate();
}

ProfilePage::~ProfilePage() = default;

void ProfilePage::enter() {
    if (m_session.state() == SessionService::State::SignedIn)
        m_people.refresh();
    m_gallery->enter();
}

const QList<VideoPlace>& ProfilePage::places() const {
    return m_gallery->places();
}

void ProfilePage::showAccount() {
    const bool online = m_session.state() == SessionService::State::SignedIn;
    m_ui->editButton->setVisible(online);
    m_ui->peopleButton->setVisible(online);
    const std::optional<Account> account = m_session.account();
    if (!account)
        return;
    m_ui->avatar->setName(account->displayName);
    m_ui->nameLabel->setText(account->displayName);
    setTextToolTip(*m_ui->nameLabel, account->displayName);
    showVideos(m_gallery->totals());
    showPeople();
}

void ProfilePage::showVideos(const std::optional<LibraryTotals>& totals) {
    const int videos = totals ? static_cast<int>(totals->videos) : 0;
    m_ui->videosNumberLabel->setText(totals ? QLocale().toString(videos) : QString());
    m_ui->videosLabel->setText(tr("Videos", "beneath the number of videos", videos));
    showPeople(); // which has room beside it, or not
}

void ProfilePage::showPeople() {
    m_ui->avatar->setPicture(m_people.picture());
    // Without a connection what was told last.
    const AccountKey key = accountKey();
    const std::optional<AccountStats> stats =
        m_people.stats() || key.accountId.isEmpty() ? m_people.stats() : m_memory.loadCounts(key);
    const AccountStats counts = stats.value_or(AccountStats{});
    const QLocale locale;
    m_ui->cameosNumberLabel->setText(locale.toString(counts.cameos));
    m_ui->followersNumberLabel->setText(locale.toString(counts.followers));
    m_ui->followingNumberLabel->setText(locale.toString(counts.following));
    m_ui->cameosLabel->setText(tr("Cameos"));
    m_ui->followersLabel->setText(tr("Followers"));
    m_ui->followingLabel->setText(tr("Following", "beneath the number of people one follows"));
    m_ui->cameosNumberLabel->setVisible(stats.has_value());
    m_ui->cameosLabel->setVisible(stats.has_value());
    // The name goes before what there is no room for.
    const bool fits = roomBeside(4) >= m_ui->nameLabel->sizeHint().width();
    for (QWidget* label :
        {m_ui->followersNumberLabel, m_ui->followersLabel, m_ui->followingNumberLabel, m_ui->followingLabel})
        label->setVisible(stats && fits);
    showHandle(stats ? (fits ? 4 : 2) : 1);
}

int ProfilePage::roomBeside(int columns) const {
    const QGridLayout& grid = *m_ui->statsLayout;
    int taken = avatarDiameter + m_ui->headerLayout->spacing() * 2;
    const QMargins around = m_ui->pageLayout->contentsMargins() + m_ui->headerLayout->contentsMargins();
    taken += around.left() + around.right();
    for (int column = 0; column < columns; ++column) {
        int widest = 0;
        for (int row = 0; row < grid.rowCount(); ++row)
            widest = std::max(widest, grid.itemAtPosition(row, column)->widget()->sizeHint().width());
        taken += widest + (column > 0 ? grid.horizontalSpacing() : 0);
    }
    if (m_ui->editButton->isVisibleTo(this))
        taken += m_ui->headerLayout->spacing() +
                 std::max(m_ui->editButton->sizeHint().width(), m_ui->peopleButton->sizeHint().width());
    return width() - taken;
}

void ProfilePage::showHandle(int columns) {
    const std::optional<Account> account = m_session.account();
    if (!account)
        return;
    const QString handle = u"@"_s + account->handle;
    const QString whole = account->email.isEmpty() ? handle : u"%1 · %2"_s.arg(handle, account->email);
    m_ui->handleLabel->ensurePolished();
    const bool fits = m_ui->handleLabel->fontMetrics().horizontalAdvance(whole) <= roomBeside(columns);
    m_ui->handleLabel->setText(fits ? whole : handle);
    setTextToolTip(*m_ui->handleLabel, whole);
}

AccountKey ProfilePage::accountKey() const {
    const std::optional<Account> account = m_session.account();
    return {.serverId = m_session.serverId(), .accountId = account ? account->id : QString()};
}

void ProfilePage::takeCounts() {
    if (const AccountKey key = accountKey(); m_people.stats() && !key.accountId.isEmpty())
        m_memory.saveCounts(key, *m_people.stats());
    showPeople();
}

void ProfilePage::editProfile() {
    const std::optional<Account> account = m_session.account();
    if (!account || findChild<EditProfileDialog*>())
        return;
    auto* dialog = new EditProfileDialog(m_people, *account, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ProfilePage::findPeople() {
    const std::optional<Account> account = m_session.account();
    if (!account || findChild<PersonDialog*>())
        return;
    auto* dialog = new PersonDialog(m_people, account->handle, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PersonDialog::profileRequested, this,
        [this, own = account->handle](const QString& handle) { emit personRequested(handle, own); });
    dialog->open();
}

void ProfilePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showPeople();
}

void ProfilePage::translate() {
    showPeople();
    showVideos(m_gallery->totals());
}

void ProfilePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QWidget::changeEvent(event);
}

} // namespace kinora
