#include "gui/gallery/GalleryPane.h"

#include "core/Receive.h"
#include "gallery/ui_GalleryPane.h"
#include "gui/ErrorText.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/gallery/VideoCardDelegate.h"
#include "gui/gallery/VideoCardPainter.h"
#include "gui/gallery/VideoMenu.h"
#include "gui/leave/ExportDialog.h"
#include "gui/leave/ImportDialog.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QShortcut>

#include <algorithm>
#include <chrono>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes growsOld{1};
constexpr std::chrono::milliseconds countPause{200};
constexpr std::chrono::seconds noticeTime{12};
constexpr std::chrono::seconds noticeTimeOverBar{6}; // what can be done with the chosen ones is away meanwhile

} // namespace

GalleryPane::GalleryPane(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::GalleryPane>())
    , m_library(services.library)
    , m_session(services.session)
    , m_memory(services.memory)
    , m_posters(services.posters)
    , m_undo(services.undo)
    , m_clock(services.clock)
    , m_canRemix(services.canRemix)
    , m_model(new GalleryModel(m_library, m_clock, this))
    , m_delegate(new VideoCardDelegate(services.posters, services.sprites, m_clock, this))
    , m_actions(new GalleryActions(m_library, m_undo, *this)) {
    m_posters.prepare();
    m_ui->setupUi(this);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->problemLabel->setMessage({});
    m_ui->zoomSlider->setRange(GalleryChoices::smallestZoom, GalleryChoices::largestZoom);
    connect(&services.posters, &PosterCache::ready, m_ui->galleryView, &GalleryView::takePicture);
    connectView();
    connectActions();
    addShortcuts();
    connect(&m_library, &Library::opened, this, &GalleryPane::follow);
    m_soon.setSingleShot(true);
    m_soon.setInterval(countPause);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        count();
        readWords();
    });
    connect(&m_library, &Library::videosChanged, &m_soon, qOverload<>(&QTimer::start));
    m_noticeTime.setSingleShot(true);
    connect(&m_noticeTime, &QTimer::timeout, this, &GalleryPane::dropNotice);
    // "5 min ago" and "synced just now" grow old by themselves.
    m_minute.setInterval(growsOld);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        showTotals();
        m_ui->galleryView->viewport()->update();
    });
    m_minute.start();
    if (m_library.isOpen())
        follow();
    translate();
}

GalleryPane::~GalleryPane() = default;

void GalleryPane::connectView() {
    GalleryView* view = m_ui->galleryView;
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, view, [this, view] {
        const VideoSort sort = m_model->filter().sort;
        view->setDays(sort == VideoSort::Newest || sort == VideoSort::Oldest);
    });
    view->show(*m_model, *m_delegate, m_clock);
    connect(m_model, &GalleryModel::filtered, view, &GalleryView::goToTop);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &GalleryPane::showWhat);
    connect(m_model, &GalleryModel::completed, this, &GalleryPane::showWhat);
    connect(m_model, &GalleryModel::completed, this, &GalleryPane::completed);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &GalleryPane::showWhat);
    connect(m_model, &QAbstractItemModel::modelReset, this, &GalleryPane::showWhat);
    connect(view, &GalleryView::videoActivated, this, &GalleryPane::videoActivated);
    connect(view, &GalleryView::restedOn, this, &GalleryPane::lookAhead);
    connect(view, &GalleryView::hovered, this, [this](const QModelIndex& index) {
        if (index.isValid() && index.data(GalleryModel::SpriteRole).toString().isEmpty())
            m_library.downloads().wantSprite(index.data(GalleryModel::IdRole).toString());
    });
    connect(view, &GalleryView::menuWished, this, &GalleryPane::openMenu);
    connect(view, &GalleryView::chosenChanged, this, &GalleryPane::dropNotice); // the bar is wanted in its place
    connect(view, &GalleryView::leftOut, this, [this](int missing, int dragged, const QStringList& toFetch) {
        notice(GalleryText::leftOut(missing, dragged), inTrash() ? QStringList() : toFetch);
    });
    connect(m_ui->zoomSlider, &QSlider::valueChanged, this, &GalleryPane::setZoom);
    connect(view, &GalleryView::zoomWished, this, [this](int steps) {
        m_ui->zoomSlider->setValue(m_ui->zoomSlider->value() + steps * m_ui->zoomSlider->pageStep());
    });
    connect(m_ui->filters, &GalleryFilters::changed, this, &GalleryPane::setFilter);
    connect(m_ui->filters, &GalleryFilters::left, this, &GalleryPane::enter);
    connect(m_ui->emptyState, &EmptyState::suggestionChosen, this,
        [this](const QString& /*words*/, int place) { acceptInvitation(m_invitations.at(place)); });
}

