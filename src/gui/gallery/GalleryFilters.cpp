#include "gui/gallery/GalleryFilters.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/ChoiceChips.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/LineEdit.h"
#include "gui/widgets/MenuChip.h"
#include "services/LibraryEdits.h"

#include <QActionGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QStyle>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchWidth = 272;
constexpr int narrowSearchWidth = 208; ///< rather than a second row
constexpr int longestSearchText = 200;

// As the chips stand.
constexpr std::array sections{
    LibrarySection::All, LibrarySection::Drafts, LibrarySection::Published, LibrarySection::Trash};
constexpr std::array sorts{
    VideoSort::Newest, VideoSort::Oldest, VideoSort::BestRated, VideoSort::Longest, VideoSort::Largest};

template <class Values, class Value>
int placeOf(const Values& values, Value value) {
    return static_cast<int>(std::ranges::find(values, value) - values.begin());
}

} // namespace

GalleryFilters::GalleryFilters(QWidget* parent)
    : QWidget(parent)
    , m_search(new LineEdit(this))
    , m_section(new ChoiceChips(this))
    , m_favorites(new Chip(this))
    , m_portrait(new Chip(this))
    , m_landscape(new Chip(this))
    , m_here(new Chip(this))
    , m_more(new Chip(this))
    , m_sort(new MenuChip(this))
    , m_chips(new QWidget(this)) {
    m_search->setObjectName(u"searchEdit"_s);
    m_search->setMaxLength(longestSearchText);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_section->setObjectName(u"sectionChips"_s);
    m_sort->setObjectName(u"sortChip"_s);
    m_more->setObjectName(u"moreFiltersChip"_s);
    m_more->setMenu(new QMenu(this));
    m_more->setCheckable(true);
    const std::array toggles{std::tuple(m_favorites, u"favoritesChip"_s, u"heart"_s),
        std::tuple(m_portrait, u"portraitChip"_s, u"portrait"_s),
        std::tuple(m_landscape, u"landscapeChip"_s, u"landscape"_s), std::tuple(m_here, u"hereChip"_s, u"download"_s)};
    auto* flow = new FlowLayout(m_chips, space::s);
    flow->addWidget(m_section);
    for (const auto& [chip, name, icon] : toggles) {
        chip->setObjectName(name);
        chip->setIconName(icon);
        chip->setCheckable(true);
        flow->addWidget(chip);
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    connect(m_search, &QLineEdit::textEdited, this, &GalleryFilters::tell);
    connect(m_section, &ChoiceChips::chosenChanged, this, [this](int index) {
        m_filter.section = sections.at(static_cast<std::size_t>(index));
        tell();
    });
    connect(m_favorites, &QPushButton::clicked, this, [this](bool on) {
        m_filter.favoritesOnly = on;
        tell();
    });
    connect(m_here, &QPushButton::clicked, this, [this](bool on) {
        m_filter.onlyHere = on;
        tell();
    });
    for (const auto& [chip, orientation] :
        {std::pair(m_portrait, Orientation::Portrait), std::pair(m_landscape, Orientation::Landscape)}) {
        connect(chip, &QPushButton::clicked, this, [this, value = orientation](bool on) {
            m_filter.orientation = on ? std::optional(value) : std::nullopt;
            tell();
        });
    }
    connect(m_sort, &MenuChip::picked, this, [this](int index) {
        m_filter.sort = sorts.at(static_cast<std::size_t>(index));
        tell();
    });
    connect(m_more->menu(), &QMenu::aboutToShow, this, &GalleryFilters::fillMore);
    // A click on it would turn it off.
    connect(m_more->menu(), &QMenu::aboutToHide, this, &GalleryFilters::showFilter, Qt::QueuedConnection);
    translate();
}

void GalleryFilters::setFilter(const VideoFilter& filter) {
    m_filter = filter;
    m_search->setText(filter.text);
    showFilter();
}

void GalleryFilters::setWords(const LibraryWords& words) {
    m_words = words;
}

void GalleryFilters::setCount(const QString& sentence) {
    m_search->setAccessibleDescription(sentence);
}

void GalleryFilters::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QSize GalleryFilters::minimumSizeHint() const {
    return {narrowSearchWidth + m_more->sizeHint().width() + m_sort->sizeHint().width() + 2 * (space::s + space::xs),
        m_search->sizeHint().height()};
}

void GalleryFilters::tell() {
    m_filter.text = m_search->text().trimmed();
    showFilter();
    emit changed(m_filter);
}

void GalleryFilters::showFilter() {
    m_section->setChosen(placeOf(sections, m_filter.section));
    m_favorites->setChecked(m_filter.favoritesOnly);
    m_favorites->setIconName(m_filter.favoritesOnly ? u"heart-full"_s : u"heart"_s);
    m_portrait->setChecked(m_filter.orientation == Orientation::Portrait);
    m_landscape->setChecked(m_filter.orientation == Orientation::Landscape);
    m_here->setChecked(m_filter.onlyHere);
    QStringList more;
    if (m_filter.minRating > 0)
        more << tr("Rated %1 or better").arg(m_filter.minRating);
    for (const QString& word : {m_filter.model, m_filter.tag}) {
        if (!word.isEmpty())
            more << fontMetrics().elidedText(word, Qt::ElideRight, searchWidth / 2);
    }
    m_more->setText(more.isEmpty() ? tr("Filter") : menuText(more.join(u" · "_s)));
    m_more->setAccessibleName(tr("More filters: %1").arg(more.isEmpty() ? tr("none") : more.join(u", "_s)));
    m_more->setChecked(!more.isEmpty());
    m_more->updateGeometry();
    const int sort = placeOf(sorts, m_filter.sort);
    const QList<MenuChip::Choice> choices{{tr("Newest"), u"newestAction"_s}, {tr("Oldest"), u"oldestAction"_s},
        {tr("Best rated"), u"bestRatedAction"_s}, {tr("Longest"), u"longestAction"_s},
        {tr("Largest"), u"largestAction"_s}};
    m_sort->setChoices(choices, sort);
    m_sort->setText(choices.at(sort).text);
    m_sort->setAccessibleName(tr("Order: %1").arg(choices.at(sort).text));
    m_sort->updateGeometry();
    updateGeometry();
    fold();
}

void GalleryFilters::fillMore() {
    QMenu* menu = m_more->menu();
    // A menu keeps what was added to it as a menu of its own.
    qDeleteAll(menu->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    menu->clear();
    QMenu* ratings = menu->addMenu(tr("Rating"));
    ratings->setObjectName(u"minRatingMenu"_s);
    auto* group = new QActionGroup(ratings);
    for (int rating = 0; rating <= LibraryEdits::bestRating; ++rating) {
        QAction* action = ratings->addAction(rating == 0 ? tr("Any") : tr("%1 or better").arg(rating));
        action->setCheckable(true);
        action->setChecked(m_filter.minRating == rating);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, rating] {
            m_filter.minRating = rating;
            tell();
        });
    }
    addChoices(u"modelMenu"_s, tr("Model"), tr("Any"), m_words.models, &VideoFilter::model);
    addChoices(u"tagMenu"_s, tr("Tag"), tr("Any"), m_words.tags, &VideoFilter::tag);
    menu->addSeparator();
    QAction* all = menu->addAction(tr("Show everything"));
    all->setObjectName(u"showEverythingAction"_s);
    all->setEnabled(m_filter != VideoFilter{.sort = m_filter.sort});
    connect(all, &QAction::triggered, this, [this] {
        setFilter({.sort = m_filter.sort});
        emit changed(m_filter);
    });
}

