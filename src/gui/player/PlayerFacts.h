// The panel beside a video: its prompt, its facts, and what can be done with it.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"

#include <QFrame>
#include <QIcon>
#include <QList>
#include <QTimer>

#include <functional>
#include <memory>

namespace Ui {
class PlayerFacts;
}

class QMenu;

namespace kinora {

class PlayerFacts : public QFrame {
    Q_OBJECT

public:
    explicit PlayerFacts(QWidget* parent = nullptr);
    ~PlayerFacts() override;

    /// `file` is absolute, empty unless it is on this computer; `fileState` says the rest.
    void show(const LibraryVideo& video, const QString& file, const QString& fileState, const Clock& clock);

    /// Whether its model makes others from it.
    void setRemixable(bool remixable);

    /// Takes and remixes, the video itself among them; `poster` gives the pictures of their menu, when it is opened.
    void showFamily(const QList<LibraryVideo>& family, const std::function<QIcon(const LibraryVideo&)>& poster);

    /// More of those pictures are there now: shows them in the menu, if it is open.
    void showFamilyPosters();

    /// What the other one is to this one, and how its prompt begins; for menus.
    [[nodiscard]] static QString relativeText(const Video& one, const Video& other);

signals:
    void varyRequested();
    void settingsRequested();
    void remixRequested();
    void rated(int rating);
    void favoriteChosen(bool favorite);
    void publishRequested(bool published);
    void exportRequested();
    void trashRequested();
    void restoreRequested();
    void videoRequested(const QString& videoId);
    /// Side by side with this one.
    void comparisonRequested(const QString& videoId);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void copyPrompt();
    void fitPrompt();
    void showOpinion();
    void fillFamilyMenu();

    std::unique_ptr<Ui::PlayerFacts> m_ui;
    LibraryVideo m_video;
    QString m_file;
    QTimer m_copied;
    QList<LibraryVideo> m_family;
    std::function<QIcon(const LibraryVideo&)> m_poster;
    QMenu* m_beside = nullptr; ///< of the menu, for comparing
};

} // namespace kinora
