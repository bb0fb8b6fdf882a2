// One account's library as a device has it, against a FakeRelayApi.
#pragma once

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "services/CreationService.h"
#include "services/Library.h"
#include "storage/Database.h"

#include <QSqlDatabase>
#include <QTest>

namespace kinora::tests {

inline const QDateTime nineOClock(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC);

class MovableClock final : public Clock {
public:
    QDateTime time = nineOClock;
    [[nodiscard]] QDateTime now() const override { return time; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return {}; }
};

/// One account's library with a relay that other devices speak to as well.
struct LibraryDevice {
    explicit LibraryDevice(FakeRelayApi& sharedRelay, const QString& dataFolder)
        : relay(sharedRelay)
        , creation(relay, events, clock)
        , library(relay, relay, creation, clock, dataFolder) {
        opened = await(library.open(sampleId(1000), sampleId(1001))).has_value();
    }
    void catchUp() {
        library.setOnline(true);
        synced();
    }
    void synced() {
        QTRY_COMPARE_WITH_TIMEOUT(library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*library.store().nextEdits(1), longestWaitMs);
    }
    [[nodiscard]] Video video(int number) { return library.find(sampleId(number)).value_or(LibraryVideo()).video; }
    [[nodiscard]] qsizetype count() { return library.places()->size(); }
    /// Writes that meet this condition ("BEFORE UPDATE ON videos", say) fail from now on; without one all work again.
    void refuseWrites(const QString& which = {}) const {
        const QString name = QStringLiteral("refusing");
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        connection.setDatabaseName(library.folder().absolute(QStringLiteral("library.sqlite")));
        const QString statement =
            which.isEmpty()
                ? QStringLiteral("DROP TRIGGER refusing")
                : QStringLiteral("CREATE TRIGGER refusing %1 BEGIN SELECT RAISE(ABORT, 'refused'); END").arg(which);
        if (!connection.open() || !runSql(connection, statement))
            qFatal("not refused");
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(name);
    }

    MovableClock clock;
    FakeRelayApi& relay;
    FakeRelayEvents events;
    CreationService creation;
    Library library;
    bool opened = false;
};

} // namespace kinora::tests
