// The fields of a form, checked while they are filled in.
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace kinora {

class LineEdit;
class MessageLabel;

// Checks shortly after typing pauses and when a field is left; what is empty is not called wrong before one tries to
// send it. A field that cannot be seen is not checked.
class FormFields : public QObject {
    Q_OBJECT

public:
    // What is wrong with the field; empty: nothing.
    using Check = std::function<QString()>;

    // Belongs to the form, in which all fields are.
    explicit FormFields(QWidget& form);

    void add(LineEdit& edit, MessageLabel& error, Check check);
    // Before sending: true when nothing is wrong, else it is said and the first wrong field gets the keyboard.
    [[nodiscard]] bool mayBeSent();
    // What the relay found wrong; the first field refused since mayBeSent() gets the keyboard.
    void refuse(LineEdit& edit, const QString& sentence);
    // The language has changed. What the relay found is not known here and stays as it is.
    void translate();

signals:
    void edited(); // what was said about the former content no longer holds
    void sendRequested();

private:
    struct Field {
        LineEdit* edit;
        MessageLabel* error;
        Check check;
        bool touched = false; // typed into, then paused or left
    };

    static void say(const Field& field, const QString& sentence);
    // Shows the problems of touched fields; true when the whole form could be sent.
    bool validate();

    QWidget& m_form;
    QList<Field> m_fields;
    QTimer m_pause;
};

} // namespace kinora
