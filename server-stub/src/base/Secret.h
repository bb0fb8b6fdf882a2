// A value that must not be printed, compared or turned into JSON by accident: streams, comparisons and conversions
// refuse it at compile time, fmt has no formatter, its memory is wiped.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
    // A comparison that ends at the first difference tells by its time how much was right: constantTimeEqual().
    friend bool operator==(const Secret&, const Secret&) = delete;
    friend bool operator==(const Secret&, std::string_view) = delete;

private:
    void wipe() noexcept;

    // Always on the heap: an inlined short string would show in a dump of the object's own bytes.
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
};

/// `text` with every occurrence of the secret replaced; one of less than 8 bytes is left alone, since its text may be
/// there for other reasons. For what others say about a request that carried the secret.
[[nodiscard]] std::string withoutSecret(std::string text, std::string_view secret);

/// Wipes and unsets these variables of this process: children inherit what is left, and /proc shows it to whoever runs
/// as the same user. Before there are threads.
void forgetVariables(const std::vector<std::string>& names);

/// From now on a crash leaves no image of this process's memory on the disk, nor one of its children's.
void forbidCoreDumps();

} // namespace kinora
