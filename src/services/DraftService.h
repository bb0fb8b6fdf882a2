// The composer's content, kept over errors, sign-out and crash.
#pragma once

#include "core/DraftSet.h"
#include "services/DraftStore.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

/// Holds what is not sent yet, what was sent, and presets. GUI thread only. What is typed is stored `saveDelay` later
/// at the latest, everything else and flush() at once.
class DraftService final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds saveDelay{400};
    static constexpr int mostOpen = 20;
    static constexpr int mostRemembered = 50;

    explicit DraftService(QObject* parent = nullptr);
    ~DraftService() override;

    /// Opens the drafts of an account. What was typed where none was open, or while they were read, stays in front.
    /// Where they cannot be read nothing is stored over them: it is tried again with each edit.
    /// `store` outlives this or is replaced by close() first.
    void open(DraftStore& store);
    /// Stores what is unsaved and lets go of the store. The drafts themselves stay: whoever was signed out goes on
    /// typing where they were.
    void close();

    [[nodiscard]] const DraftSet& set() const { return m_set; }
    /// The one in front.
    [[nodiscard]] const Draft& draft() const { return m_set.open.at(m_set.current); }
    /// Call on every edit of the one in front.
    void edit(const Draft& draft);
    /// After a submission was accepted: its prompt is remembered; the draft it came from is emptied and keeps its
    /// options, or goes where others are open and it is not the one in front. What was changed meanwhile stays.
    void submitted(const NewJob& job);

    /// A number of the one in front that no other gets while this lives, whatever is edited.
    [[nodiscard]] quint64 serial() const { return m_serials.at(m_set.current); }
    /// To one that is not in front, if it is still open and has no picture to begin with.
    void giveReference(quint64 serial, const ReferencePicture& picture);

    /// Another empty prompt with the options of the one in front, which stays. The empty one, if there is one. Nothing
    /// where `mostOpen` are.
    void startAnother();
    /// The same for what comes from elsewhere: also where a person has enough of them, since it would be written over
    /// the one in front.
    void makeRoom();
    void choose(int index);
    void discard(int index);

    /// The options of the draft in front, by that name; another of the same name is replaced.
    void savePreset(const QString& name);
    void removePreset(const QString& name);
    /// The draft in front gets these options and keeps its prompt.
    void usePreset(const QString& name);

    /// Stores now what is unsaved.
    void flush();

signals:
    /// The draft in front is another, or changed by something other than edit(): show it.
    void loaded(const kinora::Draft& draft);
    /// set() changed.
    void setChanged();
    /// The drafts could not be stored (disk full, those that are there cannot be read, …). It is tried again with the
    /// next edit.
    void saveFailed(const kinora::Error& error);
    /// Those that were stored are spoiled and were set aside; from now on they are stored anew.
    void damaged();

private:
    void read();
    void take(const Result<std::optional<DraftSet>>& stored);
    void setAside();
    void show();
    void changed();
    bool bringEmptyToFront();
    void append();
    void removeAt(int index);
    void numberAnew();
    void bringToFront(int index);

    DraftStore* m_store = nullptr;
    DraftSet m_set;
    QList<quint64> m_serials; ///< of m_set.open
    quint64 m_lastSerial = 0;
    bool m_unsaved = false;
    bool m_isRead = false;    ///< m_set holds what is stored
    bool m_isReading = false; ///< an answer of the store is awaited
    quint64 m_opened = 0;     ///< answers of a store that was closed are dropped
    QTimer m_timer;
};

} // namespace kinora
