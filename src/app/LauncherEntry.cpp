#include "app/LauncherEntry.h"

#include <QDBusMessage>
#include <QVariantMap>

#include <utility>

namespace kinora {

LauncherEntry::LauncherEntry(const QDBusConnection& bus, const QString& desktopFile)
    : m_bus(bus)
    , m_desktopFile(desktopFile) {
}

LauncherEntry::~LauncherEntry() {
    LauncherEntry::show(std::nullopt, 0);
}

void LauncherEntry::show(std::optional<int> percent, int active) {
    const std::pair wanted(active > 0 ? percent : std::nullopt, active);
    if (std::exchange(m_shown, wanted) == wanted || !m_bus.isConnected()) {
        return;
    }
    constexpr double whole = 100;
    QDBusMessage update = QDBusMessage::createSignal(QStringLiteral("/com/canonical/unity/launcherentry/kinora"),
        QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << QStringLiteral("application://%1.desktop").arg(m_desktopFile)
           << QVariantMap{{QStringLiteral("progress"), wanted.first.value_or(0) / whole},
                  {QStringLiteral("progress-visible"), wanted.first.has_value()},
                  {QStringLiteral("count"), static_cast<qint64>(active)},
                  {QStringLiteral("count-visible"), active > 0}};
    m_bus.send(update);
}

} // namespace kinora
