// What of the library the gallery shows, and in which order: a search field, chips, and a menu for the rest.
#pragma once

#include "core/LibraryVideo.h"
#include "core/VideoFilter.h"

#include <QWidget>

namespace kinora {

class Chip;
class ChoiceChips;
class LineEdit;
class MenuChip;

class GalleryFilters : public QWidget {
    Q_OBJECT

public:
    explicit GalleryFilters(QWidget* parent = nullptr);

    [[nodiscard]] const VideoFilter& filter() const { return m_filter; }
    /// Tells nobody.
    void setFilter(const VideoFilter& filter);
    /// What the menu offers.
    void setWords(const LibraryWords& words);
    /// What is told of the search to those who cannot see the cards.
    void setCount(const QString& sentence);
    void focusSearch();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// By the person; with each letter too, since a search takes less than the pause between two keys.
    void changed(const kinora::VideoFilter& filter);
    /// Enter or Down in the search field, or Escape when it is empty.
    void left();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Room {
        bool oneRow;
        int words;    ///< that the chips would take with theirs
        int forChips; ///< that they have
    };
    [[nodiscard]] Room roomIn(int width) const;
    void tell();
    void showFilter();
    void fillMore();
    void addChoices(const QString& name, const QString& title, const QString& any, const QStringList& words,
        QString VideoFilter::* member);
    void fold();
    void translate();

    VideoFilter m_filter;
    LibraryWords m_words;
    LineEdit* m_search;
    ChoiceChips* m_section;
    Chip* m_favorites;
    Chip* m_portrait;
    Chip* m_landscape;
    Chip* m_here;
    Chip* m_more;
    MenuChip* m_sort;
    QWidget* m_chips; ///< section and switches, which flow together
};

} // namespace kinora
