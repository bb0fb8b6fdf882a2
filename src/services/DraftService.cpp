#include "services/DraftService.h"

#include "core/Logging.h"
#include "core/PromptRules.h"
#include "core/Receive.h"

#include <algorithm>
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
    const auto stored = store.load();
    if (stored.isFinished()) { // as a library on this computer answers
        take(stored.result());
        return;
    }
    receive(stored, this, [this, opened](const Result<std::optional<DraftSet>>& answer) {
        if (opened == m_opened)
            take(answer);
    });
}

void DraftService::take(const Result<std::optional<DraftSet>>& stored) {
    if (!stored) {
        qCWarning(logCreation) << "the drafts cannot be read:" << stored.error().detail;
        return;
    }
    // Without a stored draft the composer starts empty: what is in it may be another account's, and is safe there.
    const Draft typed = draft();
    const bool isUnsaved = m_unsaved && !normalizedPrompt(typed.prompt).isEmpty();
    m_set = stored->value_or(DraftSet());
    m_unsaved = false;
    if (!isUnsaved) {
        emit setChanged();
        emit loaded(draft());
        return;
    }
    // Typed where no store was open, or while it was read: it stays in front, and nothing that was stored goes.
    if (!normalizedPrompt(draft().prompt).isEmpty()) {
        m_set.open.append(typed);
        m_set.current = static_cast<int>(m_set.open.size()) - 1;
    }
    m_set.open[m_set.current] = typed;
    changed();
}

void DraftService::close() {
    flush();
    ++m_opened;
    m_store = nullptr;
}

void DraftService::edit(const Draft& edited) {
    if (edited == draft())
        return;
    m_set.open[m_set.current] = edited;
    m_unsaved = true;
    if (!m_timer.isActive()) // whoever types without a pause loses no more by a crash than others
        m_timer.start();
    emit setChanged();
}

void DraftService::submitted(const NewJob& job) {
    const QString prompt = normalizedPrompt(job.prompt);
    const auto isIt = [&prompt](const NewJob& other) {
        return normalizedPrompt(other.prompt) == prompt;
    };
    m_set.sent.removeIf(isIt);
    m_set.sent.prepend(job);
    m_set.sent.resize(std::min<qsizetype>(m_set.sent.size(), mostRemembered));
    const bool isInFront = isIt(draft());
    if (isInFront) {
        m_set.open[m_set.current].prompt.clear();
        m_set.open[m_set.current].remixOf.clear(); // once; whoever wants another remix asks for it
    } else if (const auto behind = std::ranges::find_if(m_set.open, isIt); behind != m_set.open.end()) {
        const auto index = static_cast<int>(behind - m_set.open.begin());
        m_set.open.removeAt(index);
        m_set.current -= index < m_set.current ? 1 : 0;
    }
    changed();
    if (isInFront)
        emit loaded(draft());
}

void DraftService::startAnother() {
    const auto empty =
        std::ranges::find_if(m_set.open, [](const Draft& one) { return normalizedPrompt(one.prompt).isEmpty(); });
    if (empty != m_set.open.end()) {
        bringToFront(static_cast<int>(empty - m_set.open.begin()));
        return;
    }
    if (m_set.open.size() >= mostOpen)
        return;
    Draft another = draft();
    another.prompt.clear();
    another.cameos.clear();
    another.reference = {};
    another.remixOf.clear();
    m_set.open.append(another);
    bringToFront(static_cast<int>(m_set.open.size()) - 1);
}

void DraftService::choose(int index) {
    if (index >= 0 && index < m_set.open.size() && index != m_set.current)
        bringToFront(index);
}

void DraftService::discard(int index) {
    if (index < 0 || index >= m_set.open.size())
        return;
    if (m_set.open.size() == 1) {
        m_set.open.first().prompt.clear();
        m_set.open.first().remixOf.clear();
        bringToFront(0);
        return;
    }
    m_set.open.removeAt(index);
    bringToFront(std::min(m_set.current - (index < m_set.current ? 1 : 0), static_cast<int>(m_set.open.size()) - 1));
}

void DraftService::savePreset(const QString& name) {
    removePreset(name);
    Preset preset{name, draft()};
    preset.options.prompt.clear();
    preset.options.cameos.clear();
    preset.options.reference = {};
    preset.options.remixOf.clear();
    m_set.presets.append(preset);
    std::ranges::sort(m_set.presets,
        [](const Preset& a, const Preset& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    changed();
}

void DraftService::removePreset(const QString& name) {
    if (m_set.presets.removeIf([&name](const Preset& preset) { return preset.name == name; }) > 0)
        changed();
}

void DraftService::usePreset(const QString& name) {
    const auto preset = std::ranges::find(m_set.presets, name, &Preset::name);
    if (preset == m_set.presets.end())
        return;
    Draft draft = preset->options;
    draft.prompt = this->draft().prompt;
    draft.reference = this->draft().reference;
    m_set.open[m_set.current] = draft;
    changed();
    emit loaded(draft);
}

void DraftService::bringToFront(int index) {
    m_set.current = index;
    changed();
    emit loaded(draft());
}

void DraftService::changed() {
    m_unsaved = true;
    flush();
    emit setChanged();
}

void DraftService::flush() {
    m_timer.stop();
    if (!m_store || !std::exchange(m_unsaved, false))
        return;
    receive(m_store->save(m_set), this, [this](const Result<void>& saved) {
        if (saved)
            return;
        m_unsaved = true;
        emit saveFailed(saved.error());
    });
}

} // namespace kinora
