// The desktop's notifications.
#pragma once

#include <QObject>
#include <QString>

namespace kinora {

struct Notice {
    QString title;
    QString body; // plain text

    bool operator==(const Notice&) const = default;
};

// One notice at a time: the next takes the place of the one that is still shown. Implemented by app/DesktopNotifier,
// faked in tests. GUI thread only.
class Notifier : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // False where the desktop has nothing that shows notices; show() then does nothing.
    [[nodiscard]] virtual bool isAvailable() const = 0;
    virtual void show(const Notice& notice) = 0;
    // Takes back what is still shown.
    virtual void withdraw() = 0;

signals:
    void availableChanged();
    // The person chose the notice.
    void activated();
};

} // namespace kinora