void GalleryPane::connectActions() {
    GalleryView* view = m_ui->galleryView;
    SelectionBar* bar = m_ui->selectionBar;
    const auto toggleFavorite = [this] {
        m_actions->toggleFavorite(subjects());
    };
    const auto throwAway = [this] {
        inTrash() ? m_actions->askToRemoveForever(subjects()) : m_actions->trash(subjects());
    };
    connect(view, &GalleryView::favoriteWished, this, toggleFavorite);
    connect(view, &GalleryView::ratingWished, this, [this](int rating) { m_actions->setRating(subjects(), rating); });
    connect(view, &GalleryView::trashWished, this, throwAway);
    connect(bar, &SelectionBar::favoriteWished, this, toggleFavorite);
    connect(bar, &SelectionBar::exportWished, this, &GalleryPane::exportChosen);
    connect(bar, &SelectionBar::trashWished, this, throwAway);
    connect(bar, &SelectionBar::removeForeverWished, this, throwAway);
    connect(bar, &SelectionBar::restoreWished, this, [this] { m_actions->restore(subjects()); });
    connect(bar, &SelectionBar::allWished, view, &GalleryView::selectAll);
    connect(bar, &SelectionBar::doneWished, this, [this, view] {
        view->clearSelection();
        enter();
    });
    connect(&bar->ratingMenu(), &QMenu::aboutToShow, this, [this, bar] {
        fillBarMenu(bar->ratingMenu(),
            [this, bar](const Chosen& chosen) { VideoMenu::fillRatings(bar->ratingMenu(), chosen, *m_actions); });
    });
    connect(&bar->tagMenu(), &QMenu::aboutToShow, this, [this, bar] {
        fillBarMenu(bar->tagMenu(),
            [this, bar](const Chosen& chosen) { VideoMenu::fillTags(bar->tagMenu(), chosen, m_words, *m_actions); });
    });
    connect(m_ui->undoBanner, &Banner::actionTriggered, this, [this] {
        if (isNoticeDue()) {
            const QStringList toFetch = m_notice.toFetch;
            dropNotice();
            m_actions->download(toFetch);
        } else {
            m_actions->undo();
        }
        enter();
    });
    connect(&m_undo, &TrashUndo::changed, this, [this] {
        if (!m_undo.ids().isEmpty()) {
            dropNotice();
            return;
        }
        if (isNoticeDue() && m_ui->galleryView->chosenCount() == 0) { // it waited for this to be over
            m_notice.toFetch.clear();                                 // the button was another's a moment ago
            m_noticeTime.start(noticeTime);
        }
        showFooter();
    });
    connect(m_actions, &GalleryActions::succeeded, this, [this] { m_ui->problemLabel->setMessage({}); });
    connect(m_actions, &GalleryActions::foundNoRoom, this, [this](int beyond, int asked) {
        notice(GalleryText::beyondLimit(beyond, asked, m_library.keepRules().limitBytes));
    });
    connect(m_actions, &GalleryActions::failed, this,
        [this](const Error& error) { m_ui->problemLabel->setMessage(ErrorText::sentence(error)); });
}

void GalleryPane::addShortcuts() {
    for (const QKeySequence& keys : {QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)}) {
        auto* find = new QShortcut(keys, this);
        find->setContext(Qt::WidgetWithChildrenShortcut);
        connect(find, &QShortcut::activated, m_ui->filters, &GalleryFilters::focusSearch);
    }
    auto* undo = new QShortcut(QKeySequence(QKeySequence::Undo), this);
    undo->setContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QShortcut::activated, m_actions, &GalleryActions::undo);
}

