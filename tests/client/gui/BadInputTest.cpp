// What nobody expects in a field, in an answer or on a clock: a sentence, and nothing lost.
#include "Stage.h"
#include "gui/create/JobCard.h"
#include "gui/create/JobText.h"
#include "gui/queue/QueueCard.h"
#include "gui/queue/QueueList.h"
#include "support/QtTestMain.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>

using namespace kinora;
using namespace kinora::tests;

namespace {

// A family of seven code points that is one picture, a flag, a letter beyond 16 bits, and words from right to left.
const QString manyScripts =
    QStringLiteral("👩‍👩‍👧‍👦 🇩🇪 𝒜 שלום, مرحبا بالعالم и кот");
const QString markup = QStringLiteral("<b>A boat</b> &lt;img src=\"x.png\"&gt; <h1>& a puddle</h1>");

QPlainTextEdit* promptOf(const Stage& stage) {
    return stage.find<QPlainTextEdit>("promptEdit");
}

QueueCard* queueCard(Stage& stage, const Job& job) {
    QTest::keyClick(stage.window.get(), Qt::Key_3, Qt::ControlModifier);
    QApplication::processEvents();
    return stage.find<QueueList>("nowList")->card(job.id);
}

} // namespace

class BadInputTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void everyScriptIsSentAsItWasWritten() {
        Stage stage;
        stage.signIn();
        promptOf(stage)->insertPlainText(manyScripts);
        const QString expected = manyScripts.normalized(QString::NormalizationForm_C);
        QVERIFY(stage.text("countLabel").startsWith(QString::number(expected.toUcs4().size())));
        const Job job = someJob(1, JobStatus::Pending, JobStage::Queued, expected);
        stage.relay.creates.next(QList<Job>{job});
        stage.click("generateButton");
        QTRY_VERIFY(promptOf(stage)->toPlainText().isEmpty());
        QCOMPARE(stage.relay.lastNewJob.prompt, expected);
        QVERIFY(queueCard(stage, job)->accessibleName().startsWith(expected));
    }

    void aLineIsNeverCutThroughACharacter() {
        const QString family = QStringLiteral("👩‍👩‍👧‍👦");
        for (qsizetype longest = 2; longest < manyScripts.size(); ++longest) {
            const QString line = JobText::promptLine(manyScripts, longest);
            QVERIFY(line.size() <= longest);
            QVERIFY(line.endsWith(u'…'));
            QVERIFY2(
                QString::fromUcs4(line.toStdU32String().c_str()) == line && !line.contains(QChar::ReplacementCharacter),
                qPrintable(line));
            QVERIFY2(line == u"…" || line.startsWith(family), qPrintable(line));
        }
    }

    void whatLooksLikeMarkupIsShownAsItIs() {
        Stage stage;
        stage.signIn();
        const Job job = someJob(1, JobStatus::Pending, JobStage::Queued, markup);
        stage.events.tell(SnapshotEvent{{job}});
        QApplication::processEvents();
        for (const auto* label : stage.window->findChildren<QLabel*>()) {
            QVERIFY2(label->textFormat() != Qt::AutoText || !label->isVisible(), qPrintable(label->objectName()));
        }
        const auto* prompt = stage.window->findChild<JobCard*>()->findChild<QLabel*>(QStringLiteral("promptLabel"));
        QCOMPARE(prompt->textFormat(), Qt::PlainText);
        QCOMPARE(prompt->accessibleDescription(), markup);
        QVERIFY2(!prompt->toolTip().contains(QStringLiteral("<b>")), qPrintable(prompt->toolTip()));
    }

    void anAnswerThatIsNoneIsSaidAndNothingIsLost_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("a page, garbage, an endless body") << static_cast<int>(ErrorCode::BadAnswer) << 0;
        QTest::newRow("500") << static_cast<int>(ErrorCode::RelayError) << 500;
        QTest::newRow("never") << static_cast<int>(ErrorCode::TimedOut) << 0;
    }

    void anAnswerThatIsNoneIsSaidAndNothingIsLost() {
        QFETCH(int, code);
        QFETCH(int, status);
        Stage stage;
        stage.signIn();
        promptOf(stage)->insertPlainText(manyScripts);
        stage.relay.creates.next(Failure(Error{.code = static_cast<ErrorCode>(code), .httpStatus = status}));
        stage.click("generateButton");
        QTRY_VERIFY(!stage.text("messageLabel").isEmpty());
        QCOMPARE(promptOf(stage)->toPlainText(), manyScripts);
        // Whoever presses again, and the app itself, ask with the same key.
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, manyScripts)});
        QTRY_VERIFY(stage.find<QPushButton>("generateButton")->isEnabled());
        stage.click("generateButton");
        QTRY_VERIFY(promptOf(stage)->toPlainText().isEmpty());
        QCOMPARE(QSet<QString>(stage.relay.keys.begin(), stage.relay.keys.end()).size(), 1);
    }

    void aClockThreeDaysOffSpeaksOfDates_data() {
        QTest::addColumn<int>("days");
        QTest::newRow("behind") << -3;
        QTest::newRow("ahead") << 3;
    }

    void aClockThreeDaysOffSpeaksOfDates() {
        QFETCH(int, days);
        Stage stage;
        const QDateTime truth = stage.clock.time;
        stage.clock.time = truth.addDays(days);
        stage.signIn();
        Job done = someJob(1, JobStatus::Completed, JobStage::Done, manyScripts);
        done.finishedAt = truth;
        stage.relay.jobPages.next(Page<Job>{{done}, {}});
        QTest::keyClick(stage.window.get(), Qt::Key_3, Qt::ControlModifier);
        stage.click("historyChip");
        auto* list = stage.find<QueueList>("historyList");
        QTRY_VERIFY(list->card(done.id) != nullptr);
        const auto* heading = list->findChild<QLabel*>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(heading->text(), QLocale().toString(truth.toLocalTime().date(), QLocale::LongFormat));
        // The relay says how long is left; no clock of this computer is asked.
        Job running = someJob(2, JobStatus::Processing, JobStage::Generating, manyScripts);
        running.etaSeconds = 110;
        stage.events.tell(JobProgressEvent{running});
        stage.click("nowChip");
        QVERIFY(queueCard(stage, running)->statusText().contains(QStringLiteral("about 2 min left")));
    }
};

KINORA_QT_TEST(BadInputTest)
#include "BadInputTest.moc"
