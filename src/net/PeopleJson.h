// People and one's own profile as the relay writes them; read as strictly as Json does. Pure.
#pragma once

#include "core/Person.h"
#include "core/PublishedVideo.h"
#include "core/Result.h"
#include "net/RelayApi.h"

#include <QByteArray>
#include <QJsonObject>

namespace kinora {

[[nodiscard]] Result<AccountStats> readStats(const QByteArray& body);
[[nodiscard]] Result<Person> readPerson(const QByteArray& body);
[[nodiscard]] Result<PublishedVideo> readPublished(const QByteArray& body);
[[nodiscard]] Result<Page<PublishedVideo>> readPublishedPage(const QByteArray& body);
/// Body of PATCH /me.
[[nodiscard]] QJsonObject writeProfile(const ProfileEdit& edit);

} // namespace kinora
