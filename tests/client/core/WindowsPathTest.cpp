#include "core/WindowsPath.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

class WindowsPathTest : public QObject {
    Q_OBJECT

private slots:
    void isOfTheLongForm_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("longForm");
        QTest::newRow("as Qt has it") << u"C:/Users/Åsa/A cat.mp4"_s << uR"(\\?\C:\Users\Åsa\A cat.mp4)"_s;
        QTest::newRow("native") << uR"(D:\films\a.mp4)"_s << uR"(\\?\D:\films\a.mp4)"_s;
        QTest::newRow("another computer's") << u"//nas/films/a.mp4"_s << uR"(\\?\UNC\nas\films\a.mp4)"_s;
        QTest::newRow("long already") << u"//?/C:/films/a.mp4"_s << uR"(\\?\C:\films\a.mp4)"_s;
        QTest::newRow("another computer's, long already")
            << uR"(\\?\UNC\nas\films\a.mp4)"_s << uR"(\\?\UNC\nas\films\a.mp4)"_s;
        QTest::newRow("device") << uR"(\\.\C:\films)"_s << uR"(\\.\C:\films)"_s;
    }
    void isOfTheLongForm() {
        QFETCH(QString, path);
        QFETCH(QString, longForm);
        QCOMPARE(longWindowsPath(path), longForm);
    }
};

KINORA_QT_TEST(WindowsPathTest)
#include "WindowsPathTest.moc"
