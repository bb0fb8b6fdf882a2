// Poster pictures for painting: read, scaled and cut in the background, kept within a bound.
#pragma once

#include <QCache>
#include <QImage>
#include <QList>
#include <QMutex>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QSize>
#include <QString>
#include <QThreadPool>

#include <optional>

namespace kinora {

/// One for the whole window. GUI thread only. Files are taken to be immutable.
class PosterCache : public QObject {
    Q_OBJECT

public:
    explicit PosterCache(QObject* parent = nullptr);
    ~PosterCache() override;

    /// Loads the plug-ins for pictures in the background: else the first poster waits for them.
    void prepare();
    /// The poster cut to rounded corners at exactly this size (device-independent). While that is being made: the same
    /// at another size, where there is one, or null; ready() follows. Of what is asked for faster than it can be made,
    /// the oldest is forgotten: ask again when painting again.
    [[nodiscard]] QPixmap card(const QString& file, const QSize& size, int cornerRadius, double devicePixelRatio);
    /// The whole picture, made smaller only where it is larger than any that is made here; null while it is being read.
    [[nodiscard]] QImage image(const QString& file);
    /// A view of so many device pixels is filled with cards: as many are kept as it takes to show it and what lies
    /// above and below. Without that, enough for a small window.
    void keepFor(const QSize& viewPixels);

    /// Another picture may lie there from now on, once: where that is no better, it stays unreadable.
    void retry(const QString& file);

signals:
    void ready(const QString& file);
    /// Once for a file.
    void unreadable(const QString& file);

private:
    struct Shape {
        QSize size; ///< of the card; empty for the whole picture
        int cornerRadius = 0;
        double devicePixelRatio = 1;

        bool operator==(const Shape&) const = default;
    };
    struct Wanted {
        QString file;
        Shape shape;

        bool operator==(const Wanted&) const = default;
    };
    struct Card {
        Shape shape;
        QPixmap picture;
    };

    void want(const Wanted& wanted);
    void makeWaiting();
    std::optional<Wanted> takeNext();
    void take(const Wanted& wanted, const QImage& image);

    QCache<QString, QImage> m_images; ///< by file, as the cards are: each is shown in one size at a time
    QCache<QString, Card> m_cards;
    QMutex m_mutex;          ///< of the next three
    QList<Wanted> m_waiting; ///< latest last
    QList<Wanted> m_making;
    int m_lanes = 0;            ///< threads that are making pictures
    QSet<QString> m_unreadable; ///< files
    QSet<QString> m_retried;
    QThreadPool m_pool;
};

} // namespace kinora
