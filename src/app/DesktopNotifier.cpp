#include "app/DesktopNotifier.h"

#include "core/Logging.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <utility>

namespace kinora {

namespace {

const QString notifyService = QStringLiteral("org.freedesktop.Notifications");
const QString notifyPath = QStringLiteral("/org/freedesktop/Notifications");
const QString busService = QStringLiteral("org.freedesktop.DBus");
const QString busPath = QStringLiteral("/org/freedesktop/DBus");
const QString defaultAction = QStringLiteral("default"); // a click on the notice itself, says the specification
constexpr int answerMs = 5000;

QDBusMessage notifyCall(const QString& method) {
    return QDBusMessage::createMethodCall(notifyService, notifyPath, notifyService, method);
}

QDBusMessage busCall(const QString& method) {
    return QDBusMessage::createMethodCall(busService, busPath, busService, method);
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection& bus, const QString& desktopFile, QObject* parent)
    : Notifier(parent)
    , m_bus(bus)
    , m_desktopFile(desktopFile)
    , m_watcher(notifyService, m_bus, QDBusServiceWatcher::WatchForOwnerChange) {
    if (!m_bus.isConnected()) {
        return;
    }
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
        // Another service knows nothing of what the one before showed.
        m_capabilities.reset();
        m_shown = 0;
        look();
    });
    m_bus.connect(notifyService, notifyPath, notifyService, QStringLiteral("ActionInvoked"), this,
        SLOT(onActionInvoked(uint, QString)));
    m_bus.connect(notifyService, notifyPath, notifyService, QStringLiteral("NotificationClosed"), this,
        SLOT(onNotificationClosed(uint, uint)));
    look();
}

template <class Take>
void DesktopNotifier::ask(const QDBusMessage& message, Take take) {
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, answerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, take = std::move(take)] {
        watcher->deleteLater();
        take(*watcher);
    });
}

void DesktopNotifier::look() {
    QDBusMessage hasOwner = busCall(QStringLiteral("NameHasOwner"));
    hasOwner << notifyService;
    // An answer from before the service came, or went, may be heard after that; it counts no more.
    ask(hasOwner, [this, round = ++m_round](const QDBusPendingReply<bool>& runs) {
        if (round != m_round) {
            return;
        }
        if (!runs.isError() && runs.value()) {
            setAvailable(true);
            return;
        }
        ask(busCall(QStringLiteral("ListActivatableNames")),
            [this, round](const QDBusPendingReply<QStringList>& names) {
                if (round == m_round) {
                    setAvailable(!names.isError() && names.value().contains(notifyService));
                }
            });
    });
}

void DesktopNotifier::setAvailable(bool available) {
    if (std::exchange(m_available, available) != available) {
        emit availableChanged();
    }
}

void DesktopNotifier::show(const Notice& notice) {
    if (!m_available) {
        return;
    }
    m_wanted = notice;
    m_unwanted = false;
    if (m_sending) {
        return; // goes out, in its place, once it is known where that is
    }
    m_sending = true;
    m_capabilities ? send(*std::exchange(m_wanted, {})) : askCapabilities();
}

void DesktopNotifier::askCapabilities() {
    ask(notifyCall(QStringLiteral("GetCapabilities")), [this](const QDBusPendingReply<QStringList>& answer) {
        if (answer.isError()) {
            qCWarning(logApp) << "no notification:" << answer.error().name();
            m_sending = false;
            m_wanted.reset();
            return;
        }
        m_capabilities = answer.value();
        if (m_wanted) {
            send(*std::exchange(m_wanted, {}));
        } else {
            m_sending = false; // withdrawn meanwhile
        }
    });
}

void DesktopNotifier::send(const Notice& notice) {
    const bool markup = m_capabilities && m_capabilities->contains(QStringLiteral("body-markup"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), m_desktopFile},
        {QStringLiteral("category"), QStringLiteral("transfer.complete")}};
    constexpr int asTheDesktopLikes = -1;
    QDBusMessage call = notifyCall(QStringLiteral("Notify"));
    call << QStringLiteral("Kinora") << m_shown << m_desktopFile << notice.title
         << (markup ? notice.body.toHtmlEscaped() : notice.body) << QStringList{defaultAction, tr("Open")} << hints
         << asTheDesktopLikes;
    ask(call, [this](const QDBusPendingReply<uint>& answer) {
        m_sending = false;
        if (answer.isError()) {
            qCWarning(logApp) << "no notification:" << answer.error().name();
            m_wanted.reset();
            return;
        }
        m_shown = answer.value();
        if (m_unwanted) {
            withdraw();
        } else if (m_wanted) {
            show(*std::exchange(m_wanted, {}));
        }
    });
}

void DesktopNotifier::withdraw() {
    m_wanted.reset();
    m_unwanted = m_sending;
    if (m_sending || m_shown == 0) {
        return;
    }
    QDBusMessage call = notifyCall(QStringLiteral("CloseNotification"));
    call << std::exchange(m_shown, 0);
    m_bus.asyncCall(call, answerMs);
}

void DesktopNotifier::onActionInvoked(uint id, const QString& action) {
    if (id == m_shown && id != 0 && action == defaultAction) {
        emit activated();
    }
}

void DesktopNotifier::onNotificationClosed(uint id, uint) {
    if (id == m_shown) {
        m_shown = 0;
    }
}

} // namespace kinora
