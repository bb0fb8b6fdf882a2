// Videos out of the library, into a folder.
#pragma once

#include "core/LibraryVideo.h"
#include "services/AccountExport.h"
#include "services/VideoExport.h"

#include <QDialog>
#include <QList>

#include <memory>
#include <optional>

namespace Ui {
class ExportDialog;
}

namespace kinora {

class Library;

/// Open it with open(). Closing it while it works stops after the file in hand; what has been written stays.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// The videos of these keys. The library is open, and outlives the dialog.
    ExportDialog(Library& library, QList<qint64> keys, QWidget* parent = nullptr);
    /// All of the library, and the account, whose export outlives the dialog too.
    ExportDialog(Library& library, AccountExport& account, QWidget* parent = nullptr);
    ~ExportDialog() override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void done(int result) override;

private:
    [[nodiscard]] ExportWish wish() const;
    void begin();
    void stop();
    [[nodiscard]] bool isRunning() const;
    void exportAll();
    void showProgress(int done, int total);
    void takeReport(const ExportReport& report);
    void takeAccount(const AccountReport& report);
    void showReport();
    [[nodiscard]] QStringList videoSentences(const ExportReport& report) const;
    [[nodiscard]] QStringList accountSentences(const AccountReport& report) const;
    void showState();
    void showExample();
    void chooseFolder();
    void translate();

    std::unique_ptr<Ui::ExportDialog> m_ui;
    Library& m_library;
    QList<qint64> m_keys;
    bool m_isStopped = false;
    AccountExport* m_account = nullptr; ///< set where all is exported, and m_keys does not count
    std::optional<LibraryVideo> m_example;
    VideoExport m_export;
    std::optional<ExportReport> m_report;
    std::optional<AccountReport> m_accountReport;
};

} // namespace kinora
