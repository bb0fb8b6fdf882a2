#include "gui/theme/DialogEdge.h"

#include "gui/theme/Theme.h"

#include <QDialog>
#include <QEvent>
#include <QPainter>

namespace kinora {

void DialogEdge::ensure(QDialog& dialog) {
    if (dialog.findChild<DialogEdge*>(QString(), Qt::FindDirectChildrenOnly) == nullptr) {
        new DialogEdge(dialog);
    }
}

DialogEdge::DialogEdge(QDialog& dialog)
    : QWidget(&dialog) {
    setObjectName(QStringLiteral("dialogEdge"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(dialog.rect());
    dialog.installEventFilter(this);
    raise();
    show();
}

void DialogEdge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(QPen(tokens().edge, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool DialogEdge::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    } else if (event->type() == QEvent::Show) {
        raise(); // above what came since
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kinora
