#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/LibraryDevice.h"
#include "client/support/SampleData.h"
#include "services/Downloads.h"
#include "support/QtTestMain.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleVideo;

/// What comes from the relay while the library's database takes nothing, or the disk has no room.
class StoreRefusesTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<tests::FakeRelayApi>();
    }

    void downloadsArePaused_data() {
        QTest::addColumn<QString>("refused");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("it has failed") << u"new.file_state = 'failed'"_s << false;
        QTest::newRow("it is here") << u"new.file_state IN ('here', 'failed')"_s << true;
    }
    void downloadsArePaused() {
        QFETCH(QString, refused);
        QFETCH(bool, isThere);
        const QByteArray bytes = "a film";
        const Video video = film(1, bytes);
        if (!isThere)
            m_relay->contents.remove(video.id);
        m_relay->library = {video};
        tests::LibraryDevice device(*m_relay, m_folder->path());
        QSignalSpy failed(&device.library.downloads(), &Downloads::failed);
        device.refuseWrites(u"BEFORE UPDATE ON videos WHEN "_s + refused);
        device.catchUp();
        QTRY_VERIFY_WITH_TIMEOUT(m_relay->downloadCount(VideoPart::Content) > 0, longestWaitMs);
        writeOften(device);
        QCOMPARE_LT(m_relay->downloadCount(VideoPart::Content), few);
        QCOMPARE_LT(failed.size(), few);
        QCOMPARE(device.library.find(video.id)->fileState, FileState::Wanted);
        device.refuseWrites();
        m_relay->contents.insert(video.id, bytes);
        device.library.downloads().tryAgain();
        QTRY_COMPARE_WITH_TIMEOUT(device.library.find(video.id)->fileState, FileState::Here, longestWaitMs);
    }

    void picturesArePaused() {
        const Video video = film(1, "a film");
        m_relay->library = {video};
        QImage image(32, 18, QImage::Format_RGB32);
        image.fill(Qt::red);
        QBuffer poster(&m_relay->posters[video.id]);
        poster.open(QIODevice::WriteOnly);
        image.save(&poster, "JPG");
        m_relay->holdDownloads = true;
        tests::LibraryDevice device(*m_relay, m_folder->path());
        device.refuseWrites(u"BEFORE UPDATE ON videos WHEN new.poster IS NOT NULL"_s);
        device.catchUp();
        QTRY_VERIFY_WITH_TIMEOUT(m_relay->downloadCount(VideoPart::Poster) > 0, longestWaitMs);
        writeOften(device);
        QCOMPARE_LT(m_relay->downloadCount(VideoPart::Poster), few);
        device.refuseWrites();
        QTRY_VERIFY_WITH_TIMEOUT(!device.library.find(video.id)->poster.isEmpty(), longestWaitMs);
    }

    void whatHasNoRoomIsSaidOfOne() {
        for (int number = 1; number <= 20; ++number) {
            Video video = sampleVideo(number);
            video.bytes = qint64{1} << 60;
            m_relay->library.prepend(video);
        }
        tests::LibraryDevice device(*m_relay, m_folder->path());
        QSignalSpy failed(&device.library.downloads(), &Downloads::failed);
        device.catchUp();
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), longestWaitMs);
        QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::DiskFull);
        writeOften(device);
        QCOMPARE(failed.size(), 1); // the others wait
    }

private:
    static constexpr int few = 5;

    /// What is begun again at once is so many times meanwhile.
    static void writeOften(tests::LibraryDevice& device) {
        for (int i = 0; i < 100; ++i)
            QVERIFY(await(device.library.store().setBookmark(u"a test"_s, i)));
    }

    /// Which the relay can send.
    Video film(int number, const QByteArray& content) {
        Video video = sampleVideo(number);
        video.bytes = content.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        m_relay->contents.insert(video.id, content);
        return video;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::FakeRelayApi> m_relay;
};

KINORA_QT_TEST(StoreRefusesTest)
#include "StoreRefusesTest.moc"
