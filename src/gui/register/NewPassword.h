// A password that somebody chooses: twice, with what the relay asks of it and how good it is.
#pragma once

#include "core/ServerInfo.h"

#include <QWidget>

#include <memory>

namespace Ui {
class NewPassword;
}

namespace kinora {

class FormFields;
class LineEdit;

class NewPassword : public QWidget {
    Q_OBJECT

public:
    explicit NewPassword(QWidget* parent = nullptr);
    ~NewPassword() override;

    // Its two fields become fields of the form.
    void joinTo(FormFields& form);
    void setRules(const ServerInfo& server);

    [[nodiscard]] QString password() const;
    void clear();
    // What the relay finds wrong with the password is said of this field.
    [[nodiscard]] LineEdit& field() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString passwordProblem() const;
    [[nodiscard]] QString repetitionProblem() const;
    void showStrength();

    std::unique_ptr<Ui::NewPassword> m_ui;
    ServerInfo m_server;
};

} // namespace kinora