void GalleryPane::enter() {
    m_ui->galleryView->setFocus(Qt::OtherFocusReason);
}

const QList<VideoPlace>& GalleryPane::places() const {
    return m_model->places();
}

void GalleryPane::follow() {
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, &GalleryPane::showWhat);
    m_choices = m_memory.load(accountKey());
    m_ui->zoomSlider->setValue(m_choices.zoom);
    m_ui->galleryView->setZoom(m_choices.zoom); // where the slider had been there by itself, it has told nothing
    m_ui->filters->setFilter(m_choices.filter);
    m_model->startWith(m_choices.filter);
    m_ui->selectionBar->setInTrash(inTrash());
    m_ui->problemLabel->setMessage({});
    m_notice = {};
    m_totals.reset(); // another account's
    m_soon.start();
    showWhat();
}

AccountKey GalleryPane::accountKey() const {
    const std::optional<Account> account = m_session.account();
    return {.serverId = m_session.serverId(), .accountId = account ? account->id : QString()};
}

void GalleryPane::setFilter(const VideoFilter& filter) {
    m_model->setFilter(filter);
    m_ui->selectionBar->setInTrash(inTrash());
    m_choices.filter = filter;
    m_choices.filter.text.clear();
    remember();
}

void GalleryPane::setZoom(int percent) {
    m_ui->galleryView->setZoom(percent);
    if (percent == m_choices.zoom)
        return;
    m_choices.zoom = percent;
    remember();
}

void GalleryPane::remember() {
    if (const AccountKey account = accountKey(); !account.accountId.isEmpty())
        m_memory.save(account, m_choices);
}

void GalleryPane::readWords() {
    if (!m_library.isOpen())
        return;
    receive(m_library.words(), this, [this](const Result<LibraryWords>& words) {
        if (!words)
            return;
        m_words = *words;
        m_ui->filters->setWords(m_words);
    });
}

bool GalleryPane::inTrash() const {
    return m_model->filter().section == LibrarySection::Trash;
}

bool GalleryPane::isNarrowed() const {
    return m_model->filter() != VideoFilter{.sort = m_model->filter().sort};
}

Chosen GalleryPane::subjects() const {
    if (!m_library.isOpen())
        return {};
    const QList<int> rows = m_ui->galleryView->subjects();
    Chosen chosen{.keys = m_model->keys(rows), .rows = {}};
    if (rows.size() <= Chosen::mostRows) {
        chosen.rows = m_model->videos(rows);
        if (!chosen.rows.isEmpty())
            chosen.common = GalleryActions::commonOf(chosen.rows);
    }
    return chosen;
}

void GalleryPane::exportChosen() {
    if (const Chosen chosen = subjects(); !chosen.isEmpty())
        (new ExportDialog(m_library, chosen.keys, this))->open();
}

void GalleryPane::fillBarMenu(QMenu& menu, const std::function<void(const Chosen&)>& fill) {
    const Chosen chosen = subjects();
    if (!chosen.common) {
        menu.clear();
        menu.addAction(tr("Looking at %n video(s)…", "", chosen.count()))->setEnabled(false);
    }
    m_actions->whenKnown(chosen, [this, &menu, fill, trash = inTrash()](const Chosen& known) {
        if (isNoLongerMeant(known, trash))
            return;
        const int bottom = menu.geometry().bottom();
        fill(known);
        // Grown while it is open it would cover what it belongs to, or leave the screen.
        if (menu.isVisible() && bottom <= m_ui->selectionBar->mapToGlobal(m_ui->selectionBar->rect().bottomLeft()).y())
            menu.move(menu.x(), std::max(0, bottom + 1 - menu.sizeHint().height()));
    });
}

void GalleryPane::openMenu(const QPoint& place) {
    m_actions->whenKnown(subjects(), [this, place, trash = inTrash()](const Chosen& chosen) {
        if (!isNoLongerMeant(chosen, trash))
            openMenuOf(chosen, place);
    });
}

