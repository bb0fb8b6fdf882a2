// Values on their way into a statement, in PostgreSQL's text form; the server infers their types from the statement.
#pragma once

#include "base/Clock.h"

#include <boost/json/value.hpp>

#include <chrono>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::pg {

/// Raw bytes for a bytea column (a string_view alone would be read as text).
struct Bytes {
    std::string_view data;
};

class Params {
public:
    Params() = default;

    template <class... Values>
    static Params of(const Values&... values) {
        Params params;
        params.m_values.reserve(sizeof...(values));
        (params.add(values), ...);
        return params;
    }

    void add(std::nullopt_t);
    void add(bool value);
    void add(std::string_view value); ///< a NUL in any text, and in JSON, goes in as U+FFFD
    void add(const std::string& value) { add(std::string_view(value)); }
    void add(const char* value) { add(std::string_view(value)); }
    void add(double value);
    void add(Bytes value);
    void add(TimePoint value);
    /// A duration goes in as an interval.
    void add(std::chrono::microseconds value);
    void add(const boost::json::value& value);
    /// An array; use `= ANY($1)` with a cast, for example `$1::uuid[]`.
    void add(std::span<const std::string> values);
    void add(const std::vector<std::string>& values) { add(std::span<const std::string>(values)); }

    template <std::integral Integer>
    void add(Integer value) {
        m_values.emplace_back(std::to_string(value));
    }
    template <class T>
    void add(const std::optional<T>& value) {
        if (value)
            add(*value);
        else
            add(std::nullopt);
    }

    [[nodiscard]] const std::vector<std::optional<std::string>>& values() const noexcept { return m_values; }

private:
    std::vector<std::optional<std::string>> m_values;
};

/// The statement with the values written into it, for one that runs all the time with the same few: the server then
/// plans it once. With parameters it is planned anew several times on each connection before one plan is kept for all.
[[nodiscard]] std::string withValues(std::string_view sql, const Params& params);

} // namespace kinora::pg
