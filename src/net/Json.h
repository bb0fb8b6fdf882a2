// The relay's bodies, read strictly: what is missing or of the wrong type makes the whole answer a BadAnswer; what is
// unknown is ignored, so that newer relays can say more. Pure.
#pragma once

#include "core/Account.h"
#include "core/Cameo.h"
#include "core/Job.h"
#include "core/NewJob.h"
#include "core/Orientation.h"
#include "core/Result.h"
#include "core/ServerInfo.h"
#include "core/Video.h"
#include "core/VideoModel.h"
#include "net/AuthApi.h"
#include "net/JsonReader.h"
#include "net/RelayApi.h"
#include "net/RelayEvents.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace kinora {

[[nodiscard]] Result<ServerInfo> readServerInfo(const QByteArray& body);
/// Without the refresh token, which comes as a cookie.
[[nodiscard]] Result<SessionGrant> readSession(const QByteArray& body);
[[nodiscard]] Result<Account> readAccount(const QByteArray& body);
[[nodiscard]] Result<QList<VideoModel>> readModels(const QByteArray& body);
[[nodiscard]] Result<Job> readJob(const QByteArray& body);
/// `{items:[Job]}`
[[nodiscard]] Result<QList<Job>> readJobs(const QByteArray& body);
[[nodiscard]] Result<Page<Job>> readJobPage(const QByteArray& body);
[[nodiscard]] Result<Video> readVideo(const QByteArray& body);
[[nodiscard]] Result<Page<Video>> readVideoPage(const QByteArray& body);
/// Members of other bodies. What is no orientation is complained of.
[[nodiscard]] Orientation orientationOf(const JsonReader& reader, QLatin1String member);
[[nodiscard]] Video videoOf(const JsonReader& reader);
/// The member `lost`, if there is one.
[[nodiscard]] QList<LostNumbers> lostNumbersOf(const JsonReader& reader);

[[nodiscard]] Result<Cameo> readCameo(const QByteArray& body);
/// `{items:[Cameo]}`
[[nodiscard]] Result<QList<Cameo>> readCameos(const QByteArray& body);
/// The id of an upload.
[[nodiscard]] Result<QString> readUpload(const QByteArray& body);
[[nodiscard]] QJsonObject writeCameo(const CameoEdit& cameo);

/// An event of the stream by its name. Names that this version does not know: nothing.
[[nodiscard]] Result<std::optional<RelayEvent>> readEvent(const QString& name, const QByteArray& data);

/// RFC 9457. A body that is not a problem of a relay gives Unavailable for 502, 503 and 504 (a proxy speaks),
/// Unauthorized for 401 and BadAnswer for everything else.
[[nodiscard]] Error readProblem(const QByteArray& body, int status);

/// Body of POST /jobs: the prompt normalised, what is not set left out. The price is that of one video.
[[nodiscard]] QJsonObject writeNewJob(const NewJob& job, std::optional<qint64> expectedPriceMicroUsd = {});

} // namespace kinora
