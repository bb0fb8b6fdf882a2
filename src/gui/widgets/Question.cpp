#include "gui/widgets/Question.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/PrimaryButton.h"

#include <QCoreApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace kinora {

namespace {

constexpr int readableWidth = 380;

QLabel* makeLabel(QDialog& dialog, const QString& name, const QString& kind, const QString& text) {
    auto* label = new QLabel(text, &dialog);
    label->setObjectName(name);
    label->setProperty("kind", kind);
    label->setTextFormat(Qt::PlainText); // names come from others
    label->setWordWrap(true);
    label->setFixedWidth(readableWidth);
    return label;
}

} // namespace

void ask(QWidget& window, const QString& name, const QuestionTexts& texts, std::function<void()> yes) {
    if (auto* open = window.findChild<QDialog*>(name)) {
        open->raise();
        return;
    }
    auto* dialog = new QDialog(&window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(texts.title);
    auto* cancel = new QPushButton(QCoreApplication::translate("Question", "Cancel"), dialog);
    cancel->setObjectName(QStringLiteral("questionCancelButton"));
    QPushButton* action = texts.isSafe ? new PrimaryButton(dialog) : new QPushButton(dialog);
    action->setText(texts.action);
    action->setObjectName(name + QStringLiteral("Button"));
    if (!texts.isSafe) {
        action->setProperty("kind", QStringLiteral("danger"));
    }
    action->setAutoDefault(texts.isSafe);
    QPushButton* first = texts.isSafe ? action : cancel;
    first->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::m);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(action);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::m);
    column->addWidget(makeLabel(*dialog, QStringLiteral("questionTitleLabel"), QStringLiteral("title"), texts.title));
    column->addWidget(makeLabel(*dialog, QStringLiteral("questionTextLabel"), QStringLiteral("mute"), texts.text));
    column->addSpacing(space::s);
    column->addLayout(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);

    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    QObject::connect(action, &QPushButton::clicked, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, &window, [yes = std::move(yes)] { yes(); });
    dialog->open();
    first->setFocus(Qt::OtherFocusReason);
}

} // namespace kinora