void GalleryFilters::addChoices(const QString& name, const QString& title, const QString& any, const QStringList& words,
    QString VideoFilter::* member) {
    QMenu* choices = m_more->menu()->addMenu(title);
    choices->setObjectName(name);
    choices->setEnabled(!words.isEmpty());
    auto* group = new QActionGroup(choices);
    for (const QString& word : QStringList{QString()} + words) {
        QAction* action = choices->addAction(word.isEmpty() ? any : menuText(word));
        action->setCheckable(true);
        action->setChecked(m_filter.*member == word);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, member, word] {
            m_filter.*member = word;
            tell();
        });
    }
}

GalleryFilters::Room GalleryFilters::roomIn(int width) const {
    const std::array toggles{m_favorites, m_portrait, m_landscape, m_here};
    int words = m_section->sizeHint().width();
    int icons = words;
    for (const Chip* chip : toggles) {
        words += space::s + chip->fullSizeHint().width();
        icons += space::s + chip->iconSizeHint().width();
    }
    const int inner = width - 2 * space::xs;
    const int menus = m_more->sizeHint().width() + m_sort->sizeHint().width() + 3 * space::s;
    // All in one row, if need be with icons instead of some words; else the chips stand below the search.
    const bool oneRow = narrowSearchWidth + menus + icons <= inner;
    return {.oneRow = oneRow, .words = words, .forChips = oneRow ? inner - searchWidth - menus : inner};
}

