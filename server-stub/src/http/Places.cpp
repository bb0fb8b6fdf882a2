#include "http/Places.h"

#include <algorithm>
#include <utility>

namespace kinora::http {

Places::Place* Places::longestWaiting(const Taken& taken) {
    Place* found = nullptr;
    for (const auto& place : taken) {
        const bool canLeave = place->isWaiting() && !place->m_leaving;
        if (canLeave && (found == nullptr || place->m_waitingSince < found->m_waitingSince))
            found = place.get();
    }
    return found;
}

std::shared_ptr<Places::Place> Places::enter(const std::string& network) {
    const std::lock_guard guard(m_lock);
    Taken& taken = m_taken[network];
    if (taken.size() >= m_perAddress) {
        // Those that were asked are gone in a moment. Should they not go, there is an end to it all the same.
        const auto leaving = std::ranges::count_if(taken, [](const auto& place) { return place->m_leaving.load(); });
        if (taken.size() - static_cast<std::size_t>(leaving) >= m_perAddress) {
            Place* const longest = taken.size() < 2 * m_perAddress ? longestWaiting(taken) : nullptr;
            if (longest == nullptr)
                return nullptr;
            longest->m_leaving = true;
            if (longest->m_giveWay)
                longest->m_giveWay();
        }
    }
    // Not make_shared: the constructor is for this class alone.
    std::shared_ptr<Place> place(new Place(m_turns));
    taken.insert(place);
    return place;
}

void Places::attach(Place& place, std::function<void()> giveWay) {
    const std::lock_guard guard(m_lock);
    place.m_giveWay = std::move(giveWay);
    if (place.m_leaving)
        place.m_giveWay();
}

void Places::leave(const std::string& network, const std::shared_ptr<Place>& place) {
    const std::lock_guard guard(m_lock);
    const auto found = m_taken.find(network);
    if (found == m_taken.end())
        return;
    found->second.erase(place);
    if (found->second.empty())
        m_taken.erase(found);
}

} // namespace kinora::http
