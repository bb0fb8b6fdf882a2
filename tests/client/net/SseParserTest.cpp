#include "net/SseParser.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

namespace {

SseEvent sse(const char* name, const char* data) {
    return {.name = QString::fromLatin1(name), .data = QByteArray(data)};
}

QList<SseEvent> parse(SseParser& parser, const QByteArray& bytes) {
    return parser.feed(bytes);
}

/// A stream with everything the standard knows, and what it expects.
const QByteArray& everything() {
    static const QByteArray stream =
        "\xEF\xBB\xBF"
        ": heartbeat\n"
        "retry: 2000\r\n"
        "event: snapshot\nid: 7\ndata: {\"a\":\ndata:1}\n\n"
        "event:progress\rdata:  \xE9\x9B\xA8\xF0\x9F\x8E\xAC\r\r" // leading space beyond the first stays; CR alone;
                                                                  // 雨🎬
        ":\r\n"
        "data\r\n\r\n"                // a field without a colon: empty data line, an event with empty data
        "id: 8\r\n\r\n"               // no data: no event, but the id counts
        "unknown: x\nevent: lost\n\n" // no data: the name is forgotten
        "data: last\n\n"
        "data: incomplete\n";
    return stream;
}

QList<SseEvent> expectedEvents() {
    return {sse("snapshot", "{\"a\":\n1}"), sse("progress", " \xE9\x9B\xA8\xF0\x9F\x8E\xAC"), sse("message", ""),
        sse("message", "last")};
}

} // namespace

class SseParserTest : public QObject {
    Q_OBJECT

private slots:
    void understandsTheStandard() {
        SseParser parser;
        QCOMPARE(parse(parser, everything()), expectedEvents());
        QCOMPARE(parser.lastEventId(), QByteArray("8"));
        QCOMPARE(parser.retry(), std::chrono::milliseconds(2000));
    }

    void splitAtEveryByte() {
        for (qsizetype cut = 0; cut <= everything().size(); ++cut) {
            SseParser parser;
            QList<SseEvent> events = parse(parser, everything().left(cut));
            events += parse(parser, everything().mid(cut));
            QVERIFY2(events == expectedEvents(), qPrintable(QString::number(cut)));
            QCOMPARE(parser.lastEventId(), QByteArray("8"));
        }
    }

    void byteByByte() {
        SseParser parser;
        QList<SseEvent> events;
        for (const char byte : everything())
            events += parser.feed(QByteArrayView(&byte, 1));
        QCOMPARE(events, expectedEvents());
    }

    void inThreePieces() {
        for (qsizetype first = 0; first < everything().size(); first += 3) {
            for (qsizetype second = first; second < everything().size(); second += 5) {
                SseParser parser;
                QList<SseEvent> events = parse(parser, everything().left(first));
                events += parse(parser, everything().mid(first, second - first));
                events += parse(parser, everything().mid(second));
                QVERIFY2(events == expectedEvents(), qPrintable(QStringLiteral("%1 %2").arg(first).arg(second)));
            }
        }
    }

    void theByteOrderMarkIsOnlyOneAtTheStart() {
        SseParser parser;
        QCOMPARE(parse(parser, "\xEF\xBB\xBF\xEF\xBB\xBF"
                               "data: x\n\ndata: y\n\n"),
            QList<SseEvent>{sse("message", "y")});
    }

    void anIdWithANulIsIgnored() {
        SseParser parser(QByteArray("5"));
        const QByteArray bytes("id: a\0b\ndata: x\n\n", 17);
        QCOMPARE(parse(parser, bytes).size(), 1);
        QCOMPARE(parser.lastEventId(), QByteArray("5"));
    }

    void theIdCountsOnlyOnceItsEventIsComplete() {
        SseParser parser(QByteArray("5"));
        QVERIFY(parse(parser, "id: 6\ndata: x\n").isEmpty());
        QCOMPARE(parser.lastEventId(), QByteArray("5"));
        QCOMPARE(parse(parser, "\n").size(), 1);
        QCOMPARE(parser.lastEventId(), QByteArray("6"));
    }

    void aTickWithoutIdKeepsTheOneBefore() {
        SseParser parser;
        QCOMPARE(parse(parser, "id: 6\ndata: x\n\ndata: tick\n\n").size(), 2);
        QCOMPARE(parser.lastEventId(), QByteArray("6"));
    }

    void anEmptyIdClears() {
        SseParser parser(QByteArray("5"));
        QCOMPARE(parse(parser, "id\ndata: x\n\n").size(), 1);
        QCOMPARE(parser.lastEventId(), QByteArray());
    }

    void retryIsDigitsOnly() {
        SseParser parser;
        QVERIFY(parse(parser, "retry: 2s\nretry: -1\nretry:\nretry: 99999999999999999999999\n").isEmpty());
        QVERIFY(!parser.retry());
        QVERIFY(parse(parser, "retry:150\n").isEmpty());
        QCOMPARE(parser.retry(), std::chrono::milliseconds(150));
    }

    void anEndlessLineStops() {
        SseParser parser;
        const QByteArray block(1024 * 1024, 'x');
        for (int i = 0; i < 5; ++i)
            QVERIFY(parser.feed(block).isEmpty());
        QVERIFY(parser.overflowed());
    }
};

KINORA_QT_TEST(SseParserTest)
#include "SseParserTest.moc"
