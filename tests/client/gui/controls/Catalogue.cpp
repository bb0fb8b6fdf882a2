#include "Catalogue.h"

#include "gui/shell/NavButton.h"
#include "gui/theme/Icon.h"
#include "gui/widgets/Avatar.h"
#include "gui/widgets/Banner.h"
#include "gui/widgets/Chip.h"
#include "gui/widgets/ChoiceChips.h"
#include "gui/widgets/Kind.h"
#include "gui/widgets/LineEdit.h"
#include "gui/widgets/MessageLabel.h"
#include "gui/widgets/PrimaryButton.h"
#include "gui/widgets/ProgressBar.h"
#include "gui/widgets/StrengthMeter.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QToolButton>

namespace kinora::tests {

namespace {

constexpr int states = 5;

QLabel* label(const QString& text, const char* kind) {
    auto* made = new QLabel(text);
    setKind(*made, QLatin1String(kind));
    return made;
}

QPushButton* push(const char* kind) {
    auto* made = new QPushButton(QStringLiteral("Try again"));
    setKind(*made, QLatin1String(kind));
    if (qstrcmp(kind, "link") == 0 || qstrcmp(kind, "quiet") == 0) {
        made->setProperty("focusRadius", radius::link);
    }
    return made;
}

void put(QWidget& widget, ControlState state) {
    switch (state) {
    case ControlState::Rest:
    case ControlState::Focus:
        break;
    case ControlState::Pressed:
        if (auto* button = qobject_cast<QAbstractButton*>(&widget)) {
            button->setDown(true);
        }
        [[fallthrough]];
    case ControlState::Hover:
        widget.setAttribute(Qt::WA_UnderMouse);
        break;
    case ControlState::Disabled:
        widget.setEnabled(false);
        break;
    }
}

QWidget* row(const QList<QWidget*>& widgets) {
    auto* box = new QWidget;
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::l);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    return box;
}

} // namespace

Catalogue::Catalogue(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    setAutoFillBackground(true); // plain: the page's gradients would make large pictures
    m_grid->setContentsMargins(space::xl, space::l, space::xl, space::xl);
    m_grid->setHorizontalSpacing(space::l);
    m_grid->setVerticalSpacing(space::m); // room for focus rings
    for (const char* name : {"at rest", "under the mouse", "pressed", "focus", "not available"}) {
        m_grid->addWidget(label(QLatin1String(name), "caption"), 0, ++m_row);
    }
    m_row = 1;
    addButtons();
    addChoices();
    addFields();
    addOthers();
    m_grid->setRowStretch(m_row, 1);
}

