// A text field with something at its end: a status ("● reachable, 12 ms") or, for passwords, a show button.
#pragma once

#include <QLineEdit>

class QLabel;
class QToolButton;

namespace kinora {

class LineEdit : public QLineEdit {
    Q_OBJECT

public:
    enum class Status { None, Busy, Ok, Bad };

    explicit LineEdit(QWidget* parent = nullptr);

    // Hides what is typed behind dots and adds the show button.
    void setPasswordField();

    // A short text at the end, with a dot in the colour of its status; empty text removes it. Also the accessible
    // description.
    void setStatus(Status status, const QString& text);
    [[nodiscard]] QString statusText() const;

    // The red border. The sentence belongs into a FieldError beside the field.
    void setInvalid(bool invalid);
    [[nodiscard]] bool isInvalid() const { return m_invalid; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOutTrailing();
    void translate();
    [[nodiscard]] QWidget* trailing() const;

    QLabel* m_status = nullptr;
    QToolButton* m_show = nullptr;
    Status m_statusKind = Status::None;
    QString m_statusText;
    bool m_invalid = false;
};

} // namespace kinora
