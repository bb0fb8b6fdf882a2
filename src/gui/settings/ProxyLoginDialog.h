// Asks for the name and the password that a proxy wants.
#pragma once

#include "services/ProxyService.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ProxyLoginDialog;
}

namespace kinora {

class ProxyLoginDialog : public QDialog {
    Q_OBJECT

public:
    // Outlives the dialog; it wants a login now.
    explicit ProxyLoginDialog(ProxyService& proxy, QWidget* parent = nullptr);
    ~ProxyLoginDialog() override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void translate();
    void goOn();

    std::unique_ptr<Ui::ProxyLoginDialog> m_ui;
    ProxyService& m_proxy;
    const ProxyLogin m_wanted; // when it opened
};

} // namespace kinora
