// Which proxy leads to relays.
#pragma once

#include "services/ProxyService.h"

#include <QFrame>

#include <memory>

namespace Ui {
class NetworkSettings;
}

namespace kinora {

// What needs nothing more is in force at once; a proxy entered by hand once it is asked for.
class NetworkSettings : public QFrame {
    Q_OBJECT

public:
    // Outlives this.
    explicit NetworkSettings(ProxyService& proxy, QWidget* parent = nullptr);
    ~NetworkSettings() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSettings();
    void choose(ProxySettings::Mode mode);
    void apply();
    void set(const ProxySettings& settings, const std::optional<QString>& password, const QString& done);

    std::unique_ptr<Ui::NetworkSettings> m_ui;
    ProxyService& m_proxy;
};

} // namespace kinora
