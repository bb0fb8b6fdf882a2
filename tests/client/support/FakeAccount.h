// An account that can be exported, on a relay that is not there.
#pragma once

#include "client/support/FakeCameoApi.h"
#include "client/support/FakePeopleApi.h"
#include "services/AccountExport.h"
#include "services/DraftService.h"

#include <QHash>

#include <optional>

namespace kinora::tests {

class FakeAccountApi final : public AccountApi {
public:
    QHash<AccountPart, QJsonObject> told; ///< each on one page; what is not here is an empty object
    std::optional<Error> outage;          ///< every question fails so

    [[nodiscard]] QFuture<Result<QJsonObject>> accountPart(AccountPart part, const QString& /*cursor*/) override {
        return outage ? readyResult<QJsonObject>(Failure(*outage)) : readyResult<QJsonObject>(told.value(part));
    }
};

struct FakeAccount {
    FakeAccountApi api;
    FakeCameoApi cameos;
    FakePeopleApi people;
    DraftService drafts;
    AccountExport exporter{api, cameos, people, drafts};
};

} // namespace kinora::tests
