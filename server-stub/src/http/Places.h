// The places that connections from one address have, and which one gives its own up when all are taken.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace kinora::http {

/// Many people may share an address, and one of them may hold connections open that ask for nothing, ask byte by byte,
/// or do not read what they asked for. So one that comes when all places are taken gets that of the connection that has
/// let us wait longest; one for which we are at work, or whose stream has nothing to tell, is never put out.
/// Thread-safe.
class Places {
public:
    explicit Places(std::size_t perAddress)
        : m_perAddress(perAddress) {}

    /// One connection's, from accept to close. It waits for a request until works() is called.
    class Place {
    public:
        /// For a request, for the rest of one, or for room to send.
        void waits() { m_waitingSince = ++m_turns; }
        void works() { m_waitingSince = 0; }
        [[nodiscard]] bool isWaiting() const { return m_waitingSince != 0; }
        /// It was asked to give way, and has something to do by now.
        void stays() { m_leaving = false; }

    private:
        friend class Places;
        explicit Place(std::atomic<std::uint64_t>& turns)
            : m_turns(turns) {
            waits();
        }

        std::atomic<std::uint64_t>& m_turns;
        std::atomic<std::uint64_t> m_waitingSince{0}; ///< in turns; 0 while it does not
        std::atomic<bool> m_leaving{false};
        std::function<void()> m_giveWay; ///< under Places::m_lock
    };

    /// Nothing if all places are taken and none can be given up. The places must outlive what this returns.
    [[nodiscard]] std::shared_ptr<Place> enter(const std::string& network);
    /// How its connection is asked to give way: called on any thread, under a lock, so it may only post. At once if it
    /// has been asked already.
    void attach(Place& place, std::function<void()> giveWay);
    void leave(const std::string& network, const std::shared_ptr<Place>& place);

private:
    using Taken = std::unordered_set<std::shared_ptr<Place>>;

    static Place* longestWaiting(const Taken& taken);

    std::size_t m_perAddress;
    std::atomic<std::uint64_t> m_turns{0};
    std::mutex m_lock;
    std::unordered_map<std::string, Taken> m_taken; ///< by network
};

} // namespace kinora::http
