// The signed-in person's page: who they are, what they made, and the gallery of it.
#pragma once

#include "gui/gallery/GalleryPane.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ProfilePage;
}

namespace kinora {

class ProfilePage : public QWidget {
    Q_OBJECT

public:
    /// What is in `services` outlives the page.
    explicit ProfilePage(const GalleryPane::Services& services, QWidget* parent = nullptr);
    ~ProfilePage() override;

    /// The page is shown: gives the keyboard to the gallery.
    void enter();
    /// The videos of the gallery, as they are shown.
    [[nodiscard]] const QList<VideoPlace>& places() const;

signals:
    void videoActivated(const QString& videoId);
    /// The empty gallery's invitation was accepted.
    void createRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showAccount();
    void showTotals(const LibraryTotals& totals);
    void translate();

    std::unique_ptr<Ui::ProfilePage> m_ui;
    Library& m_library;
    const SessionService& m_session;
    GalleryPane* m_gallery;
};

} // namespace kinora
