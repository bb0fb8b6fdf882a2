#include "gui/gallery/ProfilePage.h"

#include "gallery/ui_ProfilePage.h"
#include "gui/gallery/GalleryText.h"
#include "gui/widgets/ToolTip.h"

#include <QEvent>
#include <QLocale>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int avatarDiameter = 72;

} // namespace

ProfilePage::ProfilePage(const GalleryPane::Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ProfilePage>())
    , m_library(services.library)
    , m_session(services.session)
    , m_gallery(new GalleryPane(services, this)) {
    m_ui->setupUi(this);
    m_gallery->setObjectName(u"galleryPane"_s);
    m_ui->pageLayout->addWidget(m_gallery, 1);
    m_ui->avatar->setDiameter(avatarDiameter);
    connect(m_gallery, &GalleryPane::videoActivated, this, &ProfilePage::videoActivated);
    connect(m_gallery, &GalleryPane::createRequested, this, &ProfilePage::createRequested);
    connect(m_gallery, &GalleryPane::counted, this, &ProfilePage::showTotals);
    connect(&m_session, &SessionService::stateChanged, this, &ProfilePage::showAccount);
    connect(&m_session, &SessionService::accountChanged, this, &ProfilePage::showAccount);
    connect(&m_library, &Library::opened, this, &ProfilePage::showAccount);
    showAccount();
    translate();
}

ProfilePage::~ProfilePage() = default;

void ProfilePage::enter() {
    m_gallery->enter();
}

const QList<VideoPlace>& ProfilePage::places() const {
    return m_gallery->places();
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
    showTotals(m_gallery->totals());
}

void ProfilePage::showTotals(const LibraryTotals& totals) {
    const auto videos = static_cast<int>(totals.videos);
    m_ui->videosNumberLabel->setText(QLocale().toString(videos));
    m_ui->videosLabel->setText(tr("Videos", "beneath the number of videos", videos));
    m_ui->bytesNumberLabel->setText(GalleryText::bytes(totals.bytesHere));
}

void ProfilePage::translate() {
    m_ui->bytesLabel->setText(tr("On this computer"));
    showTotals(m_gallery->totals());
}

void ProfilePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QWidget::changeEvent(event);
}

} // namespace kinora
