#include "app/CommandLine.h"

#include "support/QtTestMain.h"

#include <QDir>
#include <QTest>

using namespace kinora;

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryOption() {
        const CommandLine line = CommandLine::read(
            {QStringLiteral("kinora"), QStringLiteral("--relay"), QStringLiteral("https://relay.example"),
                QStringLiteral("--data-dir=some/folder"), QStringLiteral("--language"), QStringLiteral("de")});
        QCOMPARE(line.relay, QStringLiteral("https://relay.example"));
        QCOMPARE(line.dataFolder, QDir(QStringLiteral("some/folder")).absolutePath());
        QCOMPARE(line.language, QStringLiteral("de"));
    }

    void takesALink() {
        const QString link = QStringLiteral("kinora://invite?relay=https%3A%2F%2Fstudio.example&code=A1");
        QCOMPARE(CommandLine::read({QStringLiteral("kinora"), link}).link, link);
        QVERIFY(CommandLine::read({QStringLiteral("kinora")}).link.isEmpty());
    }

    void nothingGivenMeansTheSystemsPlaces() {
        const CommandLine line = CommandLine::read({QStringLiteral("kinora")});
        QVERIFY(line.relay.isEmpty());
        QVERIFY(line.dataFolder.isEmpty());
        QVERIFY(line.language.isEmpty());
    }

    void languageIsFoundBeforeAnythingElse() {
        QCOMPARE(CommandLine::languageOf({QStringLiteral("kinora"), QStringLiteral("--language=zh_CN")}),
            QStringLiteral("zh_CN"));
        QCOMPARE(CommandLine::languageOf({QStringLiteral("kinora"), QStringLiteral("--wrong"),
                     QStringLiteral("--language"), QStringLiteral("de")}),
            QStringLiteral("de"));
        QVERIFY(CommandLine::languageOf({QStringLiteral("kinora"), QStringLiteral("--language")}).isEmpty());
    }

    void helpNeedsNoDisplay() {
        QVERIFY(CommandLine::asksForTextOnly({QStringLiteral("kinora"), QStringLiteral("--help")}));
        QVERIFY(CommandLine::asksForTextOnly({QStringLiteral("kinora"), QStringLiteral("-v")}));
        QVERIFY(
            !CommandLine::asksForTextOnly({QStringLiteral("kinora"), QStringLiteral("--relay"), QStringLiteral("x")}));
    }
};

KINORA_QT_TEST(CommandLineTest)
#include "CommandLineTest.moc"
