// Makes, changes and deletes one cameo.
#pragma once

#include "core/Cameo.h"
#include "services/Cameos.h"

#include <QDialog>
#include <QImage>

#include <memory>
#include <optional>

namespace Ui {
class CameoDialog;
}

namespace kinora {

// Closes itself once the relay has it; what was typed stays until then.
class CameoDialog : public QDialog {
    Q_OBJECT

public:
    // cameo: nothing for a new one. cameos outlives the dialog.
    CameoDialog(Cameos& cameos, const std::optional<Cameo>& cameo, QWidget* parent = nullptr);
    ~CameoDialog() override;

    // As if the person had chosen this file.
    void takePicture(const QString& file);

signals:
    void saved(const kinora::Cameo& cameo);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void choosePicture();
    void showPicture();
    void suggestHandle();
    void save();
    void remove();
    void showError(const Error& error);
    void tellError(const Error& error);
    void setWaiting(bool waiting);
    void translate();

    std::unique_ptr<Ui::CameoDialog> m_ui;
    Cameos& m_cameos;
    std::optional<Cameo> m_cameo;
    QImage m_picture; // as shown
    bool m_pictureIsNew = false;
    bool m_pictureIsGone = false;
    bool m_handleIsTheirs = false; // typed by the person, not made from the name
    bool m_asksToDelete = false;
};

} // namespace kinora
