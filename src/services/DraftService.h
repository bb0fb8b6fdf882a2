// The composer's content, kept over errors, sign-out and crash.
#pragma once

#include "core/NewJob.h"
#include "services/DraftStore.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace kinora {

/// Holds the one draft. GUI thread only. What is typed is stored `saveDelay` after the last change, and at once by
/// flush().
class DraftService final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds saveDelay{400};

    explicit DraftService(QObject* parent = nullptr);
    ~DraftService() override;

    /// Opens the draft of an account: loads it, unless something has been typed meanwhile (that wins and is stored).
    /// `store` outlives this or is replaced by close() first.
    void open(DraftStore& store);
    /// Stores what is unsaved and lets go of the store. The draft itself stays: whoever was signed out goes on typing
    /// where they were.
    void close();

    [[nodiscard]] const Draft& draft() const { return m_draft; }
    /// Call on every edit.
    void edit(const Draft& draft);
    /// After a submission was accepted: empties the prompt and keeps the options, unless something else was typed
    /// meanwhile.
    void submitted(const NewJob& job);
    /// Stores now what is unsaved.
    void flush();

signals:
    /// The draft changed by something other than edit(): show it.
    void loaded(const kinora::Draft& draft);
    /// The draft could not be stored (disk full, …). It is tried again with the next edit.
    void saveFailed(const kinora::Error& error);

private:
    DraftStore* m_store = nullptr;
    Draft m_draft;
    bool m_unsaved = false;
    bool m_editedSinceOpen = false;
    quint64 m_opened = 0; ///< answers of a store that was closed are dropped
    QTimer m_timer;
};

} // namespace kinora
