// The signed-in person's page: who they are, what they made, and the gallery of it.
#pragma once

#include "gui/gallery/GalleryPane.h"
#include "services/People.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ProfilePage;
}

namespace kinora {

class ProfilePage : public QWidget {
    Q_OBJECT

public:
    /// What is in `services`, and `people`, outlives the page.
    ProfilePage(const GalleryPane::Services& services, People& people, QWidget* parent = nullptr);
    ~ProfilePage() override;

    /// The page is shown: gives the keyboard to the gallery.
    void enter();
    /// The videos of the gallery, as they are shown.
    [[nodiscard]] const QList<VideoPlace>& places() const;

signals:
    void videoActivated(const QString& videoId);
    /// To be played side by side.
    void compareRequested(const QString& videoId, const QString& otherId);
    void personRequested(const QString& handle, const QString& ownHandle);
    void composeRequested(const kinora::NewJob& job);
    /// The empty gallery's invitation was accepted.
    void createRequested();
    /// places() were the first of more, and are all now.
    void completed();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showAccount();
    void showVideos(const std::optional<LibraryTotals>& totals);
    void showPeople();
    void takeCounts();
    void showHandle(int columns);
    /// Between the picture and so many columns of numbers.
    [[nodiscard]] int roomBeside(int columns) const;
    [[nodiscard]] AccountKey accountKey() const;
    void editProfile();
    void findPeople();
    void translate();

    std::unique_ptr<Ui::ProfilePage> m_ui;
    Library& m_library;
    const SessionService& m_session;
    People& m_people;
    GalleryMemory& m_memory;
    GalleryPane* m_gallery;
};

} // namespace kinora
