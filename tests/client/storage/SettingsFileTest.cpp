#include "storage/SettingsFile.h"

#include "support/QtTestMain.h"

#include <QFile>
#include <QLockFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;

class SettingsFileTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] QString name() const { return m_dir->filePath(u"kinora.conf"_s); }

    // What the next start reads.
    [[nodiscard]] QVariant onDisk(const QString& key) const {
        return QSettings(name(), QSettings::IniFormat).value(key);
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void readsWhatQSettingsWrote() {
        {
            QSettings before(name(), QSettings::IniFormat);
            before.beginWriteArray(u"accounts"_s, 1);
            before.setArrayIndex(0);
            before.setValue(u"relay"_s, u"https://studio.example"_s);
            before.endArray();
            before.setValue(u"plain"_s, 7);
        }
        SettingsFile settings(name(), QSettings::IniFormat);
        QVERIFY(!settings.isDamaged());
        QCOMPARE(settings.value(u"accounts/size"_s).toInt(), 1);
        QCOMPARE(settings.value(u"accounts/1/relay"_s).toString(), u"https://studio.example"_s);
        QCOMPARE(settings.value(u"plain"_s).toInt(), 7);
        QCOMPARE(settings.value(u"none"_s, 3).toInt(), 3);
        QVERIFY(!settings.contains(u"none"_s));
    }

    void keepsWhatIsSetAndRemoved() {
        {
            SettingsFile settings(name(), QSettings::IniFormat);
            settings.setValue(u"a/1/x"_s, u"old"_s);
            settings.setValue(u"a/2/x"_s, u"old"_s);
            settings.setValue(u"ab"_s, u"another"_s);
            settings.finish();
            settings.remove(u"a"_s);
            settings.setValue(u"a/1/x"_s, u"new"_s);
            QCOMPARE(settings.keys(), (QStringList{u"a/1/x"_s, u"ab"_s}));
        }
        QCOMPARE(onDisk(u"a/1/x"_s), QVariant(u"new"_s));
        QCOMPARE(onDisk(u"a/2/x"_s), QVariant());
        QCOMPARE(onDisk(u"ab"_s), QVariant(u"another"_s));
    }

    void writesByItself() {
        SettingsFile settings(name(), QSettings::IniFormat);
        settings.setValue(u"a"_s, 1);
        QTRY_COMPARE(onDisk(u"a"_s), QVariant(u"1"_s));
    }

    // QSettings waits for this lock as long as it takes, like for a slow disk.
    void doesNotWaitForTheDisk() {
        QLockFile slowDisk(name() + u".lock"_s);
        QVERIFY(slowDisk.lock());
        SettingsFile settings(name(), QSettings::IniFormat);
        settings.setValue(u"a"_s, 1);
        settings.flush();
        settings.setValue(u"a"_s, 2);
        settings.flush();
        QCOMPARE(settings.value(u"a"_s), QVariant(2));
        QVERIFY(!QFile::exists(name()));
        slowDisk.unlock();
        settings.finish();
        QCOMPARE(onDisk(u"a"_s), QVariant(u"2"_s));
    }

    void livesWhereNothingCanBeWritten() {
        const QString nowhere = m_dir->filePath(u"file"_s);
        QFile file(nowhere);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot write the settings"_s));
        SettingsFile settings(nowhere + u"/kinora.conf"_s, QSettings::IniFormat);
        settings.setValue(u"a"_s, 1);
        settings.finish();
        QCOMPARE(settings.value(u"a"_s), QVariant(1));
    }
};

KINORA_QT_TEST(SettingsFileTest)
#include "SettingsFileTest.moc"
