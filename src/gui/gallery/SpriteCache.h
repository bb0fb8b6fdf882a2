// Sprite sheets for painting.
#pragma once

#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSize>
#include <QString>

namespace kinora {

class PosterCache;

/// Sheets as media/SpriteSheet describes them. One for the whole window; GUI thread only.
class SpriteCache : public QObject {
    Q_OBJECT

public:
    /// The files are read by `pictures`, which outlives this.
    explicit SpriteCache(PosterCache& pictures, QObject* parent = nullptr);

    /// The whole sheet; null while it is being read: ready() follows.
    [[nodiscard]] QImage sheet(const QString& file);
    /// One frame of it as a card; null while the sheet is being read.
    [[nodiscard]] QPixmap card(
        const QString& file, int frame, const QSize& size, int cornerRadius, double devicePixelRatio);

signals:
    void ready(const QString& file);

private:
    PosterCache& m_pictures;
    // The card that was made last: a resting mouse asks for it again and again.
    QString m_file;
    int m_frame = -1;
    QPixmap m_card;
};

} // namespace kinora