int GalleryFilters::heightForWidth(int width) const {
    const int row = m_search->sizeHint().height();
    return roomIn(width).oneRow ? row : row + space::s + m_chips->heightForWidth(width - 2 * space::xs);
}

QSize GalleryFilters::sizeHint() const {
    return {searchWidth * 3, heightForWidth(searchWidth * 3)};
}

void GalleryFilters::fold() {
    const Room room = roomIn(width());
    int words = room.words;
    for (Chip* chip : {m_here, m_landscape, m_portrait, m_favorites}) {
        chip->setIconOnly(words > room.forChips);
        words -= chip->fullSizeHint().width() - chip->sizeHint().width();
    }
    const int row = m_search->sizeHint().height();
    const QRect inner = rect().adjusted(space::xs, 0, -space::xs, 0);
    const auto place = [this](QWidget* widget, const QRect& unmirrored) {
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), unmirrored));
    };
    int end = inner.right() + 1;
    for (Chip* chip : {static_cast<Chip*>(m_sort), m_more}) {
        const QSize size = chip->sizeHint().expandedTo(chip->minimumSize()); // which a style sheet may raise
        end -= size.width();
        place(chip, QRect(QPoint(end, (row - size.height()) / 2), size));
        end -= space::s;
    }
    const int lack = std::max(0, words - room.forChips);
    const QRect search(inner.left(), 0, room.oneRow ? searchWidth - lack : end - inner.left(), row);
    place(m_search, search);
    m_chips->layout()->activate();
    if (room.oneRow) {
        const int height = m_chips->sizeHint().height();
        const int begin = search.right() + 1 + space::s;
        place(m_chips, QRect(begin, (row - height) / 2, end - begin, height));
    } else {
        const int height = m_chips->heightForWidth(inner.width());
        place(m_chips, QRect(inner.left(), row + space::s, inner.width(), height));
    }
}

bool GalleryFilters::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        fold();
    }
    return QWidget::event(event);
}

bool GalleryFilters::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Down:
            emit left();
            return true;
        case Qt::Key_Escape:
            if (m_search->text().isEmpty()) {
                emit left();
            } else {
                m_search->clear();
                tell();
            }
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void GalleryFilters::translate() {
    m_search->setPlaceholderText(tr("Search prompts, tags, @cameos"));
    m_search->setAccessibleName(tr("Search your videos"));
    m_section->setChoices({tr("All"), tr("Drafts"), tr("Published"), tr("Trash")});
    m_section->setAccessibleName(tr("Part of the library"));
    const std::array texts{std::pair(m_favorites, tr("Favourites")), std::pair(m_portrait, tr("Portrait")),
        std::pair(m_landscape, tr("Landscape")), std::pair(m_here, tr("On this computer"))};
    for (const auto& [chip, text] : texts) {
        chip->setText(text);
        chip->setToolTip(text);
    }
    showFilter();
}

void GalleryFilters::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        translate();
    QWidget::changeEvent(event);
}

void GalleryFilters::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fold();
}

} // namespace kinora