QImage Catalogue::picture() {
    QApplication::setCursorFlashTime(0); // a caret is there or not, whenever one looks
    show();
    activateWindow();
    if (QWidget* now = QApplication::focusWidget()) {
        now->clearFocus();
    }
    QApplication::processEvents();
    for (QWidget* widget : m_hovered) {
        // Push buttons believe only what their own eyes have seen.
        const QPointF middle = widget->rect().center();
        QMouseEvent move(QEvent::MouseMove, middle, widget->mapToGlobal(middle), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(widget, &move);
    }
    QImage whole = grab().toImage();
    QPainter painter(&whole);
    for (QWidget* widget : m_focused) {
        widget->setFocus(Qt::TabFocusReason);
        QApplication::processEvents();
        const QRect cell = QRect(widget->mapTo(this, QPoint()), widget->size()).adjusted(-5, -5, 5, 5);
        painter.drawPixmap(cell.topLeft(), grab(cell));
        widget->clearFocus();
    }
    return whole;
}

void Catalogue::addRow(const QString& name, const Make& make, bool canBePressed) {
    m_grid->addWidget(label(name, "mute"), m_row, 0);
    for (int i = 0; i < states; ++i) {
        const auto state = static_cast<ControlState>(i);
        if (state == ControlState::Pressed && !canBePressed) {
            continue;
        }
        QWidget* widget = make();
        widget->setAccessibleName(name);
        m_grid->addWidget(widget, m_row, i + 1, Qt::AlignLeft | Qt::AlignVCenter);
        put(*widget, state);
        if (state == ControlState::Focus) {
            m_focused << widget;
        } else if (state == ControlState::Hover || state == ControlState::Pressed) {
            m_hovered << widget;
        }
    }
    ++m_row;
}

void Catalogue::addWide(const QString& name, QWidget* widget) {
    m_grid->addWidget(label(name, "mute"), m_row, 0);
    m_grid->addWidget(widget, m_row, 1, 1, states);
    ++m_row;
}

void Catalogue::addButtons() {
    addRow(QStringLiteral("Primary"), [] {
        auto* button = new PrimaryButton;
        button->setText(QStringLiteral("Generate · $0.80"));
        return button;
    });
    for (const char* kind : {"", "ghost", "danger", "link", "quiet"}) {
        addRow(*kind == 0 ? QStringLiteral("Button") : QLatin1String(kind), [kind] { return push(kind); });
    }
    addRow(QStringLiteral("Tool"), [] {
        auto* button = new QToolButton;
        button->setIcon(icon(QStringLiteral("retry")));
        button->setProperty("focusRadius", radius::badge);
        return button;
    });
    addRow(QStringLiteral("Tool, on"), [] {
        auto* button = new QToolButton;
        button->setIcon(icon(QStringLiteral("loop")));
        button->setCheckable(true);
        button->setChecked(true);
        button->setProperty("focusRadius", radius::badge);
        return button;
    });
    for (const bool on : {false, true}) {
        addRow(on ? QStringLiteral("Side bar, shown") : QStringLiteral("Side bar"), [on] {
            auto* button = new NavButton;
            button->setText(QStringLiteral("Queue"));
            button->setIconName(QStringLiteral("queue"));
            button->setBadge(3, QStringLiteral("3 in progress"));
            button->setFixedWidth(160);
            button->setCheckable(true);
            button->setChecked(on);
            return button;
        });
    }
}

void Catalogue::addChoices() {
    for (const bool on : {false, true}) {
        addRow(on ? QStringLiteral("Chip, chosen") : QStringLiteral("Chip"), [on] {
            auto* chip = new Chip(QStringLiteral("Portrait"));
            chip->setIconName(QStringLiteral("portrait"));
            chip->setCheckable(true);
            chip->setChecked(on);
            return chip;
        });
        addRow(on ? QStringLiteral("Check box, on") : QStringLiteral("Check box"), [on] {
            auto* box = new QCheckBox(QStringLiteral("Stay signed in"));
            box->setChecked(on);
            return box;
        });
        addRow(on ? QStringLiteral("Radio button, on") : QStringLiteral("Radio button"), [on] {
            auto* button = new QRadioButton(QStringLiteral("Like the system"));
            button->setAutoExclusive(false);
            button->setChecked(on);
            return button;
        });
    }
    addRow(
        QStringLiteral("Combo box"),
        [] {
            auto* box = new QComboBox;
            box->addItems({QStringLiteral("Paper Studio"), QStringLiteral("Other")});
            return box;
        },
        false);
}

void Catalogue::addFields() {
    const auto field = [](const QString& text, const QString& placeholder) {
        auto* edit = new LineEdit;
        edit->setText(text);
        edit->setPlaceholderText(placeholder);
        edit->setFixedWidth(180);
        return edit;
    };
    addRow(QStringLiteral("Field, empty"), [&] { return field({}, QStringLiteral("E-mail")); }, false);
    addRow(QStringLiteral("Field"), [&] { return field(QStringLiteral("maya@studio"), {}); }, false);
    addRow(
        QStringLiteral("Field, wrong"),
        [&] {
            auto* edit = field(QStringLiteral("maya@studio"), {});
            edit->setInvalid(true);
            return edit;
        },
        false);
    addRow(
        QStringLiteral("Password"),
        [&] {
            auto* edit = field(QStringLiteral("a long pass"), {});
            edit->setPasswordField();
            return edit;
        },
        false);
    addRow(
        QStringLiteral("Slider"),
        [] {
            auto* slider = new QSlider(Qt::Horizontal);
            slider->setFixedWidth(160);
            slider->setValue(40);
            return slider;
        },
        false);
}

void Catalogue::addOthers() {
    QList<QWidget*> bars;
    const QList<std::optional<int>> percents{36, 100, std::nullopt};
    for (const std::optional<int>& percent : percents) {
        auto* bar = new ProgressBar;
        bar->setFixedWidth(160);
        bar->setProgress(percent);
        bars << bar;
    }
    auto* idle = new ProgressBar;
    idle->setFixedWidth(160);
    bars << idle;
    addWide(QStringLiteral("Progress"), row(bars));
    QList<QWidget*> meters;
    for (int strength = 0; strength <= 4; ++strength) {
        auto* meter = new StrengthMeter;
        meter->setFixedWidth(120);
        meter->setStrength(strength);
        meters << meter;
    }
    addWide(QStringLiteral("Strength"), row(meters));
    QList<QWidget*> statuses;
    for (const auto& [status, text] : {std::pair(LineEdit::Status::Ok, "reachable"),
             std::pair(LineEdit::Status::Bad, "not reachable"), std::pair(LineEdit::Status::Busy, "asking…")}) {
        auto* edit = new LineEdit;
        edit->setText(QStringLiteral("relay.example"));
        edit->setFixedWidth(240);
        edit->setStatus(status, QString::fromUtf8(text));
        statuses << edit;
    }
    addWide(QStringLiteral("Status"), row(statuses));
    auto* error = new MessageLabel;
    error->setLook(MessageLabel::Look::ErrorBox);
    error->setMessage(QStringLiteral("E-mail or password is wrong."));
    auto* note = new MessageLabel;
    note->setLook(MessageLabel::Look::NoteBox);
    note->setMessage(QStringLiteral("Your queue is paused."));
    auto* fault = new MessageLabel;
    fault->setMessage(QStringLiteral("This is no e-mail address."));
    for (MessageLabel* message : {error, note, fault}) {
        message->setFixedWidth(240);
    }
    addWide(QStringLiteral("Messages"), row({error, note, fault}));
    auto* banner = new Banner;
    banner->showMessage(
        QStringLiteral("Studio relay cannot be reached. Trying again in 4 s."), QStringLiteral("Try now"));
    addWide(QStringLiteral("Banner"), banner);
    addWide(QStringLiteral("Type"),
        row({label(QStringLiteral("Hero"), "hero"), label(QStringLiteral("Headline"), "headline"),
            label(QStringLiteral("Title"), "title"), label(QStringLiteral("Section"), "section"),
            label(QStringLiteral("Lead"), "lead"), label(QStringLiteral("Body"), ""),
            label(QStringLiteral("Secondary"), "mute"), label(QStringLiteral("Tertiary"), "dim"),
            label(QStringLiteral("Caption"), "caption")}));
    QList<QWidget*> people;
    for (const char* name : {"Maya Okafor", "Otto", "Grandma", "Rusty", "马克"}) {
        auto* avatar = new Avatar;
        avatar->setName(QString::fromUtf8(name));
        people << avatar;
    }
    for (const IconRole role : {IconRole::Text, IconRole::Mute, IconRole::Accent, IconRole::Ok, IconRole::Danger}) {
        auto* picture = new QLabel;
        picture->setPixmap(icon(QStringLiteral("film"), role).pixmap(24, 24));
        people << picture;
    }
    addWide(QStringLiteral("Pictures"), row(people));
}

} // namespace kinora::tests
