#include "services/ReferencePictures.h"

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "support/QtTestMain.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using tests::await;
using tests::sampleId;
using tests::StillClock;

namespace {

class Uploads final : public CameoApi {
public:
    QByteArray image;

    [[nodiscard]] QFuture<Result<QList<Cameo>>> cameos() override { return refuse<QList<Cameo>>(); }
    [[nodiscard]] QFuture<Result<Cameo>> createCameo(const CameoEdit&) override { return refuse<Cameo>(); }
    [[nodiscard]] QFuture<Result<Cameo>> changeCameo(const QString&, const CameoEdit&) override {
        return refuse<Cameo>();
    }
    [[nodiscard]] QFuture<Result<void>> deleteCameo(const QString&) override { return refuse<void>(); }
    [[nodiscard]] QFuture<Result<QByteArray>> cameoImage(const QString&) override { return refuse<QByteArray>(); }
    [[nodiscard]] QFuture<Result<QString>> upload(const QByteArray&) override { return refuse<QString>(); }
    [[nodiscard]] QFuture<Result<QByteArray>> uploadImage(const QString&) override {
        return image.isEmpty() ? refuse<QByteArray>() : readyResult<QByteArray>(image);
    }

private:
    template <class T>
    static QFuture<Result<T>> refuse() {
        return readyResult<T>(failure(ErrorCode::NotFound));
    }
};

/// The app's services on one data folder.
struct Kinora {
    explicit Kinora(const QString& dataFolder)
        : creation(relay, events, clock)
        , library(relay, relay, creation, clock, dataFolder)
        , pictures(uploads, library, clock) {}

    /// And waits until it has been swept.
    int open(int user) {
        QSignalSpy swept(&pictures, &ReferencePictures::swept);
        const bool isOpen = await(library.open(sampleId(1000), sampleId(user))).has_value();
        const bool isSwept = isOpen && QTest::qWaitFor([&swept] { return !swept.isEmpty(); });
        return isSwept ? swept.first().first().toInt() : -1;
    }
    /// One of this colour, kept and made to look as old as that.
    QString keep(Qt::GlobalColor color, int minutesOld) {
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(color);
        const auto kept = await(pictures.takeImage(image));
        if (!kept)
            return {};
        QFile file(kept->file);
        const bool aged =
            file.open(QIODevice::ReadWrite) &&
            file.setFileTime(clock.now().addSecs(qint64{-60} * minutesOld), QFileDevice::FileModificationTime);
        return aged ? kept->file : QString();
    }

    StillClock clock;
    tests::FakeRelayApi relay;
    tests::FakeRelayEvents events;
    Uploads uploads;
    CreationService creation;
    Library library;
    ReferencePictures pictures;
};

NewJob with(const QString& file) {
    NewJob job;
    job.prompt = QStringLiteral("rain");
    job.reference.file = file;
    return job;
}

} // namespace

class ReferencePicturesTest : public QObject {
    Q_OBJECT

private slots:
    void whatNothingRefersToGoes() {
        const QTemporaryDir folder;
        QStringList used;
        QString forgotten;
        QString fresh;
        QString others;
        {
            Kinora app(folder.path());
            QCOMPARE(app.open(1), 0);
            DraftSet drafts;
            used = {app.keep(Qt::red, 120), app.keep(Qt::green, 120), app.keep(Qt::blue, 120)};
            drafts.open = {with(used.at(0)), Draft()};
            drafts.sent = {with(used.at(1))};
            QVERIFY(await(app.library.drafts().save(drafts)).has_value());
            PendingSubmission waiting;
            waiting.idempotencyKey = QStringLiteral("k");
            waiting.job = with(used.at(2));
            waiting.createdAt = app.clock.now();
            QVERIFY(await(app.library.submissions().save(waiting)).has_value());
            forgotten = app.keep(Qt::yellow, 120);
            fresh = app.keep(Qt::cyan, 10);
            QCOMPARE(app.open(2), 0);
            others = app.keep(Qt::yellow, 120);
            QVERIFY(others != forgotten);
            app.library.close();
        }
        Kinora app(folder.path());
        QCOMPARE(app.open(1), 1);
        QVERIFY(!QFile::exists(forgotten));
        for (const QString& file : used + QStringList{fresh, others})
            QVERIFY2(QFile::exists(file), qPrintable(file));
        app.library.close();
    }

