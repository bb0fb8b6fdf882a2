// One's own name, handle and picture.
#pragma once

#include "core/Account.h"
#include "core/NewJob.h"
#include "services/People.h"

#include <QDialog>
#include <QImage>

#include <memory>

namespace Ui {
class EditProfileDialog;
}

namespace kinora {

class EditProfileDialog : public QDialog {
    Q_OBJECT

public:
    /// `people` outlives the dialog.
    EditProfileDialog(People& people, const Account& account, QWidget* parent = nullptr);
    ~EditProfileDialog() override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void choosePicture();
    void takePicture(const ReferencePicture& chosen);
    void showPicture();
    void save();
    void showError(const Error& error);
    void fit();

    std::unique_ptr<Ui::EditProfileDialog> m_ui;
    People& m_people;
    Account m_account;
    People::PictureChange m_change;
    QImage m_picture;
};

} // namespace kinora
