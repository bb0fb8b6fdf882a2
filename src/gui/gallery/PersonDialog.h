// Somebody on the relay: found by their handle, followed or not.
#pragma once

#include "services/People.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class PersonDialog;
}

namespace kinora {

class PersonDialog : public QDialog {
    Q_OBJECT

public:
    /// `people` outlives the dialog. `ownHandle` is nobody to follow.
    PersonDialog(People& people, QString ownHandle, QWidget* parent = nullptr);
    ~PersonDialog() override;

    void look(const QString& handle);

signals:
    /// Their page is wanted; the dialog closes.
    void profileRequested(const QString& handle);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void present(const Person& person);
    void fail(const Error& error);
    void toggleFollow();
    void translate();
    void makeRoom(); ///< grows where words take more lines

    std::unique_ptr<Ui::PersonDialog> m_ui;
    People& m_people;
    QString m_ownHandle;
    std::optional<Person> m_person;
    quint64 m_asked = 0; ///< answers about somebody looked for before are dropped
};

} // namespace kinora
