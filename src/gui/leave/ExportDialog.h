// Videos out of the library, into a folder.
#pragma once

#include "services/VideoExport.h"

#include <QDialog>
#include <QList>

#include <memory>

namespace Ui {
class ExportDialog;
}

namespace kinora {

/// Open it with open(). Closing it while it works stops after the file in hand; what has been written stays.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QList<ExportItem> items, QWidget* parent = nullptr);
    ~ExportDialog() override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void done(int result) override;

private:
    [[nodiscard]] ExportWish wish() const;
    void begin();
    void showProgress(int done, int total);
    void showReport(const ExportReport& report);
    void showState();
    void showExample();
    void chooseFolder();
    void translate();

    std::unique_ptr<Ui::ExportDialog> m_ui;
    QList<ExportItem> m_items;
    VideoExport m_export;
    bool m_done = false;
};

} // namespace kinora
