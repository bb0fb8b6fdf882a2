#include "services/DraftService.h"

#include "core/Logging.h"
#include "core/PromptRules.h"
#include "core/Receive.h"

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

bool isEmpty(const Draft& draft) {
    return normalizedPrompt(draft.prompt).isEmpty();
}

/// What was typed where no store was open or while it could not be read stays in front, and nothing that was stored
/// goes.
DraftSet withTyped(DraftSet set, const DraftSet& typed) {
    for (int i = 0; i < typed.open.size(); ++i) {
        if (isEmpty(typed.open.at(i)))
            continue;
        auto place = std::ranges::find_if(set.open, isEmpty);
        if (place == set.open.end())
            place = set.open.insert(set.open.end(), Draft());
        *place = typed.open.at(i);
        if (i <= typed.current)
            set.current = static_cast<int>(place - set.open.begin());
    }
    for (const NewJob& job : typed.sent) {
        const QString prompt = normalizedPrompt(job.prompt);
        set.sent.removeIf([&prompt](const NewJob& other) { return normalizedPrompt(other.prompt) == prompt; });
    }
    set.sent = typed.sent + set.sent;
    for (const Preset& preset : typed.presets)
        set.presets.removeIf([&preset](const Preset& other) { return other.name == preset.name; });
    set.presets += typed.presets;
    return set;
}

} // namespace

DraftService::DraftService(QObject* parent)
    : QObject(parent) {
    numberAnew();
    m_timer.setSingleShot(true);
    m_timer.setInterval(saveDelay);
    connect(&m_timer, &QTimer::timeout, this, &DraftService::flush);
}

DraftService::~DraftService() {
    flush();
}

void DraftService::open(DraftStore& store) {
    m_store = &store;
    ++m_opened;
    // What else is here may be another account's, and is safe there: it must not be stored with this one's.
    const Draft typed = draft();
    m_unsaved = m_unsaved && !isEmpty(typed);
    m_set = DraftSet();
    if (m_unsaved)
        m_set.open.first() = typed;
    numberAnew();
    m_isRead = false;
    read();
    if (!m_isRead)
        show(); // nobody knows when there will be more
}

void DraftService::read() {
    m_isReading = true;
    const auto stored = m_store->load();
    if (stored.isFinished()) { // as a library on this computer answers
        take(stored.result());
        return;
    }
    receive(stored, this, [this, opened = m_opened](const Result<std::optional<DraftSet>>& answer) {
        if (opened == m_opened)
            take(answer);
    });
}

void DraftService::take(const Result<std::optional<DraftSet>>& stored) {
    m_isReading = false;
    if (!stored) {
        const bool isDamaged = stored.error().code == ErrorCode::CorruptFile;
        qCWarning(logCreation) << "the drafts cannot be read:" << stored.error().detail;
        if (isDamaged)
            setAside();
        else
            emit saveFailed(stored.error());
        return;
    }
    m_isRead = true;
    const Draft before = draft();
    const quint64 serialBefore = serial();
    const bool isUnsaved = std::exchange(m_unsaved, false);
    m_set = isUnsaved ? withTyped(stored->value_or(DraftSet()), m_set) : stored->value_or(DraftSet());
    numberAnew();
    if (isUnsaved) {
        m_serials[m_set.current] = serialBefore;
        changed();
    }
    if (!isUnsaved || draft() != before)
        show();
}

void DraftService::setAside() {
    m_isReading = true;
    receive(m_store->setAside(), this, [this, opened = m_opened](const Result<void>& done) {
        if (opened != m_opened)
            return;
        m_isReading = false;
        if (!done) {
            emit saveFailed(done.error());
            return;
        }
        emit damaged();
        take(std::optional<DraftSet>());
    });
}

void DraftService::show() {
    emit setChanged();
    emit loaded(draft());
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
        removeAt(index);
        m_set.current -= index < m_set.current ? 1 : 0;
    }
    changed();
    if (isInFront)
        emit loaded(draft());
}

void DraftService::giveReference(quint64 serial, const ReferencePicture& picture) {
    const qsizetype index = m_serials.indexOf(serial);
    if (index < 0 || index == m_set.current || !m_set.open.at(index).reference.isEmpty())
        return;
    m_set.open[index].reference = picture;
    changed();
}

void DraftService::numberAnew() {
    m_serials.clear();
    for (qsizetype i = 0; i < m_set.open.size(); ++i)
        m_serials << ++m_lastSerial;
}

void DraftService::removeAt(int index) {
    m_set.open.removeAt(index);
    m_serials.removeAt(index);
}

void DraftService::startAnother() {
    if (!bringEmptyToFront() && m_set.open.size() < mostOpen)
        append();
}

bool DraftService::bringEmptyToFront() {
    const auto empty = std::ranges::find_if(m_set.open, isEmpty);
    if (empty == m_set.open.end())
        return false;
    bringToFront(static_cast<int>(empty - m_set.open.begin()));
    return true;
}

void DraftService::append() {
    Draft another = draft();
    another.prompt.clear();
    another.cameos.clear();
    another.reference = {};
    another.remixOf.clear();
    m_set.open.append(another);
    m_serials << ++m_lastSerial;
    bringToFront(static_cast<int>(m_set.open.size()) - 1);
}

void DraftService::makeRoom() {
    if (!bringEmptyToFront())
        append();
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
    removeAt(index);
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
    if (!m_store || !m_unsaved)
        return;
    if (!m_isRead) { // over what nobody has read nothing is written
        if (!m_isReading)
            read();
        return;
    }
    m_unsaved = false;
    receive(m_store->save(m_set), this, [this](const Result<void>& saved) {
        if (saved)
            return;
        m_unsaved = true;
        emit saveFailed(saved.error());
    });
}

} // namespace kinora
