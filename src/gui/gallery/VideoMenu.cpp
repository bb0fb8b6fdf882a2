#include "gui/gallery/VideoMenu.h"

#include "gui/gallery/GalleryActions.h"
#include "gui/leave/ImportDialog.h"
#include "gui/player/FileManager.h"
#include "gui/player/PlayerFacts.h"
#include "gui/widgets/MenuChip.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTags = 30; ///< more than a menu shows at once

} // namespace

VideoMenu::VideoMenu(const Chosen& chosen, bool inTrash, const LibraryWords& words, Library& library,
    GalleryActions& actions, QWidget* parent)
    : QMenu(parent) {
    setObjectName(u"videoMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setToolTipsVisible(true);
    if (chosen.rows.size() == 1)
        addOpening(chosen.rows.first(), library);
    const QStringList toFetch = chosen.common->toFetch;
    if (!toFetch.isEmpty() && !inTrash) {
        QAction* download = addAction(tr("Download to this computer"));
        download->setObjectName(u"downloadAction"_s);
        connect(download, &QAction::triggered, &actions, [&actions, toFetch] { actions.download(toFetch); });
    }
    addLeaving(chosen, library);
    addSeparator();
    if (!inTrash) {
        addEdits(chosen, words, actions);
        addSeparator();
    }
    addTrash(chosen, inTrash, actions);
}

void VideoMenu::addOpening(const LibraryVideo& video, Library& library) {
    QAction* open = addAction(tr("Play"));
    open->setObjectName(u"playAction"_s);
    connect(open, &QAction::triggered, this, [this, id = video.video.id] { emit openRequested(id); });
    if (const QString file = library.fileOf(video); !file.isEmpty()) {
        QAction* show = addAction(tr("Show in folder"));
        show->setObjectName(u"showInFolderAction"_s);
        connect(show, &QAction::triggered, this, [file] { showInFileManager(file); });
    }
    QAction* copy = addAction(tr("Copy prompt"));
    copy->setObjectName(u"copyPromptAction"_s);
    connect(copy, &QAction::triggered, this,
        [prompt = video.video.prompt] { QGuiApplication::clipboard()->setText(prompt); });
    addRelatives(video, library);
}

void VideoMenu::addRelatives(const LibraryVideo& video, Library& library) {
    const QList<LibraryVideo> family = library.store().family(video.video.id).value_or(QList<LibraryVideo>());
    if (family.size() < 2)
        return;
    QMenu* relatives = addMenu(tr("Takes and remixes (%1)").arg(family.size()));
    relatives->setObjectName(u"relativesMenu"_s);
    relatives->setToolTipsVisible(true);
    for (const LibraryVideo& other : family) {
        QAction* action = relatives->addAction(PlayerFacts::relativeText(video.video, other.video));
        action->setToolTip(other.video.prompt);
        connect(action, &QAction::triggered, this, [this, id = other.video.id] { emit openRequested(id); });
    }
}

void VideoMenu::addMaking(const Video& video, bool canRemix) {
    const auto offer = [this](const QString& text, const char* name, const NewJob& job) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, job] { emit composeRequested(job); });
        return action;
    };
    NewJob another = sameAgain(video);
    another.seed.reset();
    QList<QAction*> making{
        offer(tr("Vary"), "varyAction", another), offer(tr("Use these settings"), "settingsAction", sameAgain(video))};
    if (canRemix)
        making << offer(tr("Remix…"), "remixAction", remixOf(video));
    // Behind what opens it.
    QAction* place = findChild<QAction*>(u"copyPromptAction"_s);
    const qsizetype after = actions().indexOf(place) + 1;
    insertActions(actions().value(after), making);
}

void VideoMenu::addLeaving(const Chosen& chosen, Library& library) {
    if (chosen.rows.size() == 2) {
        QAction* compare = addAction(tr("Play side by side"));
        compare->setObjectName(u"compareAction"_s);
        connect(compare, &QAction::triggered, this,
            [this, videos = chosen.rows] { emit compareRequested(videos.first().video.id, videos.last().video.id); });
    }
    QAction* leave = addAction(tr("Export…"));
    leave->setObjectName(u"exportAction"_s);
    connect(leave, &QAction::triggered, this, &VideoMenu::exportRequested);
    QAction* come = addAction(tr("Import a folder…"));
    come->setObjectName(u"importAction"_s);
    connect(come, &QAction::triggered, this, [this, &library] {
        if (library.isOpen())
            (new ImportDialog(library, parentWidget()))->open();
    });
}

