// What the app remembers about itself: every key in one place.
#pragma once

#include "core/KeepRules.h"
#include "gui/theme/Theme.h"
#include "media/Player.h"
#include "storage/SettingsFile.h"

#include <QByteArray>
#include <QString>

namespace kinora {

// In the system's settings of "Kinora", or in <data folder>/settings.ini where a data folder was given.
// Keys: window/geometry, look/theme, look/language, news/enabled, library/keep, library/limitBytes, player/volume,
// player/muted, player/looping, the array accounts/ and session/lastRelay (services/SessionMemory), the groups
// localRelay/ (services/LocalRelay), proxy/ (services/ProxyMemory) and gallery/ (services/GalleryMemory).
class Settings {
public:
    // dataFolder empty: the system's place.
    explicit Settings(const QString& dataFolder);

    [[nodiscard]] SettingsFile& store() { return m_store; }

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    // "de"; empty: the system's.
    [[nodiscard]] QString language() const;
    void setLanguage(const QString& language);
    // Whether the desktop tells what ended.
    [[nodiscard]] bool newsEnabled() const;
    void setNewsEnabled(bool enabled);
    // Which videos lie on this computer.
    [[nodiscard]] KeepRules keepRules() const;
    void setKeepRules(const KeepRules& rules);
    // Leaves the player as it was left last, and keeps how it is left from now on. Outlives it.
    void follow(Player& player);
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

private:
    SettingsFile m_store;
};

} // namespace kinora
