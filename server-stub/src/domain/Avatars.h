// The pictures that stand for people.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/KeptPictures.h"
#include "domain/Principal.h"
#include "domain/Videos.h"
#include "domain/WorkPools.h"
#include "pg/Pool.h"
#include "store/Users.h"

#include <optional>
#include <string>

namespace kinora::domain {

class Avatars {
public:
    /// All references must outlive this. `work` is where pictures are decoded.
    Avatars(pg::Pool& pool, media::ContentStore& content, WorkPools work);

    /// `sent`: the bytes of a PNG, JPEG or WebP, whatever they are called. ValidationFailed if they are none.
    [[nodiscard]] Task<Result<store::User>> put(Principal principal, std::string sent, Actor actor);
    /// May be repeated.
    [[nodiscard]] Task<Result<store::User>> remove(Principal principal, Actor actor);
    /// For everybody who is signed in. NotFound for an unknown user, one who is not active, and one without a picture.
    [[nodiscard]] Task<Result<StoredFile>> file(std::string handle);

private:
    [[nodiscard]] Task<Result<store::User>> exchange(
        Principal principal, std::optional<MadePicture> picture, Actor actor);

    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPools m_work;
};

} // namespace kinora::domain
