#include "LookScenes.h"

#include "gui/create/CreatePage.h"
#include "gui/people/PersonPage.h"
#include "gui/queue/QueueCard.h"
#include "gui/queue/QueueList.h"
#include "gui/widgets/LineEdit.h"

#include <QAction>
#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace kinora::tests {

namespace {

void login(Stage& stage) {
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
    stage.type("emailEdit", maya().email);
}

void wrongPassword(Stage& stage) {
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
    stage.auth.logins.next(failure(ErrorCode::InvalidCredentials));
    stage.type("emailEdit", maya().email);
    stage.type("passwordEdit", QStringLiteral("not the one"));
    stage.click("signInButton");
    QTRY_VERIFY(!stage.text("errorLabel").isEmpty());
}

void loginUnreachable(Stage& stage) {
    stage.auth.servers.always(failure(ErrorCode::Unreachable));
    stage.memory.remembered = RememberedSession{QUrl(), studio().serverId, studio().name, maya(), false, false};
    stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://relay.studio.example"));
    stage.click("signInButton");
    stage.window->showPage(PageId::Register);
    stage.window->showPage(PageId::Login);
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
}

void loginAccounts(Stage& stage) {
    stage.remember(true);
    RememberedSession home = *stage.memory.remembered;
    home.serverId = QStringLiteral("0195f000-0000-7000-8000-0000000000bb");
    home.serverName = QStringLiteral("Film school");
    home.account.displayName = QStringLiteral("马克");
    home.tokenInKeychain = false;
    stage.memory.others = {home};
    stage.window->showPage(PageId::Register);
    stage.window->showPage(PageId::Login);
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
}

void loginCertificate(Stage& stage) {
    Error error{.code = ErrorCode::TlsFailed};
    error.certificate = CertificateProblem::UnknownIssuer;
    stage.auth.servers.always(std::unexpected(error));
    stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://relay.studio.example"));
    QTRY_VERIFY(!stage.text("relayErrorLabel").isEmpty());
}

void relayStarting(Stage& stage) {
    stage.click("localRelayButton");
}

void relayFailed(Stage& stage) {
    stage.remember(true);
    stage.settings->setValue(QStringLiteral("localRelay/serverId"), studio().serverId);
    stage.window->begin();
    stage.relayRunner.end(QStringLiteral("No PostgreSQL server is installed. Install one (on Debian: apt install "
                                         "postgresql), or set DATABASE_URL."));
}

void registrationPending(Stage& stage) {
    stage.click("registerButton");
    stage.type("emailEdit", maya().email);
    stage.type("passwordEdit", QStringLiteral("correct horse battery"));
    stage.type("confirmEdit", QStringLiteral("correct horse battery"));
    stage.auth.registrations.next(failure(ErrorCode::AccountPending));
    stage.click("createAccountButton");
    QTRY_VERIFY(!stage.text("noteLabel").isEmpty());
}

void removing(Stage& stage) {
    loginAccounts(stage);
    stage.find<QToolButton>("savedAccountMenuButton2")
        ->menu()
        ->findChild<QAction*>(QStringLiteral("removeAccountAction"))
        ->trigger();
}

void registration(Stage& stage) {
    ServerInfo byInvitation = studio();
    byInvitation.registration = RegistrationMode::Invite;
    stage.auth.servers.always(byInvitation);
    stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://studio.example"));
    stage.click("registerButton");
    QTRY_VERIFY(stage.find<QLineEdit>("inviteCodeEdit")->isVisible());
    stage.type("displayNameEdit", maya().displayName);
    stage.type("emailEdit", QStringLiteral("maya@studio"));
    stage.type("passwordEdit", QStringLiteral("a long pass w0rd"));
    stage.type("confirmEdit", QStringLiteral("a long pass"));
    stage.click("createAccountButton");
}

void resetRefused(Stage& stage) {
    stage.type("emailEdit", maya().email);
    stage.click("codeButton");
    stage.type("codeEdit", QStringLiteral("7Q4F-KM2X-9TRA-B3CD"));
    stage.type("passwordEdit", QStringLiteral("correct horse battery"));
    stage.type("confirmEdit", QStringLiteral("correct horse battery"));
    stage.auth.resets.next(failure(ErrorCode::InvalidCredentials));
    stage.click("setPasswordButton");
    QTRY_VERIFY(!stage.text("errorLabel").isEmpty());
}

void empty(Stage& stage) {
    stage.signIn();
}

void reconnecting(Stage& stage) {
    stage.signIn();
    stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
}

void failures(Stage& stage) {
    stage.signIn();
    const QList<Job> failed{
        failedJob(1, JobFailure::ModerationBlocked, QStringLiteral("moderation_blocked"), Charged::No, false),
        failedJob(2, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true),
        failedJob(3, JobFailure::OutcomeUnknown, QStringLiteral("outcome_unknown"), Charged::Unknown, true),
        failedJob(4, JobFailure::TimedOut, QStringLiteral("timed_out"), Charged::Held, true)};
    QList<Job> before = failed;
    for (Job& job : before) {
        job.status = JobStatus::Processing;
        job.stage = JobStage::Checking;
    }
    before << someJob(
        9, JobStatus::Processing, JobStage::Checking, QStringLiteral("一只狐狸走过落雪的森林，柔和的晨光"));
    stage.events.tell(SnapshotEvent{before});
    for (const Job& job : failed) {
        stage.events.tell(JobFailedEvent{job});
    }
}

void queue(Stage& stage) {
    failures(stage);
    QList<Job> jobs;
    jobs << someJob(
        12, JobStatus::Processing, JobStage::Saving, QStringLiteral("Sunset over mountains, birds crossing the frame"));
    jobs.last().progress = 99;
    jobs.last().orientation = Orientation::Landscape;
    jobs << someJob(
        11, JobStatus::Processing, JobStage::Checking, QStringLiteral("@maya walks through a neon market in the rain"));
    jobs.last().charged = Charged::Held;
    jobs << someJob(10, JobStatus::Pending, JobStage::Queued, QStringLiteral("Old lighthouse, storm waves"));
    jobs << someJob(13, JobStatus::Pending, JobStage::Queued, QStringLiteral("Macro shot of frost growing on a leaf"));
    Queue line;
    for (Job& job : jobs) {
        job.priceMicroUsd = 800000;
        if (job.status == JobStatus::Pending) {
            line.waiting.append({.jobId = job.id,
                .stage = JobStage::Queued,
                .position = static_cast<int>(line.waiting.size()) + 1,
                .etaSeconds = 150 + 60 * static_cast<int>(line.waiting.size())});
        }
        stage.events.tell(JobProgressEvent{job});
    }
    stage.events.tell(QueueEvent{line});
    stage.window->showPage(PageId::Queue);
}

void queuePaused(Stage& stage) {
    queue(stage);
    Queue paused = *stage.creation->queue();
    paused.paused = true;
    stage.events.tell(QueueEvent{paused});
}

void queueEmpty(Stage& stage) {
    stage.signIn();
    stage.events.tell(QueueEvent{});
    stage.window->showPage(PageId::Queue);
}

void history(Stage& stage) {
    stage.signIn();
    Job done = someJob(19, JobStatus::Completed, JobStage::Done, QStringLiteral("Old lighthouse, storm waves"));
    done.videoId = done.id;
    done.finishedAt = stage.clock.time.addDays(-1);
    done.charged = Charged::Yes;
    done.priceMicroUsd = 1200000;
    Job canceled = someJob(20, JobStatus::Canceled, JobStage::Done, QStringLiteral("Paper city, pop-up book"));
    canceled.finishedAt = stage.clock.time.addSecs(-600);
    stage.relay.jobPages.next(Page<Job>{{canceled, done}, QStringLiteral("more")});
    stage.window->showPage(PageId::Queue);
    stage.click("historyChip");
    QTRY_VERIFY(!stage.queue->history().isEmpty());
}

void limited(Stage& stage) {
    Estimate estimate = someEstimate(800000);
    estimate.limits = someUsage().limits;
    estimate.refusal = Error{.code = ErrorCode::BudgetExhausted};
    estimate.refusal->limit = Limit{LimitName::MicroUsdPerMonth, 20000000, 19900000, 100000, someUsage().monthEndsAt};
    stage.relay.estimates.always(estimate);
    playProgress(stage);
    QTRY_VERIFY(stage.estimates->current());
}

void usage(Stage& stage) {
    Usage report = someUsage();
    report.nextCursor = QStringLiteral("more");
    stage.relay.usages.always(report);
    stage.signIn();
    QVERIFY(stage.chooseAccountAction("usageAction"));
    QTRY_VERIFY(stage.usage->usage());
}

void longPrompt(Stage& stage) {
    stage.signIn();
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(QStringLiteral("A paper boat crosses a puddle in the rain. ").repeated(30));
    stage.relay.creates.next(failure(ErrorCode::Unreachable));
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(QStringLiteral("A paper boat crosses a puddle in the rain. ").repeated(20));
    stage.click("generateButton");
    QTRY_VERIFY(!stage.text("messageLabel").isEmpty());
}

void offline(Stage& stage) {
    stage.memory.remembered = RememberedSession{
        QUrl(QStringLiteral("http://127.0.0.1:8787")), studio().serverId, studio().name, maya(), false, false};
    QVERIFY(stage.session->openOffline());
    QTRY_VERIFY_WITH_TIMEOUT(stage.library->isOpen(), 30000);
}

void galleryEmpty(Stage& stage) {
    stage.signIn();
    stage.window->showPage(PageId::Gallery);
    QTRY_COMPARE(stage.library->sync().state(), LibrarySync::State::Synced);
    QTRY_VERIFY(!stage.text("videosNumberLabel").isEmpty()); // which are counted after a moment
}

void galleryUnknown(Stage& stage) {
    stage.relay.videoPages.always(failure(ErrorCode::Unavailable));
    stage.signIn();
    stage.window->showPage(PageId::Gallery);
    QTRY_COMPARE(stage.library->sync().state(), LibrarySync::State::Failed);
    QTRY_VERIFY(!stage.text("videosNumberLabel").isEmpty()); // which are counted after a moment
}

void historyFound(Stage& stage) {
    history(stage);
    Job failed = failedJob(21, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
    failed.finishedAt = stage.clock.time.addSecs(-60);
    stage.relay.jobPages.next(Page<Job>{{failed}, {}});
    stage.click("failedChip");
    stage.find<QLineEdit>("searchEdit")->setText(QStringLiteral("fox"));
}

void anotherPrice(Stage& stage) {
    queue(stage);
    Job failed = failedJob(2, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
    Error changed{.code = ErrorCode::Conflict, .httpStatus = 409};
    changed.fieldErrors = {{QStringLiteral("expectedPriceMicroUsd"), QStringLiteral("price_changed"), {}}};
    stage.relay.estimates.always(someEstimate(1200000));
    stage.relay.retries.next(std::unexpected(changed));
    auto* card = stage.find<QueueList>("nowList")->card(failed.id);
    card->findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
    QTRY_VERIFY(card->statusText().contains(QStringLiteral("1")));
}

void remix(Stage& stage) {
    VideoModel model = paperStudio();
    model.maxCount = 4;
    model.remix = true;
    model.pricePerSecondMicroUsd = 100000;
    stage.relay.modelLists.always(QList<VideoModel>{model});
    stage.signIn();
    Video parent;
    parent.id = QStringLiteral("0195f000-0000-7000-8000-000000000b01");
    parent.model = model.id;
    parent.orientation = Orientation::Landscape;
    stage.find<CreatePage>("createPage")->recall(remixOf(parent));
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(QStringLiteral("The same by night, with lanterns on the water"));
}

void person(Stage& stage) {
    QImage picture(160, 90, QImage::Format_RGB32);
    picture.fill(QColor(58, 92, 110));
    QBuffer jpeg;
    jpeg.open(QIODevice::WriteOnly);
    picture.save(&jpeg, "JPEG");
    stage.peopleApi.poster = jpeg.data();
    stage.peopleApi.persons.insert(QStringLiteral("noor"), {.handle = QStringLiteral("noor"),
                                                               .displayName = QStringLiteral("Noor Haddad"),
                                                               .videos = 3,
                                                               .followers = 1280,
                                                               .following = 2});
    for (int i = 1; i <= 3; ++i) {
        PublishedVideo one;
        one.video.id = QStringLiteral("0195f000-0000-7000-8000-000000000c0%1").arg(i);
        one.video.prompt = QStringLiteral("A paper boat in the rain");
        one.video.size = i == 2 ? QSize(720, 1280) : QSize(1280, 720);
        one.video.orientation = i == 2 ? Orientation::Portrait : Orientation::Landscape;
        one.video.seconds = 8;
        stage.peopleApi.shown[QStringLiteral("noor")].append(one);
    }
    stage.signIn();
    stage.window->showPage(PageId::Person);
    stage.find<PersonPage>("personPage")->open(QStringLiteral("noor"), QStringLiteral("maya"));
    QTRY_VERIFY(stage.find<QPushButton>("moreButton")->isVisible());
}

void personUnknown(Stage& stage) {
    stage.signIn();
    stage.window->showPage(PageId::Person);
    stage.find<PersonPage>("personPage")->open(QStringLiteral("nobody"), QStringLiteral("maya"));
    QTRY_VERIFY(!stage.text("problemLabel").isEmpty());
}

} // namespace

void playProgress(Stage& stage) {
    stage.signIn();
    QList<Job> jobs;
    jobs << someJob(3, JobStatus::Processing, JobStage::Generating,
        QStringLiteral("A cat playing piano in a smoky jazz club, 35mm film"));
    jobs.last().progress = 36;
    jobs.last().etaSeconds = 110;
    jobs << someJob(2, JobStatus::Processing, JobStage::Saving,
        QStringLiteral("Sunset over mountains, birds crossing the frame, the kind of light that one remembers for "
                       "years afterwards"));
    jobs.last().progress = 99;
    jobs.last().orientation = Orientation::Landscape;
    jobs << someJob(
        1, JobStatus::Pending, JobStage::Queued, QStringLiteral("Old lighthouse, storm waves, slow dolly in"));
    jobs.last().position = 2;
    stage.events.tell(SnapshotEvent{jobs});
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(QStringLiteral(
            "Maya walks through a neon market in the rain, umbrellas overhead, shallow focus, slow push-in"));
}

void playEverything(Stage& stage) {
    VideoModel able = paperStudio();
    able.maxCount = 4;
    able.maxCameos = 3;
    able.referenceImage = true;
    able.negativePrompt = true;
    able.seed = true;
    able.pricePerSecondMicroUsd = 100000;
    able.sizes.insert(Orientation::Portrait, {QStringLiteral("720x1280"), QStringLiteral("1024x1792")});
    stage.relay.modelLists.always(QList<VideoModel>{able});
    for (const char* name : {"Grandma", "Rusty", "Otto", "Maya"}) {
        const QString text = QString::fromLatin1(name);
        stage.relay.cameoList << Cameo{QStringLiteral("id-") + text, text.toLower(), text, {}, {}};
    }
    playProgress(stage);
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(
            QStringLiteral("@maya walks through a neon market in the rain, umbrellas overhead, shallow focus"));
    QMenu* menu = stage.find<QPushButton>("moreChip")->menu();
    emit menu->aboutToShow();
    menu->findChild<QAction*>(QStringLiteral("optionsAction"))->trigger();
    stage.drafts->startAnother();
    stage.drafts->choose(0);
}

const std::vector<LookScene>& lookScenes() {
    static const std::vector<LookScene> list = [] {
        std::vector<LookScene> all{{"login", login}, {"login-failed", wrongPassword},
            {"login-unreachable", loginUnreachable}, {"login-accounts", loginAccounts},
            {"login-certificate", loginCertificate}, {"relay-starting", relayStarting}, {"relay-failed", relayFailed},
            {"register-pending", registrationPending}, {"removing", removing}, {"register", registration},
            {"reset-refused", resetRefused}, {"empty", empty}, {"reconnecting", reconnecting},
            {"progress", playProgress}, {"everything", playEverything}, {"failures", failures},
            {"long-prompt", longPrompt}, {"offline", offline}, {"queue", queue}, {"queue-paused", queuePaused},
            {"queue-empty", queueEmpty}, {"history", history}, {"limited", limited}, {"usage", usage},
            {"gallery-empty", galleryEmpty}, {"gallery-unknown", galleryUnknown}, {"history-found", historyFound},
            {"another-price", anotherPrice}, {"remix", remix}, {"person", person}, {"person-unknown", personUnknown}};
        for (const std::vector<LookScene>* more : {&lookNotices(), &lookLibrary()}) {
            all.insert(all.end(), more->begin(), more->end());
        }
        return all;
    }();
    return list;
}

} // namespace kinora::tests
