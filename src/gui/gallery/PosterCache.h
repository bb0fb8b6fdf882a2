// Poster pictures for painting: read from disk in the background, kept within a bound.
#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QSize>
#include <QString>
#include <QThreadPool>

namespace kinora {

/// GUI thread only. Files are taken to be immutable.
class PosterCache : public QObject {
    Q_OBJECT

public:
    explicit PosterCache(QObject* parent = nullptr);
    ~PosterCache() override;

    /// The poster cut to rounded corners at exactly this size (device-independent); null while it is being read:
    /// ready() follows.
    [[nodiscard]] QPixmap card(const QString& file, const QSize& size, int cornerRadius, double devicePixelRatio);
    /// The whole poster; null while it is being read.
    [[nodiscard]] QImage image(const QString& file);

signals:
    void ready(const QString& file);

private:
    void read(const QString& file);
    void take(const QString& file, const QImage& image);

    QCache<QString, QImage> m_images;
    QCache<QString, QPixmap> m_cards;
    QSet<QString> m_reading;
    QSet<QString> m_unreadable;
    QThreadPool m_pool;
};

} // namespace kinora