void VideoMenu::addEdits(const Chosen& chosen, const LibraryWords& words, GalleryActions& actions) {
    QAction* favorite =
        addAction((chosen.common->areFavorites ? tr("Remove from favourites") : tr("Add to favourites")) +
                  u"\tF"_s); // shown here, handled by the gallery
    favorite->setObjectName(u"favoriteAction"_s);
    connect(favorite, &QAction::triggered, &actions, [&actions, chosen] { actions.toggleFavorite(chosen); });
    QAction* publish = addAction(chosen.common->arePublished ? tr("Stop publishing") : tr("Publish"));
    publish->setObjectName(u"publishAction"_s);
    publish->setToolTip(tr("Everybody with an account on this relay sees what is published, and its prompt."));
    connect(publish, &QAction::triggered, &actions, [&actions, chosen] { actions.togglePublished(chosen); });
    QMenu* ratings = addMenu(tr("Rating"));
    ratings->setObjectName(u"ratingMenu"_s);
    fillRatings(*ratings, chosen, actions);
    QMenu* tags = addMenu(tr("Tags"));
    tags->setObjectName(u"tagsMenu"_s);
    fillTags(*tags, chosen, words, actions);
    if (chosen.rows.size() == 1) {
        QAction* title = addAction(tr("Title…"));
        title->setObjectName(u"titleAction"_s);
        connect(title, &QAction::triggered, &actions,
            [&actions, video = chosen.rows.first()] { actions.askForTitle(video); });
    }
}

void VideoMenu::addTrash(const Chosen& chosen, bool inTrash, GalleryActions& actions) {
    if (!inTrash) {
        QAction* trash =
            addAction(tr("Move to trash") + u"\t"_s + QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText));
        trash->setObjectName(u"trashAction"_s);
        connect(trash, &QAction::triggered, &actions, [&actions, chosen] { actions.trash(chosen); });
        return;
    }
    QAction* back = addAction(tr("Restore"));
    back->setObjectName(u"restoreAction"_s);
    connect(back, &QAction::triggered, &actions, [&actions, chosen] { actions.restore(chosen); });
    QAction* removal = addAction(tr("Delete for ever…"));
    removal->setObjectName(u"removeForeverAction"_s);
    connect(removal, &QAction::triggered, &actions, [&actions, chosen] { actions.askToRemoveForever(chosen); });
}

void VideoMenu::fillRatings(QMenu& menu, const Chosen& chosen, GalleryActions& actions) {
    qDeleteAll(menu.findChildren<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly));
    menu.clear();
    auto* group = new QActionGroup(&menu);
    const int rating = chosen.common->rating;
    for (int choice = LibraryEdits::bestRating; choice >= 0; --choice) {
        const QString dots = QString(choice, QChar(0x25CF)) + QString(LibraryEdits::bestRating - choice, QChar(0x25CB));
        QAction* action = menu.addAction((choice > 0 ? dots : tr("No rating")) + u"\t%1"_s.arg(choice));
        action->setObjectName(u"rating%1Action"_s.arg(choice));
        action->setCheckable(true);
        action->setChecked(choice == rating);
        group->addAction(action);
        connect(
            action, &QAction::triggered, &actions, [&actions, chosen, choice] { actions.setRating(chosen, choice); });
    }
}

void VideoMenu::fillTags(QMenu& menu, const Chosen& chosen, const LibraryWords& words, GalleryActions& actions) {
    menu.clear();
    // Those that some of them have come first, or a long list would hide them.
    QStringList offered = chosen.common->tags;
    offered.sort(Qt::CaseInsensitive);
    for (const QString& tag : words.tags) {
        if (offered.size() < mostTags && !offered.contains(tag))
            offered << tag;
    }
    for (const QString& tag : offered.mid(0, mostTags)) {
        QAction* action = menu.addAction(menuText(tag));
        action->setCheckable(true);
        action->setChecked(chosen.common->commonTags.contains(tag));
        connect(action, &QAction::triggered, &actions,
            [&actions, chosen, tag](bool on) { on ? actions.addTag(chosen, tag) : actions.removeTag(chosen, tag); });
    }
    if (!offered.isEmpty())
        menu.addSeparator();
    QAction* another = menu.addAction(tr("New tag…"));
    another->setObjectName(u"newTagAction"_s);
    connect(another, &QAction::triggered, &actions, [&actions, chosen] { actions.askForTag(chosen); });
}

} // namespace kinora
