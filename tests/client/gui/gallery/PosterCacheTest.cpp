#include "gui/gallery/PosterCache.h"

#include "support/QtTestMain.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kinora;
using namespace Qt::StringLiterals;

class PosterCacheTest : public QObject {
    Q_OBJECT
private slots:
    void keepsAScreenHoweverLarge() {
        const QStringList files = posters(12);
        PosterCache cache;
        cache.keepFor(QSize(4 * card.width(), 3 * card.height())); // these twelve fill it
        make(cache, files);
        QCOMPARE(kept(cache, files), 12);
    }

    void forgetsWhatIsFarFromASmallScreen() {
        const QStringList files = posters(12);
        PosterCache cache;
        cache.keepFor(QSize(4 * card.width(), 3 * card.height()));
        make(cache, files);
        cache.keepFor(QSize(2 * card.width(), card.height()));
        const qsizetype left = kept(cache, files);
        QVERIFY2(left > 0 && left < 12, qPrintable(QString::number(left)));
    }

    /// The player shows two posters and a sheet at once, and asks for all of them whenever one is ready.
    void keepsWholePicturesThatAreSeenTogether() {
        QStringList files;
        for (const QSize& size : {QSize(960, 960), QSize(1200, 1200), QSize(4000, 4000)}) {
            files << m_folder.filePath(u"whole%1.png"_s.arg(size.width()));
            QImage picture(size, QImage::Format_RGB32);
            picture.fill(Qt::darkCyan);
            QVERIFY(picture.save(files.last()));
        }
        PosterCache cache;
        QSignalSpy ready(&cache, &PosterCache::ready);
        for (const QString& file : files)
            (void)cache.image(file);
        QTRY_COMPARE(ready.count(), files.size());
        for (const QString& file : files)
            QVERIFY2(!cache.image(file).isNull(), qPrintable(file));
        QCOMPARE(cache.image(files.first()).size(), QSize(960, 960));
        QCOMPARE(cache.image(files.at(1)).size(), QSize(1200, 1200));
    }

    void asksForAnotherPicture() {
        PosterCache cache;
        QSignalSpy unreadable(&cache, &PosterCache::unreadable);
        const QString file = m_folder.filePath(u"lost.png"_s);
        QVERIFY(cache.card(file, card, 0, 1).isNull());
        QTRY_COMPARE(unreadable.count(), 1);
        QVERIFY(QFile::copy(posters(1).first(), file));
        QVERIFY(cache.card(file, card, 0, 1).isNull()); // not looked at again with every painting
        cache.retry(file);
        make(cache, {file});
        QCOMPARE(unreadable.count(), 1);
    }

private:
    static constexpr QSize card{512, 512}; // a megabyte

    [[nodiscard]] QStringList posters(int count) const {
        QStringList files;
        for (int number = 0; number < count; ++number) {
            files << m_folder.filePath(u"%1.png"_s.arg(number));
            QImage picture(16, 16, QImage::Format_RGB32);
            picture.fill(Qt::darkCyan);
            picture.save(files.last());
        }
        return files;
    }

    static void make(PosterCache& cache, const QStringList& files) {
        QSignalSpy ready(&cache, &PosterCache::ready);
        for (const QString& file : files)
            (void)cache.card(file, card, 0, 1);
        QTRY_COMPARE(ready.count(), files.size());
    }

    static qsizetype kept(PosterCache& cache, const QStringList& files) {
        return std::ranges::count_if(
            files, [&](const QString& file) { return !cache.card(file, card, 0, 1).isNull(); });
    }

    QTemporaryDir m_folder;
};

KINORA_QT_TEST(PosterCacheTest)
#include "PosterCacheTest.moc"
