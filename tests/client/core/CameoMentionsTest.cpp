#include "core/CameoMentions.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

namespace {

Cameo cameo(const QString& id, const QString& handle) {
    Cameo made;
    made.id = id;
    made.handle = handle;
    return made;
}

} // namespace

class CameoMentionsTest : public QObject {
    Q_OBJECT

private slots:
    void handlesOfToday_data() {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<QString>("today");
        const auto row = [](const char* name, const QString& prompt, const QStringList& ids, const QString& today) {
            QTest::newRow(name) << prompt << ids << today;
        };
        // Juno was called "june", Otto still is "otto"; "rex" was the dog's and is another dog's now; "ghost" is gone.
        const QString juno = QStringLiteral("1");
        const QString otto = QStringLiteral("2");
        const QString dog = QStringLiteral("3");
        const QString ghost = QStringLiteral("9");
        row("nothing to do", QStringLiteral("@otto runs"), {otto}, QStringLiteral("@otto runs"));
        row("renamed, twice there", QStringLiteral("@June waves, @june sings"), {juno},
            QStringLiteral("@juno waves, @juno sings"));
        row("one of two", QStringLiteral("@otto meets @june."), {otto, juno}, QStringLiteral("@otto meets @juno."));
        row("both, in order", QStringLiteral("@june walks @rex"), {juno, dog}, QStringLiteral("@juno walks @rex_old"));
        row("handle of another by now", QStringLiteral("@rex barks"), {dog}, QStringLiteral("@rex_old barks"));
        row("gone", QStringLiteral("@boo and @june"), {ghost, juno}, QStringLiteral("@boo and @juno"));
        row("a word that never was one", QStringLiteral("@nobody and @june"), {juno},
            QStringLiteral("@nobody and @june"));
        row("an address", QStringLiteral("mail ann@june.example, @june"), {juno},
            QStringLiteral("mail ann@june.example, @juno"));
        row("none named", QStringLiteral("@june"), {}, QStringLiteral("@june"));
    }
    void handlesOfToday() {
        QFETCH(const QString, prompt);
        QFETCH(const QStringList, ids);
        QFETCH(const QString, today);
        const QList<Cameo> cameos{cameo(QStringLiteral("1"), QStringLiteral("juno")),
            cameo(QStringLiteral("2"), QStringLiteral("otto")), cameo(QStringLiteral("3"), QStringLiteral("rex_old")),
            cameo(QStringLiteral("4"), QStringLiteral("rex"))};
        QCOMPARE(withHandlesOfToday(prompt, ids, cameos), today);
    }
};

KINORA_QT_TEST(CameoMentionsTest)
#include "CameoMentionsTest.moc"
