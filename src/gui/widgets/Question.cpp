#include "gui/widgets/Question.h"

#include "gui/widgets/Kind.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace kinora {

void ask(QWidget& window, const QString& name, const QuestionTexts& texts, std::function<void()> yes) {
    if (auto* open = window.findChild<QMessageBox*>(name)) {
        open->raise();
        return;
    }
    auto* box = new QMessageBox(&window);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // names come from others
    box->setWindowTitle(texts.title);
    box->setText(texts.title);
    box->setInformativeText(texts.text);
    QPushButton* action = box->addButton(texts.action, QMessageBox::DestructiveRole);
    action->setObjectName(name + QStringLiteral("Button"));
    setKind(*action, QStringLiteral("danger"));
    QPushButton* cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    QObject::connect(action, &QPushButton::clicked, &window, [yes = std::move(yes)] { yes(); });
    box->open();
}

} // namespace kinora
