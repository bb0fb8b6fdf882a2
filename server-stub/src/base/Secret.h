// A value that must not be printed: streams refuse it at compile time, fmt has no formatter, its memory is wiped.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string_view>

namespace kinora {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view value);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    /// The value itself; valid as long as this object. The name makes each use findable.
    [[nodiscard]] std::string_view reveal() const { return {m_bytes.get(), m_size}; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

    friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

private:
    void wipe() noexcept;

    // Always on the heap: an inlined short string would show in a dump of the object's own bytes.
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
};

} // namespace kinora
