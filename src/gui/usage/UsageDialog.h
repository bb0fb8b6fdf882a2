// What the account has used of its limits, and every line of money with its reason.
#pragma once

#include "services/UsageReport.h"

#include <QDialog>

#include <memory>

namespace Ui {
class UsageDialog;
}

namespace kinora {

class UsageModel;

class UsageDialog : public QDialog {
    Q_OBJECT

public:
    // report outlives the dialog. Asks the relay whenever it is shown.
    explicit UsageDialog(UsageReport& report, QWidget* parent = nullptr);
    ~UsageDialog() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showReport();
    void showLimits(const QList<Limit>& limits);

    std::unique_ptr<Ui::UsageDialog> m_ui;
    UsageReport& m_report;
    UsageModel* m_model;
};

} // namespace kinora
