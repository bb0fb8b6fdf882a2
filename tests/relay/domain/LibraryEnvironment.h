// Somebody's library on a database and in a folder of its own, with films that need no encoding.
#pragma once

#include "base/Crypto.h"
#include "base/Ids.h"
#include "domain/Library.h"
#include "domain/Videos.h"
#include "media/ContentStore.h"
#include "relay/domain/AccountsEnvironment.h"
#include "store/EventLog.h"
#include "support/TempDir.h"

#include <string>
#include <utility>

namespace kinora::test {

class LibraryEnvironment : public AccountsEnvironment {
protected:
    LibraryEnvironment() { EXPECT_TRUE(content.prepare()); }

    Task<std::string> makeFilm(std::string userId, std::string bytes, std::string prompt) {
        const std::string id = newId();
        const auto blob = content.add(bytes, "video/mp4");
        const std::string raw = *fromHex(blob->sha256);
        const pg::Bytes hash{raw};
        pg::Transaction transaction = co_await pool.begin();
        co_await transaction.query(
            "INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1, $2, 'video/mp4') ON CONFLICT DO NOTHING", hash,
            bytes.size());
        const std::int64_t seq = co_await store::takeNumbers(transaction, userId, 1);
        co_await transaction.query(R"sql(
            INSERT INTO videos (id, user_id, seq, prompt, orientation, width, height, duration_ms, model, upstream,
                                content_sha256, poster_sha256)
            VALUES ($1, $2, $4, $5, 'portrait', 2, 2, 1500, 'm', 'u', $3, $3))sql",
            id, userId, hash, seq, prompt);
        co_await transaction.commit();
        co_return id;
    }

    std::string film(const domain::SignedIn& whose, std::string bytes = "film", std::string prompt = "A kite") {
        return run(makeFilm(whose.user.id, std::move(bytes), std::move(prompt)));
    }

    TempDir folder;
    media::ContentStore content{folder / "media"};
    WorkPool files{"media", 1, 16};
    jobs::EventHub hub;
    jobs::Announcer announcer{context.get_executor(), pool, hub, "relay"};
    domain::Library library{{pool, content, {files, files}, hub, announcer}};
    domain::Videos videos{pool, content, {files, files}};
};

} // namespace kinora::test
