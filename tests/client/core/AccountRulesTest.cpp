#include "core/AccountRules.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class AccountRulesTest : public QObject {
    Q_OBJECT

private slots:
    void email_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("problem");
        const auto row = [](const char* name, const QString& text, EmailProblem problem) {
            QTest::newRow(name) << text << static_cast<int>(problem);
        };
        row("plain", QStringLiteral("ada@example.org"), EmailProblem::None);
        row("spaces around", QStringLiteral("  ada@example.org "), EmailProblem::None);
        row("plus", QStringLiteral("ada+videos@example.org"), EmailProblem::None);
        row("umlaut domain", QStringLiteral("ada@müller.de"), EmailProblem::None);
        row("one label", QStringLiteral("ada@studio"), EmailProblem::None);
        row("empty", QString(), EmailProblem::Empty);
        row("only spaces", QStringLiteral("   "), EmailProblem::Empty);
        row("no at", QStringLiteral("ada.example.org"), EmailProblem::Malformed);
        row("two ats", QStringLiteral("ada@b@example.org"), EmailProblem::Malformed);
        row("nothing before", QStringLiteral("@example.org"), EmailProblem::Malformed);
        row("nothing after", QStringLiteral("ada@"), EmailProblem::Malformed);
        row("space within", QStringLiteral("a da@example.org"), EmailProblem::Malformed);
        row("dots in a row", QStringLiteral("ada@example..org"), EmailProblem::Malformed);
        row("line break", QStringLiteral("ada@example.org\nx"), EmailProblem::Malformed);
        row("too long", QString(60, u'a') + QStringLiteral("@") + QString(200, u'b'), EmailProblem::TooLong);
    }
    void email() {
        QFETCH(QString, text);
        QFETCH(int, problem);
        QCOMPARE(static_cast<int>(checkEmail(text)), problem);
    }

    void passwordLengthsCountCodePoints() {
        QCOMPARE(checkPassword(QString()), PasswordProblem::Empty);
        QCOMPARE(checkPassword(QStringLiteral("1234567")), PasswordProblem::TooShort);
        QCOMPARE(checkPassword(QStringLiteral("12345678")), PasswordProblem::None);
        QCOMPARE(checkPassword(QStringLiteral("        ")), PasswordProblem::None);
        QCOMPARE(checkPassword(QString(256, u'x')), PasswordProblem::None);
        QCOMPARE(checkPassword(QString(257, u'x')), PasswordProblem::TooLong);
        // Four emoji are eight UTF-16 units but four code points.
        QCOMPARE(checkPassword(QStringLiteral("🎬🎬🎬🎬")), PasswordProblem::TooShort);
        // Decomposed letters count as the composed ones they become.
        QCOMPARE(checkPassword(QStringLiteral("e\u0301e\u0301e\u0301e\u0301")), PasswordProblem::TooShort);
    }

    void passwordLimitsOfTheRelayApply() {
        QCOMPARE(checkPassword(QStringLiteral("12345678"), 12, 64), PasswordProblem::TooShort);
    }

    void displayNameMayBeEmptyButNotLong() {
        QCOMPARE(checkDisplayName(QString()), DisplayNameProblem::None);
        QCOMPARE(checkDisplayName(QString(displayNameMaxLength, u'n')), DisplayNameProblem::None);
        QCOMPARE(checkDisplayName(QString(displayNameMaxLength + 1, u'n')), DisplayNameProblem::TooLong);
    }
};

KINORA_QT_TEST(AccountRulesTest)
#include "AccountRulesTest.moc"
