#include "domain/VideoEdit.h"

#include "base/Ids.h"
#include "base/Time.h"
#include "base/Unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace kinora::domain {
namespace {

constexpr std::size_t MostIds = 1000;
constexpr std::int64_t BestRating = 5;
/// Of tags that are gone; the oldest are forgotten first. An edit that is older than those and says otherwise would
/// then win wrongly, which takes somebody who removes hundreds of tags from one video.
constexpr std::size_t MostRemovedTags = 200;

std::string plainText(ObjectReader& reader, std::string_view name, std::string_view typed, std::size_t longest) {
    const auto normal = toNfc(typed);
    std::string text(trim(normal.value_or("")));
    if (!normal || hasControl(text)) {
        reader.reject(name, "invalid", "It has no control characters.");
        return {};
    }
    if (codePoints(text) > longest)
        reader.reject(name, "too_long", fmt::format("It has at most {} characters.", longest));
    return text;
}

std::optional<TimePoint> readEditedAt(ObjectReader& reader) {
    const auto text = reader.optionalString("editedAt");
    if (!text)
        return std::nullopt;
    const auto time = fromRfc3339(*text);
    if (!time)
        reader.reject("editedAt", "invalid", "This is a time as in RFC 3339.");
    return time;
}

class EditReader {
public:
    explicit EditReader(const json::object& body)
        : m_body(body)
        , m_reader(body) {}

    std::vector<std::string> readIds() {
        auto given = m_reader.optionalStrings("ids");
        if (!given || given->empty() || given->size() > MostIds) {
            m_reader.reject("ids", "out_of_range", fmt::format("Name 1 to {} videos.", MostIds));
            return {};
        }
        if (!std::ranges::all_of(*given, isId))
            m_reader.reject("ids", "invalid", "These are ids of videos.");
        std::unordered_set<std::string> known;
        std::erase_if(*given, [&known](const std::string& id) { return !known.insert(id).second; });
        return std::move(*given);
    }

    Result<VideoEdit> read() {
        readTitle();
        m_edit.favorite = m_reader.optionalBoolean("favorite");
        readRating();
        m_edit.addTags = readTags(m_reader, "addTags");
        m_edit.removeTags = readTags(m_reader, "removeTags");
        for (const std::string& tag : m_edit.addTags) {
            if (std::ranges::find(m_edit.removeTags, tag) != m_edit.removeTags.end()) {
                m_reader.reject("removeTags", "invalid", "The same tag cannot be added and removed at once.");
                break;
            }
        }
        readState();
        m_edit.editedAt = readEditedAt(m_reader);
        if (const Result<> complete = m_reader.finish(); !complete)
            return std::unexpected(complete.error());
        if (!m_edit.title && !m_edit.favorite && !m_edit.rating && m_edit.addTags.empty() &&
            m_edit.removeTags.empty() && !m_edit.state)
            return fail(Code::ValidationFailed, "Say what is to be changed.");
        return std::move(m_edit);
    }

private:
    void readTitle() {
        const json::value* value = m_body.if_contains("title");
        const auto typed = m_reader.optionalString("title");
        if (!typed) {
            if (value != nullptr && value->is_null())
                m_edit.title.emplace();
            return;
        }
        m_edit.title = plainText(m_reader, "title", *typed, VideoEdit::TitleMaxLength);
    }

    void readRating() {
        const auto rating = m_reader.optionalInteger("rating");
        if (!rating)
            return;
        if (*rating < 0 || *rating > BestRating)
            m_reader.reject("rating", "out_of_range", "A rating is 0 (none) to 5.");
        else
            m_edit.rating = static_cast<int>(*rating);
    }

    void readState() {
        m_edit.state = m_reader.optionalString("state");
        if (m_edit.state && *m_edit.state != "draft" && *m_edit.state != "published" && *m_edit.state != "trashed")
            m_reader.reject("state", "invalid", "A video is draft, published or trashed.");
    }

    const json::object& m_body;
    ObjectReader m_reader;
    VideoEdit m_edit;
};

std::int64_t millisecondsOf(TimePoint time) {
    return time.time_since_epoch().count();
}

class Editor {
public:
    Editor(store::EditableVideo& target, std::optional<TimePoint> editedAt, TimePoint now)
        : m_target(target)
        , m_now(now)
        , m_when(editedAt ? std::min(*editedAt, now) : now)
        , m_isNow(!editedAt) {}

    template <class T>
    void set(std::string_view name, const std::optional<T>& wanted, T& value) {
        if (wanted && takes(m_target.edited, name))
            change(value, *wanted);
    }

    void setTitle(const std::optional<std::string>& wanted) {
        if (!wanted || !takes(m_target.edited, "title"))
            return;
        change(m_target.video.title, wanted->empty() ? std::nullopt : wanted);
    }

    void setTag(const std::string& tag, bool wanted) {
        json::value& times = m_target.edited["tags"];
        if (!times.is_object())
            times.emplace_object();
        if (!takes(times.get_object(), tag))
            return;
        auto& tags = m_target.video.tags;
        const auto found = std::ranges::find(tags, tag);
        if (wanted == (found != tags.end()))
            return;
        if (wanted)
            tags.push_back(tag);
        else
            tags.erase(found);
        m_edited = Edited::Values;
    }

