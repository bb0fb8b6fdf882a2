#include "core/PromptRules.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class PromptRulesTest : public QObject {
    Q_OBJECT

private slots:
    void countsCodePoints() {
        QCOMPARE(codePointCount(u""), 0);
        QCOMPARE(codePointCount(u"rain"), 4);
        QCOMPARE(codePointCount(u"雨の夜"), 3);
        QCOMPARE(codePointCount(u"🎬"), 1);
        QCOMPARE(codePointCount(QString(QChar(0xD83C))), 1);
        QCOMPARE(codePointCount(QString(QChar(0xD83C)) + u'x'), 2);
    }

    void normalises() {
        QCOMPARE(normalizedPrompt(QStringLiteral(" \n e\u0301 \u3000")), QStringLiteral("é"));
        QCOMPARE(normalizedPrompt(QStringLiteral("two\nlines")), QStringLiteral("two\nlines"));
    }

    void limitsAreInclusive() {
        QCOMPARE(checkPrompt(QString(1000, u'a'), 1000), (PromptCheck{1000, 1000, PromptProblem::None}));
        QCOMPARE(checkPrompt(QString(1001, u'a'), 1000), (PromptCheck{1001, 1000, PromptProblem::TooLong}));
        QCOMPARE(checkPrompt(QString(1000, u'a') + u' ', 1000).problem, PromptProblem::None);
        QCOMPARE(checkPrompt(QStringLiteral(" \t\n"), 1000), (PromptCheck{0, 1000, PromptProblem::Empty}));
        QCOMPARE(checkPrompt(QStringLiteral("🎬🎬"), 2).problem, PromptProblem::None);
    }
};

KINORA_QT_TEST(PromptRulesTest)
#include "PromptRulesTest.moc"
