// Who is signed in and how the connection is, with a menu about both.
#pragma once

#include "gui/shell/ConnectionText.h"

#include <QPushButton>

namespace kinora {

class Avatar;

class AccountBox : public QPushButton {
    Q_OBJECT

public:
    explicit AccountBox(QWidget* parent = nullptr);

    // picture: null for their initials.
    void setPerson(const QString& displayName, const QImage& picture = {});
    void setConnection(ConnectionView::Light light, const QString& line);
    [[nodiscard]] QString connectionLine() const { return m_line; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {64, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    void claimHeight();
    // Room for the texts, without the avatar.
    [[nodiscard]] QRect textArea() const;
    // How many rows the connection line takes: it is wrapped rather than cut.
    [[nodiscard]] int lineRows() const;

    Avatar* m_avatar;
    QString m_name;
    ConnectionView::Light m_light = ConnectionView::Light::Off;
    QString m_line;
};

} // namespace kinora
