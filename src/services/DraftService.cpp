#include "services/DraftService.h"

#include "core/Logging.h"
#include "core/PromptRules.h"
#include "core/Receive.h"

#include <utility>

namespace kinora {

DraftService::DraftService(QObject* parent)
    : QObject(parent) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(saveDelay);
    connect(&m_timer, &QTimer::timeout, this, &DraftService::flush);
}

DraftService::~DraftService() {
    flush();
}

void DraftService::open(DraftStore& store) {
    m_store = &store;
    const quint64 opened = ++m_opened;
    m_editedSinceOpen = false;
    if (m_unsaved) { // typed where no store was open
        flush();
        return;
    }
    receive(store.load(), this, [this, opened](const Result<std::optional<Draft>>& stored) {
        if (opened != m_opened || m_editedSinceOpen)
            return;
        if (!stored) {
            qCWarning(logCreation) << "the draft cannot be read:" << stored.error().detail;
            return;
        }
        // Without a stored draft the composer starts empty: what is in it may be another account's, and is safe there.
        m_draft = stored->value_or(Draft{});
        emit loaded(m_draft);
    });
}

void DraftService::close() {
    flush();
    ++m_opened;
    m_store = nullptr;
}

void DraftService::edit(const Draft& draft) {
    if (draft == m_draft)
        return;
    m_draft = draft;
    m_unsaved = m_editedSinceOpen = true;
    m_timer.start();
}

void DraftService::submitted(const NewJob& job) {
    if (normalizedPrompt(m_draft.prompt) != normalizedPrompt(job.prompt))
        return;
    Draft rest = m_draft;
    rest.prompt.clear();
    edit(rest);
    flush();
    emit loaded(m_draft);
}

void DraftService::flush() {
    m_timer.stop();
    if (!m_store || !std::exchange(m_unsaved, false))
        return;
    receive(m_store->save(m_draft), this, [this](const Result<void>& saved) {
        if (saved)
            return;
        m_unsaved = true;
        emit saveFailed(saved.error());
    });
}

} // namespace kinora
