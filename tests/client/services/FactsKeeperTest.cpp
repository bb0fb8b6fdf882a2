#include "services/FactsKeeper.h"

#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleVideo;

class FactsKeeperTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { close(); }

    void writesWhatIsDueBesideTheWindowAsItGoes() {
        QSemaphore gate;
        (void)m_database->read<void>([&gate](const QSqlDatabase&) -> Result<void> {
            gate.acquire();
            return {};
        });
        bring(3);
        m_keeper.reset();
        const QStringList before = m_facts->ids();
        gate.release();
        close();
        QVERIFY(before.isEmpty()); // it has not waited for the disk
        QCOMPARE(m_facts->ids().size(), 3);
    }

    void writesTheRestWhenItIsOpenedNext() {
        constexpr int all = static_cast<int>(FactsKeeper::mostAtOnce) + 5;
        bring(all);
        close();
        QCOMPARE(m_facts->ids().size(), FactsKeeper::mostAtOnce);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(m_facts->ids().size(), all, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_videos->bookmark(u"facts"_s), longestWaitMs); // no more than once
    }

    void writesWhatCouldNotBeWrittenWhenItIsOpenedNext() {
        const QString facts = m_folder->filePath(u"facts"_s);
        QFile inItsPlace(facts);
        QVERIFY(inItsPlace.open(QIODevice::WriteOnly));
        bring(1);
        QTRY_VERIFY_WITH_TIMEOUT(*m_videos->bookmark(u"facts"_s), longestWaitMs);
        QVERIFY(inItsPlace.remove());
        close();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(m_facts->ids().size(), 1, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_videos->bookmark(u"facts"_s), longestWaitMs);
    }

private:
    void open() {
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
        m_videos = std::make_unique<VideoStore>(*m_database);
        m_facts = std::make_unique<FactsFolder>(m_folder->path());
        m_keeper = std::make_unique<FactsKeeper>(*m_database, *m_videos, *m_facts);
    }
    void close() {
        m_keeper.reset();
        m_videos.reset();
        m_database.reset();
    }
    /// So many videos whose files are here; the keeper knows, and has had no time to write.
    void bring(int count) {
        QSignalSpy changed(m_videos.get(), &VideoStore::changed);
        QList<LocalVideo> videos;
        for (int number = 1; number <= count; ++number) {
            videos << LocalVideo{.video = sampleVideo(number), .file = u"videos/%1.mp4"_s.arg(number)};
            videos.last().video.sha256 = QString::number(number).rightJustified(64, u'0');
        }
        QVERIFY(await(m_videos->addLocal(videos)));
        QTRY_COMPARE(changed.size(), 1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_videos;
    std::unique_ptr<FactsFolder> m_facts;
    std::unique_ptr<FactsKeeper> m_keeper;
};

KINORA_QT_TEST(FactsKeeperTest)
#include "FactsKeeperTest.moc"
