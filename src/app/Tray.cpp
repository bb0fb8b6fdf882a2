#include "app/Tray.h"

#include "gui/create/JobText.h"

#include <QAction>
#include <QApplication>

namespace kinora {

namespace {

constexpr qsizetype mostVideos = 3;
constexpr qsizetype longestEntry = 48;

} // namespace

Tray::Tray(CreationService& creation, QObject* parent)
    : QObject(parent)
    , m_creation(creation) {
    m_icon.setIcon(QApplication::windowIcon());
    m_icon.setContextMenu(&m_menu);
    // Made when it opens, in the language of that moment.
    connect(&m_menu, &QMenu::aboutToShow, this, &Tray::buildMenu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) {
            emit showRequested();
        }
    });
    for (const auto signal : {&CreationService::jobAdded, &CreationService::jobChanged}) {
        connect(&m_creation, signal, this, &Tray::describe);
    }
    connect(&m_creation, &CreationService::jobFinished, this, &Tray::describe);
    connect(&m_creation, &CreationService::jobRemoved, this, &Tray::describe);
    connect(&m_creation, &CreationService::closed, this, [this] {
        m_ready.clear();
        buildMenu();
        describe();
    });
    buildMenu();
    describe();
}

void Tray::show() {
    m_icon.show();
}

void Tray::offer(const Job& job) {
    if (job.videoId.isEmpty()) {
        return;
    }
    m_ready.prepend(job);
    if (m_ready.size() > mostVideos) {
        m_ready.removeLast();
    }
    buildMenu();
}

void Tray::describe() {
    const int active = m_creation.activeCount();
    m_icon.setToolTip(active > 0 ? tr("Kinora · %n in progress", nullptr, active) : QStringLiteral("Kinora"));
}

void Tray::buildMenu() {
    m_menu.clear();
    connect(m_menu.addAction(tr("Show Kinora")), &QAction::triggered, this, &Tray::showRequested);
    m_menu.addSeparator();
    for (const Job& job : std::as_const(m_ready)) {
        QString prompt = JobText::promptLine(job.prompt, longestEntry);
        prompt.replace(u'&', QStringLiteral("&&")); // not a mnemonic
        connect(m_menu.addAction(tr("Watch “%1”").arg(prompt)), &QAction::triggered, this,
            [this, videoId = job.videoId] { emit openRequested(PageId::Player, videoId); });
    }
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitRequested);
}

} // namespace kinora
