#include "storage/Migrations.h"

#include "storage/Database.h"
#include "storage/VideoRows.h"

#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

// Times are milliseconds since 1970 (UTC). `key` is never reused (AUTOINCREMENT), so that a list of keys can outlive a
// deleted row.
const std::array<Migration, 10>& steps() {
    static const std::array<Migration, 10> all{{
        {.version = 1,
            .statements =
                {
                    u"CREATE TABLE videos ("
                    " key INTEGER PRIMARY KEY AUTOINCREMENT,"
                    " id TEXT NOT NULL CONSTRAINT videos_id_unique UNIQUE,"
                    " seq INTEGER NOT NULL,"
                    " job_id TEXT,"
                    " title TEXT,"
                    " prompt TEXT NOT NULL,"
                    " orientation TEXT NOT NULL,"
                    " width INTEGER NOT NULL,"
                    " height INTEGER NOT NULL,"
                    " seconds REAL NOT NULL,"
                    " model TEXT NOT NULL,"
                    " upstream TEXT NOT NULL,"
                    " demo INTEGER NOT NULL,"
                    " bytes INTEGER NOT NULL,"
                    " sha256 TEXT NOT NULL,"
                    " content_type TEXT NOT NULL,"
                    " favorite INTEGER NOT NULL,"
                    " rating INTEGER NOT NULL,"
                    " tags TEXT NOT NULL,"
                    " state TEXT NOT NULL,"
                    " remix_of TEXT,"
                    " charged_micro_usd INTEGER,"
                    " created_at INTEGER NOT NULL,"
                    " updated_at INTEGER NOT NULL,"
                    " file_state TEXT NOT NULL DEFAULT 'absent'"
                    "  CONSTRAINT videos_file_state_known CHECK (file_state IN ('absent', 'wanted', 'here', 'failed')),"
                    " problem TEXT,"
                    " file TEXT,"
                    " poster TEXT,"
                    " took_ms INTEGER,"
                    " CONSTRAINT videos_here_has_file CHECK ((file_state = 'here') = (file IS NOT NULL))"
                    ")"_s,
                    // Carries all that a gallery needs to place its cards.
                    u"CREATE INDEX videos_newest ON videos (created_at DESC, key DESC, state, width, height)"_s,
                    u"CREATE INDEX videos_wanted ON videos (created_at DESC) WHERE file_state = 'wanted'"_s,
                    u"CREATE INDEX videos_without_poster ON videos (created_at DESC, key DESC) WHERE poster IS NULL AND state <> 'trashed'"_s,
                    u"CREATE INDEX videos_here ON videos (file, bytes) WHERE file_state = 'here'"_s,
                    u"CREATE TABLE jobs ("
                    " id TEXT PRIMARY KEY NOT NULL,"
                    " created_at INTEGER NOT NULL,"
                    " body TEXT NOT NULL"
                    ") WITHOUT ROWID"_s,
                    u"CREATE TABLE outbox ("
                    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                    " key TEXT NOT NULL CONSTRAINT outbox_key_unique UNIQUE,"
                    " body BLOB NOT NULL,"
                    " created_at INTEGER NOT NULL"
                    ")"_s,
                    u"CREATE TABLE unsent ("
                    " form TEXT PRIMARY KEY NOT NULL,"
                    " content BLOB NOT NULL"
                    ") WITHOUT ROWID"_s,
                }},
        {.version = 2,
            .statements =
                {
                    u"ALTER TABLE videos ADD COLUMN batch_id TEXT"_s,
                    u"ALTER TABLE videos ADD COLUMN source TEXT NOT NULL DEFAULT 'job'"_s,
                    u"ALTER TABLE videos ADD COLUMN settings TEXT"_s,
                    u"ALTER TABLE videos ADD COLUMN sprite TEXT"_s,
                    // A video that no relay has lies here alone: its file is never given up for room.
                    u"ALTER TABLE videos ADD COLUMN on_relay INTEGER NOT NULL DEFAULT 1"_s,
                    u"ALTER TABLE videos ADD COLUMN watched_at INTEGER"_s,
                    // Carries all that a filter asks and a gallery needs to place its cards: no search reads a row.
                    u"DROP INDEX videos_newest"_s,
                    u"CREATE INDEX videos_newest ON videos (created_at DESC, key DESC, state, width, height, "
                    u"orientation,"
                    " favorite, rating, model, file_state, seconds, bytes, tags)"_s,
                    u"CREATE INDEX videos_absent ON videos (favorite, on_relay) WHERE file_state = 'absent' AND state <> 'trashed'"_s,
                    u"CREATE INDEX videos_takes ON videos (batch_id) WHERE batch_id IS NOT NULL"_s,
                    u"CREATE INDEX videos_remixes ON videos (remix_of) WHERE remix_of IS NOT NULL"_s,
                    u"CREATE INDEX videos_without_sprite ON videos (created_at DESC, key DESC) WHERE sprite IS NULL AND state <> 'trashed'"_s,
                    // See storage/SearchText. Marks are letters here: several scripts write vowels with them.
                    u"CREATE VIRTUAL TABLE videos_text USING fts5 (words, prefix='1 2 3',"
                    " tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"_s,
                    // What a person changed and the relay has not heard yet: of each field the last edit.
                    u"CREATE TABLE edits ("
                    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                    " video_id TEXT NOT NULL,"
                    " field TEXT NOT NULL CONSTRAINT edits_field_known"
                    "  CHECK (field IN ('title', 'favorite', 'rating', 'state', 'tag', 'forever')),"
                    " tag TEXT NOT NULL DEFAULT '',"
                    " value TEXT NOT NULL,"
                    " edited_at INTEGER NOT NULL,"
                    " CONSTRAINT edits_one_a_field UNIQUE (video_id, field, tag)"
                    ")"_s,
                    u"CREATE INDEX edits_alike ON edits (edited_at, field, tag, value)"_s,
                    // How far something has come, by name.
                    u"CREATE TABLE bookmarks ("
                    " name TEXT PRIMARY KEY NOT NULL,"
                    " value INTEGER NOT NULL"
                    ") WITHOUT ROWID"_s,
                },
            .work = indexAllWords},
        {.version = 3,
            .statements =
                {
                    // What it is again once it is restored; nothing for one that was thrown away before this was known.
                    u"ALTER TABLE videos ADD COLUMN trashed_from TEXT"_s,
                    u"CREATE INDEX videos_here_alone ON videos (sha256) WHERE on_relay = 0"_s,
                }},
        {.version = 4,
            .statements =
                {
                    // Of what was brought here from elsewhere: why the relay does not take it, as an error's word.
                    u"ALTER TABLE videos ADD COLUMN refused TEXT"_s,
                    u"CREATE INDEX videos_refused ON videos (key) WHERE refused IS NOT NULL"_s,
                }},
        {.version = 5,
            .statements =
                {
                    // Files of videos that have no row any more, to be cleared away. See storage/Leaving.
                    u"CREATE TABLE left_files ("
                    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                    " video_id TEXT NOT NULL,"
                    " file TEXT,"
                    " poster TEXT,"
                    " sprite TEXT,"
                    " is_kept INTEGER NOT NULL"
                    ")"_s,
                }},
        {.version = 6,
            .statements =
                {
                    // Imported videos whose upload has begun: the relay may have them, whether or not it was heard.
                    // With the moment at which one was deleted for ever here. See storage/ImportedRows.
                    u"CREATE TABLE offered_imports ("
                    " sha256 TEXT PRIMARY KEY NOT NULL,"
                    " offered_at INTEGER NOT NULL,"
                    " deleted_at INTEGER"
                    ") WITHOUT ROWID"_s,
                    // What imported videos were called before the relay gave them another id: somebody may still hold
                    // it.
                    u"CREATE TABLE former_ids ("
                    " former TEXT PRIMARY KEY NOT NULL,"
                    " id TEXT NOT NULL"
                    ") WITHOUT ROWID"_s,
                    u"CREATE INDEX videos_files ON videos (file) WHERE file IS NOT NULL"_s,
                    u"CREATE INDEX videos_waiting ON videos (key) WHERE on_relay = 0"_s,
                    u"CREATE INDEX edits_removed ON edits (value) WHERE field = 'forever'"_s,
                }},
        {.version = 7,
            .statements =
                {
                    // Equal where prompts are: see markPrompts().
                    u"ALTER TABLE videos ADD COLUMN prompt_mark INTEGER"_s,
                    u"CREATE INDEX videos_prompts ON videos (prompt_mark, created_at DESC, key DESC)"
                    " WHERE prompt_mark IS NOT NULL AND state <> 'trashed'"_s,
                },
            .work = markPrompts},
        {.version = 8,
            .statements =
                {
                    // Each video that is brought here looks whether there is one with its content.
                    u"CREATE INDEX videos_contents ON videos (sha256)"_s,
                }},
        {.version = 9,
            .statements =
                {
                    // See storage/RelayNumbers.
                    u"CREATE INDEX videos_numbers ON videos (seq)"_s,
                }},
        {.version = 10,
            .statements =
                {
                    // The last change of the video that was known, by the relay's clock: 0 without one.
                    u"ALTER TABLE edits ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0"_s,
                }},
    }};
    return all;
}

