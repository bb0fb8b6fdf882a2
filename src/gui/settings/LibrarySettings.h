// Settings: which videos lie on this computer, how much room they may take, and where they are.
#pragma once

#include "services/Library.h"

#include <QFrame>

#include <memory>

namespace Ui {
class LibrarySettings;
}

namespace kinora {

class AccountExport;

// What is chosen holds at once, for every library of this computer.
class LibrarySettings : public QFrame {
    Q_OBJECT

public:
    // Both outlive this.
    LibrarySettings(Library& library, AccountExport& account, QWidget* parent = nullptr);
    ~LibrarySettings() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void translate();
    void showPolicy();
    void showFolder();
    void showImports();

    std::unique_ptr<Ui::LibrarySettings> m_ui;
    Library& m_library;
    AccountExport& m_account;
};

} // namespace kinora