bool GalleryPane::isNoLongerMeant(const Chosen& asked, bool trash) const {
    return trash != inTrash() || subjects().keys != asked.keys;
}

void GalleryPane::openMenuOf(const Chosen& chosen, const QPoint& place) {
    auto* menu = new VideoMenu(chosen, inTrash(), m_words, m_library, *m_actions, this);
    connect(menu, &VideoMenu::openRequested, this, &GalleryPane::videoActivated);
    connect(menu, &VideoMenu::compareRequested, this, &GalleryPane::compareRequested);
    connect(menu, &VideoMenu::exportRequested, this, &GalleryPane::exportChosen);
    connect(menu, &VideoMenu::composeRequested, this, &GalleryPane::composeRequested);
    if (chosen.rows.size() == 1 && !inTrash()) {
        const Video& video = chosen.rows.first().video;
        menu->addMaking(video, m_canRemix && m_canRemix(video));
    }
    menu->popup(place);
}

void GalleryPane::lookAhead(int first, int last) {
    if (!m_library.isOpen())
        return;
    QStringList seen;
    for (int row = first; row < last; ++row)
        seen << m_model->index(row).data(GalleryModel::IdRole).toString();
    m_library.downloads().onScreen(seen);
    m_posters.keepFor(m_ui->galleryView->viewport()->size() * devicePixelRatioF());
    // The pictures of the screens above and below are made while nobody waits for them; nearest last, so made first.
    const int screen = last - first;
    const auto prepare = [this](int row) {
        const QModelIndex index = m_model->index(row);
        if (index.isValid())
            (void)m_posters.card(index.data(GalleryModel::PosterRole).toString(),
                m_ui->galleryView->visualRect(index).size(), videoCardRadius, devicePixelRatioF());
    };
    for (int away = screen; away > 0; --away) {
        prepare(first - away);
        prepare(last - 1 + away);
    }
}

void GalleryPane::count() {
    if (!m_library.isOpen())
        return;
    receive(m_library.totals(), this, [this](const Result<LibraryTotals>& totals) {
        if (!totals || !m_library.isOpen())
            return;
        m_totals = *totals;
        showTotals();
        emit counted(*m_totals);
    });
}

void GalleryPane::showTotals() {
    if (!m_library.isOpen())
        return;
    const int shown = m_model->rowCount();
    QStringList parts;
    if (m_model->isLooking() || m_model->isBeginning()) {
        m_ui->filters->setCount({});
    } else if (isNarrowed()) {
        const QString count = tr("%n found", "videos", shown);
        m_ui->filters->setCount(count);
        parts << count;
    } else {
        m_ui->filters->setCount({});
        if (m_totals)
            parts << tr("%n video(s)", "", static_cast<int>(m_totals->videos));
    }
    if (m_totals)
        parts << tr("%1 on this computer").arg(GalleryText::bytes(m_totals->bytesHere));
    const LibrarySync& sync = m_library.sync();
    switch (sync.state()) {
    case LibrarySync::State::Offline:
        parts << tr("offline");
        break;
    case LibrarySync::State::Syncing:
        parts << tr("syncing…");
        break;
    case LibrarySync::State::Synced:
        parts << tr("synced %1").arg(GalleryText::age(sync.lastSynced(), m_clock.now()));
        break;
    case LibrarySync::State::Failed:
        parts << GalleryText::notSynced(sync.error().value_or(Error()));
        break;
    }
    m_ui->footerLabel->setText(parts.join(u" · "_s));
}

