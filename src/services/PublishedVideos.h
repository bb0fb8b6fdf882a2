// What others show on the relay: their pages, and the files behind them for as long as one looks. Nothing of it becomes
// part of one's own library.
#pragma once

#include "core/PublishedVideo.h"
#include "net/PeopleApi.h"
#include "net/RelayApi.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace kinora {

/// Files lie in a folder of their own that goes with this; of the films the last few stay. GUI thread only.
class PublishedVideos final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostFilms = 12;

    /// Both outlive this.
    PublishedVideos(PeopleApi& people, RelayApi& relay, QObject* parent = nullptr);
    ~PublishedVideos() override;

    /// The last published first. Errors as PeopleApi.
    [[nodiscard]] QFuture<Result<Page<PublishedVideo>>> of(const QString& handle, const QString& cursor);
    [[nodiscard]] QFuture<Result<PublishedVideo>> setLiked(const QString& videoId, bool liked);
    /// The file of its poster. Errors as PeopleApi, DiskFull, FileFailed.
    [[nodiscard]] QFuture<Result<QString>> poster(const QString& videoId);
    using Progress = std::function<void(qint64 received, qint64 total)>;
    /// The file of the video, whole and with the hash that it should have: CorruptFile otherwise. Errors as
    /// RelayApi::download. One at a time: the one before that is still coming is Canceled.
    [[nodiscard]] QFuture<Result<QString>> film(const Video& video, const Progress& progress);
    /// What is coming is not wanted any more.
    void stopFilm();

private:
    /// Empty where there is no room for files at all.
    [[nodiscard]] QString place(const QString& name);
    void keep(const QString& file);

    PeopleApi& m_people;
    RelayApi& m_relay;
    std::unique_ptr<QTemporaryDir> m_folder; ///< made when it is first needed
    QStringList m_films;                     ///< files, the last watched last
    QFuture<Result<Download>> m_coming;
    quint64 m_tries = 0;
    QThreadPool m_hashing;
};

} // namespace kinora
