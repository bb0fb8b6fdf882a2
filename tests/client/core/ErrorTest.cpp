#include "core/Error.h"

#include "support/QtTestMain.h"

#include <QSet>
#include <QTest>

using namespace kinora;

class ErrorTest : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasANameOfItsOwn() {
        QSet<QString> names;
        for (int code = 1; code <= static_cast<int>(ErrorCode::Canceled); ++code) {
            const QString name = errorCodeName(static_cast<ErrorCode>(code));
            QVERIFY2(!name.isEmpty(), qPrintable(QString::number(code)));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
        }
    }

    void relayWordsComeBack() {
        for (int code = 1; code < static_cast<int>(ErrorCode::RelayError); ++code)
            QCOMPARE(errorCodeFromWire(errorCodeName(static_cast<ErrorCode>(code))), static_cast<ErrorCode>(code));
        QVERIFY(!errorCodeFromWire(u"a_word_of_next_year"));
        // A relay cannot make this computer believe that its own disk is full.
        QVERIFY(!errorCodeFromWire(u"disk_full"));
    }

    void onlyLostAnswersAreAmbiguous() {
        QVERIFY(isAmbiguous(Error{.code = ErrorCode::ConnectionLost}));
        QVERIFY(isAmbiguous(Error{.code = ErrorCode::TimedOut}));
        QVERIFY(isAmbiguous(Error{.code = ErrorCode::RelayError, .httpStatus = 502}));
        QVERIFY(!isAmbiguous(Error{.code = ErrorCode::Unreachable}));
        QVERIFY(!isAmbiguous(Error{.code = ErrorCode::ValidationFailed, .httpStatus = 400}));
        QVERIFY(!isAmbiguous(Error{.code = ErrorCode::StorageFull, .httpStatus = 503}));
        QVERIFY(!isAmbiguous(Error{.code = ErrorCode::QueueFull, .httpStatus = 429}));
    }

    void networkTroubleIsTransient() {
        QVERIFY(isTransient(Error{.code = ErrorCode::Unreachable}));
        QVERIFY(isTransient(Error{.code = ErrorCode::Unavailable, .httpStatus = 503}));
        QVERIFY(!isTransient(Error{.code = ErrorCode::Unauthorized, .httpStatus = 401}));
        QVERIFY(!isTransient(Error{.code = ErrorCode::TlsFailed}));
    }
};

KINORA_QT_TEST(ErrorTest)
#include "ErrorTest.moc"