    void setState(const std::string& wanted) {
        const std::string before = m_target.video.state;
        if (!takes(m_target.edited, "state") || before == wanted)
            return;
        change(m_target.video.state, wanted);
        if (wanted == "trashed") {
            m_target.trashedAt = m_now;
            m_target.trashedFrom = before;
        } else {
            m_target.trashedAt.reset();
            m_target.trashedFrom.reset();
        }
    }

    void restore() {
        if (m_target.video.state == "trashed")
            setState(m_target.trashedFrom.value_or("draft"));
        else if (!m_isNow) // what puts it into the trash may yet come, and be older
            takes(m_target.edited, "state");
    }

    void forgetOldTags() {
        auto* times = m_target.edited.contains("tags") ? m_target.edited["tags"].if_object() : nullptr;
        if (times == nullptr)
            return;
        const auto& tags = m_target.video.tags;
        while (times->size() > tags.size() + MostRemovedTags) {
            auto oldest = times->end();
            for (auto entry = times->begin(); entry != times->end(); ++entry)
                if (std::ranges::find(tags, std::string_view(entry->key())) == tags.end() &&
                    (oldest == times->end() ||
                        entry->value().to_number<std::int64_t>() < oldest->value().to_number<std::int64_t>()))
                    oldest = entry;
            times->erase(oldest);
        }
    }

    [[nodiscard]] Edited outcome() const { return m_edited; }

private:
    /// Whether this edit of the field is later than the last one, and then is the last one.
    bool takes(json::object& times, std::string_view name) {
        const json::value* last = times.if_contains(name);
        std::int64_t time = millisecondsOf(m_when);
        if (last != nullptr) {
            const auto before = last->to_number<std::int64_t>();
            // What is done now comes after all that was, though it be within the same millisecond.
            if (m_isNow)
                time = std::max(time, before + 1);
            else if (time <= before)
                return false;
        }
        times[name] = time;
        if (m_edited == Edited::Nothing)
            m_edited = Edited::Times;
        return true;
    }

    template <class T, class U>
    void change(T& value, const U& wanted) {
        if (value == wanted)
            return;
        value = wanted;
        m_edited = Edited::Values;
    }

    store::EditableVideo& m_target;
    TimePoint m_now;
    TimePoint m_when;
    bool m_isNow;
    Edited m_edited = Edited::Nothing;
};

} // namespace

std::vector<std::string> readTags(ObjectReader& reader, std::string_view name) {
    std::vector<std::string> tags;
    const auto given = reader.optionalStrings(name);
    if (!given)
        return tags;
    if (given->size() > VideoEdit::MostTags) {
        reader.reject(name, "out_of_range", fmt::format("At most {} tags at once.", VideoEdit::MostTags));
        return tags;
    }
    for (const std::string& typed : *given) {
        std::string tag = plainText(reader, name, typed, VideoEdit::TagMaxLength);
        if (tag.empty()) {
            reader.reject(name, "invalid", "A tag has at least one character and no control characters.");
            break;
        }
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(std::move(tag));
    }
    return tags;
}

Result<VideoEdit> readVideoEdit(const json::object& body) {
    EditReader reader(body);
    return reader.read();
}

Result<VideoEdit> readRestore(const json::object& body) {
    ObjectReader reader(body);
    VideoEdit restore;
    restore.restore = true;
    restore.editedAt = readEditedAt(reader);
    if (const Result<> complete = reader.finish(); !complete)
        return std::unexpected(complete.error());
    return restore;
}

Result<VideosEdit> readVideosEdit(const json::object& body) {
    EditReader reader(body);
    VideosEdit result;
    result.ids = reader.readIds();
    auto edit = reader.read();
    if (!edit)
        return std::unexpected(std::move(edit.error()));
    result.edit = std::move(*edit);
    return result;
}

Result<Edited> applyEdit(const VideoEdit& edit, store::EditableVideo& target, TimePoint now) {
    if (edit.unlessTrashed && target.video.state == "trashed")
        return fail(Code::Conflict, "This video is in the trash. Restore it first.");
    Editor editor(target, edit.editedAt, now);
    editor.setTitle(edit.title);
    editor.set("favorite", edit.favorite, target.video.favorite);
    editor.set("rating", edit.rating, target.video.rating);
    for (const std::string& tag : edit.removeTags)
        editor.setTag(tag, false);
    for (const std::string& tag : edit.addTags)
        editor.setTag(tag, true);
    if (target.video.tags.size() > VideoEdit::MostTags)
        return fail(Code::Conflict, fmt::format("A video has at most {} tags.", VideoEdit::MostTags));
    editor.forgetOldTags();
    if (edit.restore)
        editor.restore();
    else if (edit.state)
        editor.setState(*edit.state);
    return editor.outcome();
}

} // namespace kinora::domain
