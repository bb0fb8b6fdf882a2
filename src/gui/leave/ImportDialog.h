// Videos from a folder of anybody's, into the library.
#pragma once

#include "services/FolderImport.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ImportDialog;
}

namespace kinora {

/// Open it with open(). Closing it while it works stops after the file in hand; what has been imported stays.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    /// The library is open, and outlives this; the dialog closes with it.
    explicit ImportDialog(Library& library, QWidget* parent = nullptr);
    ~ImportDialog() override;

    void setFolder(const QString& folder);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void done(int result) override;

private:
    [[nodiscard]] QString folder() const;
    void begin();
    void showProgress(int done, int total);
    void showReport();
    void showState();
    void chooseFolder();

    std::unique_ptr<Ui::ImportDialog> m_ui;
    FolderImport m_import;
    std::optional<ImportReport> m_report;
};

/// What is said of an import.
struct ImportText {
    [[nodiscard]] static QString summary(const ImportReport& report);
    /// A line for each file; what needs a person's eye first.
    [[nodiscard]] static QString list(const ImportReport& report);
};

} // namespace kinora
