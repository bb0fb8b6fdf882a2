// Paints the cards of a GalleryView.
#pragma once

#include "core/Clock.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace kinora {

class PosterCache;
class SpriteCache;
struct VideoCardLook;

/// The focus ring follows State_HasFocus, the play sign State_MouseOver, the mark State_Selected.
class VideoCardDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// All outlive the delegate.
    VideoCardDelegate(PosterCache& posters, SpriteCache& sprites, const Clock& clock, QObject* parent = nullptr);

    /// Where the mouse is: at this part of the card's width, from 0 to 1.
    void setScrub(const QModelIndex& index, double at);
    /// Some cards are chosen: all show whether they are.
    void setChoosing(bool choosing) { m_choosing = choosing; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Where a click on a card chooses it.
    [[nodiscard]] static QRect markRect(const QRect& card);

private:
    void scrub(VideoCardLook& look, const QSize& size, const QModelIndex& index, double ratio) const;

    PosterCache& m_posters;
    SpriteCache& m_sprites;
    const Clock& m_clock;
    QPersistentModelIndex m_scrubbed;
    double m_at = 0;
    bool m_choosing = false;
};

} // namespace kinora