    void whatIsReferredToIsFoundWhereTheFolderMovedTo() {
        const QTemporaryDir folder;
        const QString before = folder.filePath(QStringLiteral("before"));
        const QString after = folder.filePath(QStringLiteral("after"));
        QStringList used;
        QString forgotten;
        {
            Kinora app(before);
            QCOMPARE(app.open(1), 0);
            used = {app.keep(Qt::red, 120), app.keep(Qt::green, 120), app.keep(Qt::blue, 120), app.keep(Qt::cyan, 120)};
            const DraftSet drafts{.open = {with(used.at(0))},
                .sent = {with(used.at(1))},
                .presets = {Preset{QStringLiteral("rain"), with(used.at(2))}}};
            QVERIFY(await(app.library.drafts().save(drafts)).has_value());
            PendingSubmission waiting;
            waiting.idempotencyKey = QStringLiteral("k");
            waiting.job = with(used.at(3));
            waiting.createdAt = app.clock.now();
            QVERIFY(await(app.library.submissions().save(waiting)).has_value());
            forgotten = app.keep(Qt::yellow, 120);
            app.library.close();
        }
        QVERIFY(QDir().rename(before, after));
        for (QString& file : used)
            file.replace(before, after);
        Kinora app(after);
        QCOMPARE(app.open(1), 1);
        QVERIFY(!QFile::exists(forgotten.replace(before, after)));
        const DraftSet drafts = await(app.library.drafts().load()).value().value();
        const QStringList found{drafts.open.first().reference.file, drafts.sent.first().reference.file,
            drafts.presets.first().options.reference.file,
            await(app.library.submissions().load()).value().first().job.reference.file};
        QCOMPARE(found, used);
        for (const QString& file : used)
            QVERIFY2(QFile::exists(file), qPrintable(file));
        app.library.close();
    }

    void chosenAgainItIsAsNew() {
        const QTemporaryDir folder;
        Kinora app(folder.path());
        QCOMPARE(app.open(1), 0);
        const QString file = app.keep(Qt::red, 600);
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(Qt::red);
        // Files are dated by the computer's own clock, which some file systems keep to the second.
        const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-2);
        QCOMPARE(await(app.pictures.takeImage(image)).value().file, file);
        const QDateTime after = QDateTime::currentDateTimeUtc().addSecs(2);
        const QDateTime dated = QFileInfo(file).lastModified();
        QVERIFY2(dated >= before && dated <= after, qPrintable(dated.toString(Qt::ISODate)));
        app.library.close();
    }

    void whatWasSentIsTakenBack() {
        const QTemporaryDir folder;
        Kinora app(folder.path());
        QCOMPARE(await(app.pictures.takeUpload(QStringLiteral("u1"))).error().code, ErrorCode::SignedOut);
        QCOMPARE(app.open(1), 0);
        QCOMPARE(await(app.pictures.takeUpload(QStringLiteral("u1"))).error().code, ErrorCode::NotFound);
        app.uploads.image = "no picture";
        QCOMPARE(await(app.pictures.takeUpload(QStringLiteral("u1"))).error().code, ErrorCode::CorruptFile);
        QFile file(app.keep(Qt::red, 0));
        QVERIFY(file.open(QIODevice::ReadOnly));
        app.uploads.image = file.readAll();
        const auto back = await(app.pictures.takeUpload(QStringLiteral("u1")));
        QVERIFY(back.has_value());
        QCOMPARE(QImage(back->file).size(), QSize(16, 16));
        app.library.close();
    }
};

KINORA_QT_TEST(ReferencePicturesTest)
#include "ReferencePicturesTest.moc"