void GalleryPane::showWhat() {
    showTotals();
    showFooter();
    if (m_model->rowCount() > 0 || m_model->isLooking()) {
        m_ui->contentStack->setCurrentWidget(m_ui->galleryView);
        return;
    }
    EmptyState* empty = m_ui->emptyState;
    const LibrarySync::State state = m_library.isOpen() ? m_library.sync().state() : LibrarySync::State::Offline;
    if (isNarrowed()) {
        if (m_model->filter() == VideoFilter{.section = LibrarySection::Trash, .sort = m_model->filter().sort})
            empty->setTexts(tr("The trash is empty"), tr("What you throw away waits here before it goes for good."));
        else
            empty->setTexts(tr("Nothing found"), tr("No video is like that."));
        empty->setSuggestions({tr("Show everything")});
        m_invitations = {Invitation::ShowEverything};
        m_ui->contentStack->setCurrentWidget(empty);
        return;
    }
    if (state != LibrarySync::State::Syncing && m_model->hasTrash()) {
        empty->setTexts(
            tr("Everything is in the trash"), tr("What lies there can be restored before it goes for good."));
        empty->setSuggestions({tr("Show the trash")});
        m_invitations = {Invitation::ShowTrash};
        m_ui->contentStack->setCurrentWidget(empty);
        return;
    }
    if (state == LibrarySync::State::Synced) {
        empty->setTexts(tr("Nothing here yet"), tr("What you make appears here, and stays on this computer."));
        empty->setSuggestions({tr("Describe your first video"), tr("Import a folder…")});
        m_invitations = {Invitation::Create, Invitation::Import};
        m_ui->contentStack->setCurrentWidget(empty);
        return;
    }
    // Nothing is known yet: an invitation to make the first video could be a lie.
    m_ui->waitingLabel->setText(
        state == LibrarySync::State::Syncing ? tr("Looking for your videos…")
        : state == LibrarySync::State::Failed
            ? tr("The relay could not be asked for your videos. Kinora tries again.")
            : tr("There are no videos on this computer yet. They come when you are signed in."));
    m_ui->contentStack->setCurrentWidget(m_ui->waitingPage);
}

void GalleryPane::acceptInvitation(Invitation invitation) {
    switch (invitation) {
    case Invitation::Create:
        emit createRequested();
        break;
    case Invitation::Import:
        if (m_library.isOpen())
            (new ImportDialog(m_library, this))->open();
        break;
    case Invitation::ShowEverything:
    case Invitation::ShowTrash: {
        const bool trash = invitation == Invitation::ShowTrash;
        const VideoFilter filter{
            .section = trash ? LibrarySection::Trash : LibrarySection::All, .sort = m_model->filter().sort};
        m_ui->filters->setFilter(filter);
        setFilter(filter);
        enter();
        break;
    }
    }
}

void GalleryPane::showFooter() {
    const int chosen = m_ui->galleryView->chosenCount();
    const int undoable = static_cast<int>(m_undo.ids().size());
    if (isNoticeDue()) {
        m_ui->undoBanner->showMessage(m_notice.text, m_notice.toFetch.isEmpty() ? QString() : tr("Download"));
        m_ui->footerStack->setCurrentWidget(m_ui->undoBanner);
    } else if (chosen > 0) {
        m_ui->selectionBar->setCount(chosen);
        m_ui->footerStack->setCurrentWidget(m_ui->selectionBar);
    } else if (undoable > 0) {
        m_ui->undoBanner->showMessage(tr("%n video(s) moved to the trash.", "", undoable), tr("Undo"));
        m_ui->footerStack->setCurrentWidget(m_ui->undoBanner);
    } else {
        m_ui->footerStack->setCurrentWidget(m_ui->footerPage);
    }
}

bool GalleryPane::isNoticeDue() const {
    // An undo that is shown is not to be had later.
    return !m_notice.text.isEmpty() && (m_undo.ids().isEmpty() || m_ui->galleryView->chosenCount() > 0);
}

void GalleryPane::notice(const QString& text, const QStringList& toFetch) {
    m_notice = {.text = text, .toFetch = toFetch};
    m_noticeTime.start(m_ui->galleryView->chosenCount() > 0 ? noticeTimeOverBar : noticeTime);
    showFooter();
}

void GalleryPane::dropNotice() {
    m_noticeTime.stop();
    m_notice = {};
    showFooter();
}

void GalleryPane::translate() {
    m_ui->galleryView->setAccessibleName(tr("Your videos"));
    showWhat();
}

void GalleryPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QWidget::changeEvent(event);
}

} // namespace kinora
