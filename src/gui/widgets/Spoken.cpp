#include "gui/widgets/Spoken.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QFrame>
#include <QLabel>
#include <QVariant>

namespace kinora {

namespace {

constexpr auto groupProperty = "spokenAsGroup";
constexpr auto announcedProperty = "announced";

class SpokenLabel : public QAccessibleWidget {
public:
    explicit SpokenLabel(QLabel* label)
        : QAccessibleWidget(label, QAccessible::StaticText) {}

    [[nodiscard]] QAccessible::Role role() const override {
        return object()->property(announcedProperty).toBool() ? QAccessible::Notification : QAccessible::StaticText;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        const QString given = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name && given.isEmpty() ? qobject_cast<QLabel*>(object())->text() : given;
    }
};

QAccessibleInterface* interfaceFor(const QString& className, QObject* object) {
    if (className == QLatin1String("QLabel") && object->property(announcedProperty).isValid()) {
        return new SpokenLabel(qobject_cast<QLabel*>(object));
    }
    if (className == QLatin1String("QFrame") && object->property(groupProperty).toBool()) {
        return new QAccessibleWidget(qobject_cast<QFrame*>(object), QAccessible::Grouping);
    }
    return nullptr;
}

} // namespace

void speakAsGroup(QFrame& frame) {
    QAccessible::installFactory(interfaceFor); // more than once is once
    frame.setProperty(groupProperty, true);
}

void showText(QLabel& label, const QString& text, bool announced) {
    QAccessible::installFactory(interfaceFor);
    const bool isNews = text != label.text() || !label.property(announcedProperty).toBool();
    label.setProperty(announcedProperty, announced);
    label.setText(text);
    if (!isNews || !announced || text.isEmpty() || !label.isVisible()) {
        return; // what is shown later tells so itself
    }
    QAccessibleEvent alert(&label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    QAccessibleEvent shown(&label, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

} // namespace kinora
