#include "services/ProxyMemory.h"

#include "storage/SettingsFile.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

namespace {

const auto modeKey = QStringLiteral("proxy/mode");
const auto kindKey = QStringLiteral("proxy/kind");
const auto hostKey = QStringLiteral("proxy/host");
const auto portKey = QStringLiteral("proxy/port");
const auto userKey = QStringLiteral("proxy/user");
const auto exclusionsKey = QStringLiteral("proxy/exclusions");

using Mode = ProxySettings::Mode;
using Kind = ProxySettings::Kind;

constexpr std::array modeWords{std::pair(Mode::System, QLatin1String("system")),
    std::pair(Mode::None, QLatin1String("none")), std::pair(Mode::Manual, QLatin1String("manual"))};
constexpr std::array kindWords{
    std::pair(Kind::Http, QLatin1String("http")), std::pair(Kind::Socks5, QLatin1String("socks5"))};

/// The first value where the word is none of them.
template <class Words>
auto chosenBy(const Words& words, const QString& word) {
    const auto found = std::ranges::find(words, word, &Words::value_type::second);
    return found == words.end() ? words.front().first : found->first;
}

template <class Words>
QString wordFor(const Words& words, auto value) {
    return std::ranges::find(words, value, &Words::value_type::first)->second;
}

} // namespace

SettingsProxyMemory::SettingsProxyMemory(SettingsFile& settings)
    : m_settings(settings) {
}

ProxySettings SettingsProxyMemory::load() const {
    ProxySettings settings;
    settings.mode = chosenBy(modeWords, m_settings.value(modeKey).toString());
    settings.kind = chosenBy(kindWords, m_settings.value(kindKey).toString());
    settings.host = m_settings.value(hostKey).toString();
    settings.port = static_cast<quint16>(m_settings.value(portKey).toUInt());
    settings.user = m_settings.value(userKey).toString();
    settings.exclusions = m_settings.value(exclusionsKey).toStringList();
    return settings;
}

void SettingsProxyMemory::save(const ProxySettings& settings) {
    m_settings.setValue(modeKey, wordFor(modeWords, settings.mode));
    m_settings.setValue(kindKey, wordFor(kindWords, settings.kind));
    m_settings.setValue(hostKey, settings.host);
    m_settings.setValue(portKey, settings.port);
    m_settings.setValue(userKey, settings.user);
    m_settings.setValue(exclusionsKey, settings.exclusions);
}

} // namespace kinora
