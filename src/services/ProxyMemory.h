// Which proxy was chosen, between starts: never a password.
#pragma once

#include "core/ProxySettings.h"

namespace kinora {

class SettingsFile;

/// Implemented by SettingsProxyMemory, faked in tests. GUI thread only.
class ProxyMemory {
public:
    virtual ~ProxyMemory() = default;
    [[nodiscard]] virtual ProxySettings load() const = 0;
    virtual void save(const ProxySettings& settings) = 0;
};

/// In the app's settings, group "proxy".
class SettingsProxyMemory final : public ProxyMemory {
public:
    /// `settings` outlives this.
    explicit SettingsProxyMemory(SettingsFile& settings);
    [[nodiscard]] ProxySettings load() const override;
    void save(const ProxySettings& settings) override;

private:
    SettingsFile& m_settings;
};

} // namespace kinora
