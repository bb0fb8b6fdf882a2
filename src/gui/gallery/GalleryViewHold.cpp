// What stays where it is in a GalleryView while cards come, go and change places.
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"

#include <QScrollBar>

#include <utility>

namespace kinora {

namespace {

bool stays(int row, const std::vector<bool>& going) {
    const auto at = static_cast<std::size_t>(row);
    return at >= going.size() || !going[at];
}

} // namespace

std::optional<GalleryView::Anchor> GalleryView::anchor(const std::vector<bool>& going) const {
    const int top = verticalOffset() - margin;
    // At the top one wants to see what is new.
    if (!m_gallery || verticalOffset() == 0)
        return std::nullopt;
    const auto [first, last] = m_layout.cardsBetween(top, top + viewport()->height());
    int held = -1;
    for (int card = first; card < last && held < 0; ++card) {
        if (m_layout.cardRect(card).top() >= top && stays(card, going))
            held = card;
    }
    if (const int current = currentIndex().row(); current >= first && current < last && stays(current, going))
        held = current;
    if (held < 0 || held >= m_gallery->places().size())
        return std::nullopt;
    return Anchor{.key = m_gallery->places().at(held).key, .y = m_layout.cardRect(held).top() - top};
}

void GalleryView::prepare(const std::vector<bool>& going) {
    m_changing = true;
    m_held = anchor(going);
    m_currentSeen = viewport()->rect().intersects(visualRect(currentIndex()));
    passOn(going);
}

void GalleryView::passOn(const std::vector<bool>& going) {
    // To the next one that stays, as if the current card alone were taken away.
    const int current = currentIndex().row();
    if (current < 0 || stays(current, going))
        return;
    const auto count = static_cast<int>(m_gallery->places().size());
    int heir = current;
    while (heir < count && !stays(heir, going))
        ++heir;
    if (heir == count)
        heir = current;
    while (heir >= 0 && !stays(heir, going))
        --heir;
    setCurrentQuietly(heir);
}

void GalleryView::setCurrentQuietly(int row) {
    setAutoScroll(false); // the anchor says what is seen
    if (row >= 0)
        setCurrentIndex(m_gallery->index(row));
    setAutoScroll(true);
}

void GalleryView::startAnew() {
    setCurrentQuietly(m_gallery->rowOfKey(m_heldCurrent));
    arrangeHeld();
    emit chosenChanged(m_chosenCount = 0);
}

void GalleryView::settle(bool moved) {
    arrangeHeld();
    if (!moved)
        return;
    if (m_currentSeen && hasFocus())
        scrollTo(currentIndex()); // whoever has rated it looks at it
    hover({}, {});                // another card is below the mouse
    m_scrolled = true;
}

void GalleryView::arrangeHeld() {
    m_changing = false;
    arrange();
    const std::optional<Anchor> held = std::exchange(m_held, std::nullopt);
    const int row = held ? m_gallery->rowOfKey(held->key) : -1;
    if (row >= 0)
        verticalScrollBar()->setValue(m_layout.cardRect(row).top() - held->y + margin);
}

} // namespace kinora
