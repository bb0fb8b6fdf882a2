// The signed-in person's page: who they are, what they made, and the gallery of it.
#pragma once

#include "core/Clock.h"
#include "services/GalleryMemory.h"
#include "services/Library.h"
#include "services/SessionService.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class ProfilePage;
}

namespace kinora {

class GalleryModel;
class PosterCache;
class SpriteCache;
class VideoCardDelegate;

class ProfilePage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page.
    struct Services {
        Library& library;
        const SessionService& session;
        GalleryMemory& memory;
        PosterCache& posters;
        SpriteCache& sprites;
        const Clock& clock;
    };
    /// It follows the library as it opens and closes.
    explicit ProfilePage(const Services& services, QWidget* parent = nullptr);
    ~ProfilePage() override;

    /// The page is shown: gives the keyboard to the gallery.
    void enter();

signals:
    void videoActivated(const QString& videoId);
    /// The empty gallery's invitation was accepted.
    void createRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void showAccount();
    void showTotals();
    void showWhat();
    [[nodiscard]] AccountKey accountKey() const;
    void setZoom(int percent);
    void translate();

    std::unique_ptr<Ui::ProfilePage> m_ui;
    Library& m_library;
    const SessionService& m_session;
    GalleryMemory& m_memory;
    const Clock& m_clock;
    GalleryModel* m_model;
    VideoCardDelegate* m_delegate;
    GalleryChoices m_choices;
    QTimer m_minute;
};

} // namespace kinora
