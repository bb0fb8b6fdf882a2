// What the desktop says about colours, contrast and motion.
#pragma once

#if defined(__linux__)
#include <QDBusVariant>
#endif
#include <QObject>
#include <QString>
#include <QVariant>

#include <optional>

namespace kinora {

// On Linux asks the XDG settings portal (org.freedesktop.appearance, org.gnome.desktop.interface) without ever waiting
// for it: where the portal is absent nothing is known. On Windows and macOS Qt tells of the colours, from 6.5 on also
// when they change; before that they are read once, at start.
class SystemAppearance : public QObject {
    Q_OBJECT

public:
    explicit SystemAppearance(QObject* parent = nullptr);

    [[nodiscard]] std::optional<bool> dark() const { return m_dark; }
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }

signals:
    void changed();

#if defined(__linux__)
private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askPortal(const QString& group, const QString& key);
    void take(const QString& group, const QString& key, const QVariant& value);
#endif

private:
    std::optional<bool> m_dark;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
};

} // namespace kinora
