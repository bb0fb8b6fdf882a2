#include "gui/gallery/DraftsStrip.h"

#include "gui/gallery/GalleryText.h"
#include "gui/gallery/VideoCard.h"
#include "gui/theme/Tokens.h"

#include <QEvent>
#include <QResizeEvent>
#include <QStyle>

namespace kinora {

namespace {

constexpr int stripHeight = 206;
constexpr int mostCards = 24; ///< fills the widest screen with upright videos

} // namespace

DraftsStrip::DraftsStrip(Library& library, const Clock& clock, PosterCache& posters, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_clock(clock)
    , m_posters(posters) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_library, &Library::opened, this, &DraftsStrip::reload);
    connect(&m_library, &Library::videosChanged, this, &DraftsStrip::reload);
    connect(&m_library, &Library::closing, this, [this] { showVideos({}); });
    if (m_library.isOpen())
        reload();
}

bool DraftsStrip::isEmpty() const {
    return m_shown == 0;
}

QSize DraftsStrip::sizeHint() const {
    return {600, stripHeight};
}

QSize DraftsStrip::minimumSizeHint() const {
    return {0, stripHeight};
}

void DraftsStrip::reload() {
    const auto places = m_library.places({.section = LibrarySection::Drafts}, mostCards);
    if (!places)
        return;
    QList<qint64> keys;
    for (const VideoPlace& place : *places)
        keys << place.key;
    if (const Result<QList<LibraryVideo>> videos = m_library.rows(keys))
        showVideos(*videos);
}

void DraftsStrip::showVideos(const QList<LibraryVideo>& videos) {
    const bool wasEmpty = isEmpty();
    while (m_cards.size() < videos.size()) {
        auto* card = new VideoCard(m_posters, this);
        card->setObjectName(QStringLiteral("draftCard%1").arg(m_cards.size() + 1));
        connect(card, &QAbstractButton::clicked, this, [this, card] { emit videoActivated(card->videoId()); });
        m_cards << card;
    }
    m_shown = static_cast<int>(videos.size());
    for (int i = 0; i < m_shown; ++i) {
        const LibraryVideo& video = videos.at(i);
        m_cards.at(i)->show(video, m_library.posterOf(video), GalleryText::card(video, {}, m_clock.now()));
    }
    arrange();
    if (wasEmpty != isEmpty())
        emit emptyChanged(isEmpty());
}

void DraftsStrip::arrange() {
    int x = 0;
    bool fits = true;
    for (int i = 0; i < m_cards.size(); ++i) {
        VideoCard* card = m_cards.at(i);
        const int cardWidth = i < m_shown ? card->widthFor(height()) : 0;
        // Half a card would look like a mistake, and the keyboard would lead to it: what does not fit is in the
        // gallery.
        fits = fits && i < m_shown && (x == 0 || x + cardWidth <= width());
        card->setVisible(fits);
        card->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, cardWidth, height())));
        x += cardWidth + space::s;
    }
}

void DraftsStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && m_library.isOpen())
        reload(); // readers are told of each card in words
    QWidget::changeEvent(event);
}

void DraftsStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace kinora
