// Paints the cards of a GalleryView.
#pragma once

#include "core/Clock.h"

#include <QStyledItemDelegate>

namespace kinora {

class PosterCache;

/// The focus ring follows State_HasFocus, the play sign State_MouseOver.
class VideoCardDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Both outlive the delegate.
    VideoCardDelegate(PosterCache& posters, const Clock& clock, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    PosterCache& m_posters;
    const Clock& m_clock;
};

} // namespace kinora
