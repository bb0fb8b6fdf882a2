#include "net/NetworkWatch.h"

#include "core/Logging.h"

#include <QNetworkInformation>
#include <QNetworkInterface>

#ifdef Q_OS_LINUX
#include <QSocketNotifier>

#include <array>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <chrono>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds settleTime(150);

/// By which others can be reached, in a fixed order.
QStringList usableAddresses() {
    QStringList found;
    for (const QNetworkInterface& one : QNetworkInterface::allInterfaces()) {
        const auto flags = one.flags();
        if ((flags & QNetworkInterface::IsLoopBack) || !(flags & QNetworkInterface::IsUp) ||
            !(flags & QNetworkInterface::IsRunning))
            continue;
        for (const QNetworkAddressEntry& entry : one.addressEntries())
            found.append(one.name() + u' ' + entry.ip().toString());
    }
    found.sort();
    return found;
}

} // namespace

NetworkWatch::NetworkWatch(QObject* parent)
    : QObject(parent)
    , m_addresses(usableAddresses()) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &NetworkWatch::look);
    listen();
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reach) {
                if (reach == QNetworkInformation::Reachability::Online)
                    emit changed();
            });
    }
}

#ifdef Q_OS_LINUX

// NetworkManager, which Qt asks, does not run everywhere; the kernel tells everyone (rtnetlink(7)).
void NetworkWatch::listen() {
    m_socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what bind(2) takes
    if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        qCInfo(logNet) << "the kernel does not tell of changes of the network";
        return;
    }
    auto* notifier = new QSocketNotifier(m_socket, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        // What has changed is looked up afterwards, also when so much did that some messages were lost (ENOBUFS).
        std::array<char, 8192> ignored{};
        while (::recv(m_socket, ignored.data(), ignored.size(), 0) > 0) {
        }
        m_settle.start();
    });
}

NetworkWatch::~NetworkWatch() {
    if (m_socket >= 0)
        ::close(m_socket);
}

#else

void NetworkWatch::listen() {
}

NetworkWatch::~NetworkWatch() = default;

#endif

void NetworkWatch::look() {
    QStringList now = usableAddresses();
    if (std::exchange(m_addresses, now) == now)
        return;
    qCInfo(logNet) << "the network has changed";
    emit changed();
}

} // namespace kinora