Result<void> runStep(QSqlDatabase& connection, const Migration& step) {
    for (const QString& statement : step.statements) {
        if (const auto done = runSql(connection, statement); !done)
            return std::unexpected(done.error());
    }
    if (step.work) {
        if (const Result<void> done = step.work(connection); !done)
            return done;
    }
    // A pragma takes no parameters; the number is ours.
    const auto recorded = runSql(connection, u"PRAGMA user_version = %1"_s.arg(step.version));
    if (!recorded)
        return std::unexpected(recorded.error());
    const auto committed = runSql(connection, u"COMMIT"_s);
    return committed ? Result<void>() : std::unexpected(committed.error());
}

Result<int> currentVersion(const QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection, u"PRAGMA user_version"_s);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toInt() : 0;
}

} // namespace

std::span<const Migration> libraryMigrations() {
    return steps();
}

Result<void> migrate(QSqlDatabase& connection, std::span<const Migration> migrations) {
    const int latest = migrations.empty() ? 0 : migrations.back().version;
    for (const Migration& step : migrations) {
        // Read inside the lock: another program may have taken this very step a moment ago.
        if (const auto begun = runSql(connection, u"BEGIN IMMEDIATE"_s); !begun)
            return std::unexpected(begun.error());
        const Result<int> version = currentVersion(connection);
        Result<void> done;
        if (!version)
            done = std::unexpected(version.error());
        else if (*version > latest)
            done = failure(
                ErrorCode::LaterVersion, u"library version %1, this Kinora knows %2"_s.arg(*version).arg(latest));
        else if (*version < step.version)
            done = runStep(connection, step);
        else if (const auto ended = runSql(connection, u"COMMIT"_s); !ended)
            done = std::unexpected(ended.error());
        if (!done) {
            (void)runSql(connection, u"ROLLBACK"_s);
            return done;
        }
    }
    return {};
}

} // namespace kinora
