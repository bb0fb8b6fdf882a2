// The app's icon in the tray: how much is in progress, and the videos that are ready.
#pragma once

#include "core/Job.h"
#include "gui/shell/AuthGuard.h"
#include "services/CreationService.h"

#include <QList>
#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace kinora {

// Where the desktop has no tray nothing is shown, and nothing depends on it: closing the window ends the app.
class Tray : public QObject {
    Q_OBJECT

public:
    // Outlives this.
    explicit Tray(CreationService& creation, QObject* parent = nullptr);

    // Asks the desktop for a place, which may take a moment.
    void show();
    // Adds a video to the menu; the last few stay.
    void offer(const Job& job);
    // Where notices come from on Windows and macOS.
    [[nodiscard]] QSystemTrayIcon& icon() { return m_icon; }
    [[nodiscard]] const QMenu& menu() const { return m_menu; }

signals:
    void showRequested();
    void openRequested(kinora::PageId page, const QString& videoId);
    void quitRequested();

private:
    void describe();
    void buildMenu();

    CreationService& m_creation;
    QList<Job> m_ready; // newest first
    QMenu m_menu;       // before the icon, which shows it
    QSystemTrayIcon m_icon;
};

} // namespace kinora
