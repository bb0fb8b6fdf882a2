// Starting the relay on this computer, and why it does not start.
#pragma once

#include "services/LocalRelay.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LocalRelayPage;
}

namespace kinora {

// Shows how far the relay is. What follows once it runs is up to whoever listens to LocalRelay.
class LocalRelayPage : public QWidget {
    Q_OBJECT

public:
    // relay outlives the page.
    explicit LocalRelayPage(LocalRelay& relay, QWidget* parent = nullptr);
    ~LocalRelayPage() override;

    // Call when the page comes into view. offlineOffered: somebody's library could be looked at meanwhile.
    void enter(bool offlineOffered);

signals:
    void openOfflineRequested();
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showState();
    void copyReport();

    std::unique_ptr<Ui::LocalRelayPage> m_ui;
    LocalRelay& m_relay;
};

} // namespace kinora
