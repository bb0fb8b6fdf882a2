#include "core/Error.h"

#include "support/QtTestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <utility>

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

    void everyWordOfTheContractIsKnown() {
        // What only a faulty program meets, or a faulty relay: one sentence with the number of the answer serves.
        const QSet<QString> forPrograms{QStringLiteral("bad_request"), QStringLiteral("method_not_allowed"),
            QStringLiteral("request_timeout"), QStringLiteral("range_not_satisfiable"),
            QStringLiteral("headers_too_large"), QStringLiteral("internal")};
        QFile contract(QStringLiteral(KINORA_TESTS_DIR "/../server-stub/openapi.yaml"));
        QVERIFY(contract.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(contract.readAll());
        static const QRegularExpression lists(QStringLiteral("x-codes: \\[([a-z_, ]+)\\]"));
        QSet<QString> words;
        for (const QRegularExpressionMatch& list : lists.globalMatch(text)) {
            for (const QString& word : list.captured(1).split(u','))
                words.insert(word.trimmed());
        }
        QVERIFY(words.contains(QStringLiteral("invalid_video")));
        for (const QString& word : std::as_const(words))
            QVERIFY2(errorCodeFromWire(word) || forPrograms.contains(word), qPrintable(word));
        // The other way round: nothing is expected that no relay says.
        for (int code = 1; code < static_cast<int>(ErrorCode::RelayError); ++code)
            QVERIFY2(words.contains(errorCodeName(static_cast<ErrorCode>(code))),
                qPrintable(errorCodeName(static_cast<ErrorCode>(code))));
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
