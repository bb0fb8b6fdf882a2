// Somebody on the relay: who they are, and what they have published, to look at.
#pragma once

#include "core/Person.h"
#include "media/Player.h"
#include "services/People.h"
#include "services/PublishedVideos.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class PersonPage;
}

namespace kinora {

class PosterCache;
class VideoCard;

class PersonPage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page.
    struct Services {
        People& people;
        PublishedVideos& published;
        PosterCache& posters;
        std::function<std::unique_ptr<Player>()> makePlayer;
    };
    explicit PersonPage(const Services& services, QWidget* parent = nullptr);
    ~PersonPage() override;

    /// `ownHandle` is nobody to follow.
    void open(const QString& handle, const QString& ownHandle);
    /// The page is left: stops, and lets the file go.
    void leave();

signals:
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Shown {
        PublishedVideo video;
        VideoCard* card = nullptr;
        QString poster = {}; ///< empty until it is there
    };

    void leaveKeysToFilm();
    void present(const Person& person);
    void toggleFollow();
    void readMore();
    void add(const PublishedVideo& video);
    void showCard(const Shown& shown);
    void watch(const QString& videoId);
    void stopWatching();
    void toggleLike();
    void showWatched();
    /// The film does not come into view: why, and who else may show it.
    void showTrouble();
    void fail(const Error& error);
    void showProblem();
    void clear();
    void translate();
    [[nodiscard]] Shown* find(const QString& videoId);

    std::unique_ptr<Ui::PersonPage> m_ui;
    Services m_services;
    std::unique_ptr<Player> m_player; ///< made when something is watched first
    QString m_handle;
    QString m_ownHandle;
    std::optional<Person> m_person;
    QList<Shown> m_shown;
    std::optional<Error> m_problem; ///< what the page says went wrong
    QString m_cursor;
    QString m_watched; ///< the id; empty while none is
    QString m_film;    ///< its file, once it is here
    QTimer m_opening;  ///< as long as a first picture may take
    qint64 m_received = 0;
    qint64 m_total = -1;
    bool m_reading = false;
    quint64 m_run = 0; ///< answers about somebody looked at before are dropped
};

} // namespace kinora
