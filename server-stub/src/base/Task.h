// The relay's coroutine type.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace kinora {

/// Runs on the executor of whoever awaits it. House rule: `co_await` stands alone in its full expression; name lambdas,
/// aggregates and braced lists on their own lines first, because g++ 12 destroys such temporaries twice.
template <class T = void>
using Task = boost::asio::awaitable<T>;

} // namespace kinora
