// A video made from another: what the composer offers, sends and keeps, on the whole window over a relay of fakes.
#include "Composing.h"
#include "LookLanguage.h"
#include "gui/create/Composer.h"
#include "gui/create/CreatePage.h"
#include "gui/create/RemixChip.h"
#include "support/QtTestMain.h"

#include <QLineEdit>

using namespace kinora;
using namespace kinora::tests;

namespace {

VideoModel remixing() {
    VideoModel model = sized();
    model.remix = true;
    return model;
}

Video film() {
    Video video;
    video.id = QStringLiteral("0195f000-0000-7000-8000-000000000b01");
    video.prompt = QStringLiteral("A paper boat crosses a puddle at dawn");
    video.orientation = Orientation::Landscape;
    video.model = remixing().id;
    video.settings =
        VideoSettings{.seconds = 12, .size = QStringLiteral("1280x720"), .negativePrompt = {}, .seed = 7, .cameos = {}};
    return video;
}

bool isOffered(Stage& stage, const char* name) {
    const auto* option = stage.window->findChild<QWidget*>(QLatin1String(name));
    return option != nullptr && option->isVisible();
}

} // namespace

class ComposerRemixTest : public QObject {
    Q_OBJECT

private slots:
    void asksForWordsAndTakesAndNothingElse() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{remixing()});
        stage.signIn();
        writePrompt(stage, QStringLiteral("half a sentence"));
        QVERIFY(!isOffered(stage, "remixChip"));
        stage.find<CreatePage>("createPage")->recall(remixOf(film()));
        QVERIFY(isOffered(stage, "remixChip"));
        for (const char* name : {"orientationSelector", "secondsRow", "secondsChip", "sizeChip", "referenceChip",
                 "cameoRow", "negativeEdit", "seedEdit"})
            QVERIFY2(!isOffered(stage, name), name);
        QVERIFY(isOffered(stage, "takesChip"));
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->placeholderText(),
            QStringLiteral("Say what should be different…"));
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $1.20"));
        writePrompt(stage, QStringLiteral("the same by night"));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.remixOf, film().id);
        QCOMPARE(stage.relay.lastNewJob.prompt, QStringLiteral("the same by night"));
        // Once: what is written next is no remix, unless that is asked for again.
        QTRY_VERIFY(!isOffered(stage, "remixChip"));
        QVERIFY(isOffered(stage, "orientationSelector"));
        QVERIFY(stage.find<Composer>("composer")->request().remixOf.isEmpty());
    }

    void canBeMadeAnOrdinaryOne() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{remixing()});
        stage.signIn();
        stage.find<CreatePage>("createPage")->recall(remixOf(film()));
        writePrompt(stage, QStringLiteral("the same by night"));
        auto* removal =
            stage.find<RemixChip>("remixChip")->menu()->findChild<QAction*>(QStringLiteral("removeRemixAction"));
        removal->trigger();
        QVERIFY(!isOffered(stage, "remixChip"));
        QVERIFY(isOffered(stage, "orientationSelector"));
        QVERIFY(isOffered(stage, "referenceChip"));
        const NewJob request = stage.find<Composer>("composer")->request();
        QVERIFY(request.remixOf.isEmpty());
        QCOMPARE(request.prompt, QStringLiteral("the same by night"));
        QVERIFY(stage.drafts->draft().remixOf.isEmpty());
    }

    void anotherModelDoesNotMakeIt() {
        Stage stage;
        VideoModel other = able();
        other.id = QStringLiteral("other");
        other.label = QStringLiteral("Other");
        stage.relay.modelLists.always(QList<VideoModel>{remixing(), other});
        stage.signIn();
        stage.find<CreatePage>("createPage")->recall(remixOf(film()));
        stage.find<QPushButton>("modelButton")->menu()->actions().last()->trigger();
        QCOMPARE(stage.find<Composer>("composer")->request().model, other.id);
        QVERIFY(stage.find<Composer>("composer")->request().remixOf.isEmpty());
        QVERIFY(!isOffered(stage, "remixChip"));
    }

    void staysOverARestart() {
        const QTemporaryDir folder;
        {
            Stage stage(ThemeChoice::Dark, folder.path());
            stage.relay.modelLists.always(QList<VideoModel>{remixing()});
            stage.signIn();
            stage.find<CreatePage>("createPage")->recall(remixOf(film()));
            writePrompt(stage, QStringLiteral("the same by night"));
        }
        Stage stage(ThemeChoice::Dark, folder.path());
        stage.relay.modelLists.always(QList<VideoModel>{remixing()});
        stage.signIn();
        QTRY_COMPARE(stage.find<Composer>("composer")->draft().remixOf, film().id);
        QVERIFY(isOffered(stage, "remixChip"));
        QCOMPARE(stage.find<Composer>("composer")->draft().prompt, QStringLiteral("the same by night"));
    }

    void writesOverNothingHoweverManyAreOpen() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{remixing()});
        stage.signIn();
        for (int i = 0; i < DraftService::mostOpen; ++i) {
            stage.drafts->startAnother();
            writePrompt(stage, QStringLiteral("prompt %1").arg(i));
        }
        stage.find<CreatePage>("createPage")->recall(sameAgain(film()));
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), film().prompt);
        Job failed = someJob(1, JobStatus::Failed, JobStage::Queued, prompt);
        stage.find<CreatePage>("createPage")->takeOver(failed);
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        const QList<Draft>& open = stage.drafts->set().open;
        QCOMPARE(open.size(), DraftService::mostOpen + 2);
        for (int i = 0; i < DraftService::mostOpen; ++i)
            QCOMPARE(open.at(i).prompt, QStringLiteral("prompt %1").arg(i));
    }

    void saysWhichModelTookThePlaceOfAnother() {
        Stage stage;
        VideoModel other = able();
        other.id = QStringLiteral("other");
        other.label = QStringLiteral("Other");
        stage.relay.modelLists.always(QList<VideoModel>{other});
        stage.signIn();
        Video old = film();
        old.prompt = QStringLiteral("a paper boat");
        old.model = QStringLiteral("long-gone");
        const QString said = QStringLiteral("long-gone is not offered on this relay. Other takes its place.");
        auto* page = stage.find<CreatePage>("createPage");
        page->recall(sameAgain(old));
        QCOMPARE(stage.text("messageLabel"), said);
        QCOMPARE(stage.find<Composer>("composer")->request().model, other.id);
        writePrompt(stage, QStringLiteral("a paper boat at night")); // it is said once
        QCOMPARE(stage.text("messageLabel"), QString());
        Job job = someJob(1, JobStatus::Failed, JobStage::Queued, prompt);
        job.model = old.model;
        page->takeOver(job);
        QCOMPARE(stage.text("messageLabel"), said);
        job.model = other.id;
        page->takeOver(job);
        QCOMPARE(stage.text("messageLabel"), QString());
    }

    void saysWhyItIsRefused() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{remixing()});
        stage.signIn();
        stage.find<CreatePage>("createPage")->recall(remixOf(film()));
        writePrompt(stage, QStringLiteral("the same by night"));
        Error gone{.code = ErrorCode::Conflict};
        gone.httpStatus = 409;
        gone.fieldErrors = {{QStringLiteral("remixOf"), QStringLiteral("not_remixable"), {}}};
        stage.relay.creates.next(Failure(gone));
        stage.click("generateButton");
        QTRY_COMPARE(
            stage.text("messageLabel"), QStringLiteral("This video cannot be remixed any more, so nothing was sent."));
        QCOMPARE(stage.find<Composer>("composer")->draft().remixOf, film().id);
    }
};

KINORA_QT_TEST(ComposerRemixTest)
#include "ComposerRemixTest.moc"
