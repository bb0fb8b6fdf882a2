// The signed-in person's page: who they are, what they made, and the gallery of it.
#pragma once

#include "core/Clock.h"
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
class VideoCardDelegate;

class ProfilePage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page. It follows the library as it opens and closes.
    ProfilePage(Library& library, const SessionService& session, const Clock& clock, PosterCache& posters,
        QWidget* parent = nullptr);
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
    void translate();

    std::unique_ptr<Ui::ProfilePage> m_ui;
    Library& m_library;
    const SessionService& m_session;
    const Clock& m_clock;
    GalleryModel* m_model;
    VideoCardDelegate* m_delegate;
    QTimer m_minute;
};

} // namespace kinora
