// A fine line around dialogs: some desktops draw nothing there, and a dialog of the window's own colours would have no
// end.
#pragma once

#include <QWidget>

class QDialog;

namespace kinora {

class DialogEdge : public QWidget {
    Q_OBJECT

public:
    // The dialog has one, or gets one; it owns it.
    static void ensure(QDialog& dialog);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit DialogEdge(QDialog& dialog);
};

} // namespace kinora
