#include "gui/player/FileManager.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QUrl>

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#endif

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

[[maybe_unused]] void openFolderOf(const QString& file) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path()));
}

} // namespace

void showInFileManager(const QString& file) {
#if defined(Q_OS_WIN)
    QProcess::startDetached(u"explorer"_s, {u"/select,"_s, QDir::toNativeSeparators(file)});
#elif defined(Q_OS_MACOS)
    QProcess::startDetached(u"open"_s, {u"-R"_s, file});
#else
    // https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s,
        u"/org/freedesktop/FileManager1"_s, u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{QUrl::fromLocalFile(file).toString()} << QString();
    auto* answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), qApp);
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, qApp, [answer, file] {
        if (answer->isError())
            openFolderOf(file);
        answer->deleteLater();
    });
#endif
}

bool openElsewhere(const QString& file) {
    return QDesktopServices::openUrl(QUrl::fromLocalFile(file));
}

} // namespace kinora
