#include "storage/SearchText.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

class SearchTextTest : public QObject {
    Q_OBJECT
private slots:
    void keepsWordsOfScriptsWithSpaces() {
        QCOMPARE(searchWords(u"A paper-boat, @maya’s 2nd!"_s), u"A paper boat maya s 2nd"_s);
    }

    void cutsRunsWithoutSpacesIntoPairs() {
        QCOMPARE(searchWords(u"纸船在雨中"_s), u"纸船 船在 在雨 雨中 中"_s);
        QCOMPARE(searchWords(u"猫"_s), u"猫"_s);
        QCOMPARE(searchWords(u"コーヒー"_s), u"コー ーヒ ヒー ー"_s);
    }

    void keepsScriptsApart() {
        QCOMPARE(searchWords(u"雨中boat船"_s), u"雨中 中 boat 船"_s);
        QCOMPARE(searchWords(u"4K海"_s), u"4K 海"_s);
    }

    void makesCompatibilityFormsEqual() { QCOMPARE(searchWords(u"ＢＯＡＴ ﾈｺ"_s), searchWords(u"BOAT ネコ"_s)); }

    void asksForEveryWordByItsBeginning() { QCOMPARE(searchExpression(u" Paper boa "_s), u"\"Paper\"* \"boa\"*"_s); }

    void asksForPairsInARow() {
        QCOMPARE(searchExpression(u"纸船在"_s), u"\"纸船 船在\""_s);
        QCOMPARE(searchExpression(u"猫"_s), u"\"猫\"*"_s);
    }

    void knowsSymbols() {
        QCOMPARE(searchSymbols(u"C++ 🎬, 🎬 boat!"_s), (QList<QStringList>{{u"+"_s, u"＋"_s}, {u"🎬"_s}})); // each once
        QCOMPARE(searchSymbols(u"＋"_s), (QList<QStringList>{{u"＋"_s, u"+"_s}}));
        QCOMPARE(searchSymbols(u"❤\uFE0F"_s), (QList<QStringList>{{u"❤"_s}}));
        QCOMPARE(searchSymbols(u"👩\u200D🚀"_s), (QList<QStringList>{{u"👩"_s}, {u"🚀"_s}}));
        QVERIFY(searchSymbols(u" \"*() -- @maya, 猫 2nd ™ ㎏"_s).isEmpty());
    }

    void takesNoEmojiForAWord() {
        QVERIFY(searchExpression(u"❤\uFE0F"_s).isEmpty());
        QCOMPARE(searchExpression(u"❤\uFE0F boat"_s), u"\"boat\"*"_s);
    }

    void knowsWhenThereIsNoWord() {
        QVERIFY(searchExpression({}).isEmpty());
        QVERIFY(searchExpression(u" \"*() -- "_s).isEmpty());
    }
};

KINORA_QT_TEST(SearchTextTest)
#include "SearchTextTest.moc"
