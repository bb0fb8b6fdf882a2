// Which proxy leads to relays.
#pragma once

#include "services/ProxyService.h"

#include <QFrame>

#include <memory>
#include <optional>

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
    void translate();
    void showSettings();
    void choose(ProxySettings::Mode mode);
    void apply();
    void showStored(const std::optional<Result<void>>& stored);
    void showAddressProblem(std::optional<ProxyAddressProblem> problem);

    std::unique_ptr<Ui::NetworkSettings> m_ui;
    ProxyService& m_proxy;
    std::optional<Result<void>> m_stored; // of what was entered last, until something else is
    std::optional<ProxyAddressProblem> m_addressProblem;
};

} // namespace kinora
