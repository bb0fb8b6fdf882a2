// The gallery with all that is around it: filters, what is there instead of cards, what can be done with chosen ones.
#pragma once

#include "core/Clock.h"
#include "core/NewJob.h"
#include "services/GalleryMemory.h"
#include "services/Library.h"
#include "services/SessionService.h"

#include <QString>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QMenu;

namespace Ui {
class GalleryPane;
}

namespace kinora {

class GalleryActions;
struct Chosen;
class GalleryModel;
class PosterCache;
class SpriteCache;
class TrashUndo;
class VideoCardDelegate;

class GalleryPane : public QWidget {
    Q_OBJECT

public:
    /// All outlive the pane.
    struct Services {
        Library& library;
        const SessionService& session;
        GalleryMemory& memory;
        PosterCache& posters;
        SpriteCache& sprites;
        TrashUndo& undo;
        const Clock& clock;
        /// Whether its model makes others from it, as far as the relay has said.
        std::function<bool(const Video&)> canRemix = {};
    };
    /// It follows the library as it opens and closes.
    explicit GalleryPane(const Services& services, QWidget* parent = nullptr);
    ~GalleryPane() override;

    /// Gives the keyboard to the cards.
    void enter();
    /// What is shown, in its order.
    [[nodiscard]] const QList<VideoPlace>& places() const;
    /// As counted last; nothing before that.
    [[nodiscard]] const std::optional<LibraryTotals>& totals() const { return m_totals; }

signals:
    void videoActivated(const QString& videoId);
    /// To be played side by side.
    void compareRequested(const QString& videoId, const QString& otherId);
    /// To the composer with this.
    void composeRequested(const kinora::NewJob& job);
    /// The empty gallery's invitation was accepted.
    void createRequested();
    void counted(const kinora::LibraryTotals& totals);
    /// places() were the first of more, and are all now.
    void completed();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Invitation { ShowEverything, ShowTrash, Create, Import };

    void connectView();
    void connectActions();
    void addShortcuts();
    void follow();
    void setFilter(const VideoFilter& filter);
    void setZoom(int percent);
    void remember();
    void readWords();
    void openMenu(const QPoint& place);
    [[nodiscard]] bool isNoLongerMeant(const Chosen& asked, bool trash) const;
    void openMenuOf(const Chosen& chosen, const QPoint& place);
    /// Now, or when it is known what the chosen ones have in common.
    void fillBarMenu(QMenu& menu, const std::function<void(const Chosen&)>& fill);
    void lookAhead(int first, int last);
    void count();
    void showTotals();
    void showWhat();
    void showFooter();
    [[nodiscard]] bool isNoticeDue() const;
    /// For a while, with the offer to bring these to this computer.
    void notice(const QString& text, const QStringList& toFetch = {});
    void dropNotice();
    void acceptInvitation(Invitation invitation);
    void translate();
    [[nodiscard]] AccountKey accountKey() const;
    void exportChosen();
    [[nodiscard]] Chosen subjects() const;
    [[nodiscard]] bool inTrash() const;
    [[nodiscard]] bool isNarrowed() const;

    std::unique_ptr<Ui::GalleryPane> m_ui;
    Library& m_library;
    const SessionService& m_session;
    GalleryMemory& m_memory;
    PosterCache& m_posters;
    TrashUndo& m_undo;
    const Clock& m_clock;
    std::function<bool(const Video&)> m_canRemix;
    GalleryModel* m_model;
    VideoCardDelegate* m_delegate;
    GalleryActions* m_actions;
    QList<Invitation> m_invitations; ///< the chips where there are no cards
    GalleryChoices m_choices;
    LibraryWords m_words;
    std::optional<LibraryTotals> m_totals;
    struct Notice {
        QString text; ///< empty: there is none
        QStringList toFetch;
    };
    Notice m_notice;
    QTimer m_noticeTime;
    QTimer m_minute;
    QTimer m_soon; ///< what is counted is counted once for many changes
};

} // namespace kinora
