// The accounts this database's relays have at their upstreams, and what the upstreams told them: wait, or not at all.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

/// The relay that calls this works with the account now; told again and again, since a silent one counts as gone.
[[nodiscard]] Task<> touchAccount(pg::Pool& pool, std::string account, std::string upstream);
/// Whether a create may go out by this account now.
[[nodiscard]] Task<bool> mayCreate(pg::Pool& pool, std::string account);

/// The upstream refused this attempt for now. Returns how many refusals in a row that makes for the account: several
/// requests that were under way together count as one.
[[nodiscard]] Task<int> countRefusal(pg::Transaction& transaction, std::string attemptId);
// The following are posted, see pg::Transaction::post().

/// No create by the attempt's account before `delay` has passed; an earlier, longer wait stays.
void holdAccount(pg::Transaction& transaction, const std::string& attemptId, std::chrono::milliseconds delay);
/// Why nothing can be made by the attempt's account; stays until something is accepted.
void noteTrouble(
    pg::Transaction& transaction, const std::string& attemptId, const std::string& code, const std::string& detail);
/// The upstream accepted this attempt: whatever it refused before that is over.
void noteAccepted(pg::Transaction& transaction, const std::string& attemptId);
/// From here until the transaction ends nobody drains this upstream, see drainUpstream(); what reads whether it is
/// drained comes after this.
void holdOffDrain(pg::Transaction& transaction, const std::string& upstream);

struct AccountTrouble {
    std::string upstream;
    std::string code;
    std::string detail;
};
/// Of the account in use at each upstream.
[[nodiscard]] Task<std::vector<AccountTrouble>> accountTroubles(pg::Pool& pool);
/// Whether a relay has any account at an upstream of this name.
[[nodiscard]] Task<bool> isServed(pg::Pool& pool, std::string upstream, std::chrono::milliseconds grace);

} // namespace kinora::store
