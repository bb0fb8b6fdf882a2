// Every page in its states: nothing is cut off in any language, down to the smallest window, read from either side, and
// a language chosen while it is shown leaves no word of the one before. With KINORA_SCREENSHOTS=<folder> the pictures
// of all of them are left there instead (see tests/e2e/pictures); QT_SCALE_FACTOR=2 makes them at 200 %.
#include "LookLanguage.h"
#include "Stage.h"
#include "gui/shell/AccountBox.h"
#include "gui/widgets/LineEdit.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

#include <vector>

using namespace kinora;
using namespace kinora::tests;

namespace {

using Play = void (*)(Stage&);

struct LookScene {
    const char* name;
    Play play;
};

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

void empty(Stage& stage) {
    stage.signIn();
}

void reconnecting(Stage& stage) {
    stage.signIn();
    stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
}

void progress(Stage& stage) {
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

void everything(Stage& stage) {
    VideoModel able = paperStudio();
    able.maxCount = 4;
    able.maxCameos = 3;
    able.referenceImage = true;
    able.negativePrompt = true;
    able.seed = true;
    able.pricePerSecondMicroUsd = 100000;
    stage.relay.modelLists.always(QList<VideoModel>{able});
    for (const char* name : {"Grandma", "Rusty", "Otto", "Maya"}) {
        const QString text = QString::fromLatin1(name);
        stage.relay.cameoList << Cameo{QStringLiteral("id-") + text, text.toLower(), text, {}, {}};
    }
    progress(stage);
    stage.find<QPlainTextEdit>("promptEdit")
        ->setPlainText(
            QStringLiteral("@maya walks through a neon market in the rain, umbrellas overhead, shallow focus"));
    QMenu* menu = stage.find<QPushButton>("moreChip")->menu();
    emit menu->aboutToShow();
    menu->findChild<QAction*>(QStringLiteral("optionsAction"))->trigger();
    stage.drafts->startAnother();
    stage.drafts->choose(0);
}

void cameoDialog(Stage& stage) {
    everything(stage);
    stage.click("addCameoButton");
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
            line.waiting.append({job.id, JobStage::Queued, static_cast<int>(line.waiting.size()) + 1});
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
    progress(stage);
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
}

void settings(Stage& stage) {
    stage.signIn();
    stage.window->showPage(PageId::Settings);
}

const std::vector<LookScene>& scenes() {
    static const std::vector<LookScene> list{{"login", login}, {"login-failed", wrongPassword},
        {"login-unreachable", loginUnreachable}, {"login-accounts", loginAccounts},
        {"login-certificate", loginCertificate}, {"relay-starting", relayStarting}, {"relay-failed", relayFailed},
        {"register-pending", registrationPending}, {"removing", removing}, {"register", registration}, {"empty", empty},
        {"reconnecting", reconnecting}, {"progress", progress}, {"everything", everything},
        {"cameo-dialog", cameoDialog}, {"failures", failures}, {"long-prompt", longPrompt}, {"offline", offline},
        {"queue", queue}, {"queue-paused", queuePaused}, {"queue-empty", queueEmpty}, {"history", history},
        {"limited", limited}, {"usage", usage}, {"settings", settings}};
    return list;
}

// A sentence for each visible text that has less room than it needs.
QStringList clipped(const QWidget& window) {
    QStringList found;
    const auto name = [](const QWidget& widget, const QString& text) {
        return QStringLiteral("%1 “%2”").arg(widget.objectName(), text);
    };
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty()) {
            continue;
        }
        const bool tooNarrow = !label->wordWrap() && label->width() < label->sizeHint().width();
        const bool tooLow = label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                              : label->height() < label->sizeHint().height();
        if (tooNarrow || tooLow) {
            found << name(*label, label->text());
        }
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty() &&
            button->objectName() != QLatin1String("accountButton") && button->width() < button->sizeHint().width()) {
            found << name(*button, button->text());
        }
    }
    return found;
}

// Every word of a window, each with who says it. Numbers may differ from one moment to the next.
QStringList words(const QWidget& window) {
    static const QRegularExpression digits(QStringLiteral("[0-9]+"));
    QStringList found;
    const auto add = [&](const QWidget& widget, const char* what, QString text) {
        if (!text.isEmpty()) {
            found << QStringLiteral("%1.%2: %3")
                         .arg(widget.objectName(), QLatin1String(what), text.replace(digits, QStringLiteral("0")));
        }
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        // A dialog is closed before one gets to the settings, and what is hidden is written anew when it is shown.
        if (widget->window() != &window || !widget->isVisible()) {
            continue;
        }
        add(*widget, "tip", widget->toolTip());
        add(*widget, "name", widget->accessibleName());
        add(*widget, "description", widget->accessibleDescription());
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            // How much of a prompt is shown depends on the room, not on the language.
            add(*widget, "text", label->text().endsWith(QChar(0x2026)) ? QString() : label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            add(*widget, "text", button->text());
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
            add(*widget, "placeholder", edit->placeholderText());
        }
    }
    found.sort();
    return found;
}

void settle() {
    for (int i = 0; i < 5; ++i) {
        QApplication::processEvents();
    }
}

} // namespace

class LookTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsCutOff_data() {
        QTest::addColumn<int>("scene");
        QTest::addColumn<QString>("language");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        const bool looking = !screenshots().isEmpty();
        const QList<std::pair<const char*, ThemeChoice>> themes{
            {"dark", ThemeChoice::Dark}, {"light", ThemeChoice::Light}, {"contrast", ThemeChoice::HighContrast}};
        const QList<QSize> sizes = looking ? QList<QSize>{QSize(960, 600), QSize(1280, 800), QSize(1920, 1080)}
                                           : QList<QSize>{QSize(1280, 800), QSize(900, 600)};
        for (size_t scene = 0; scene < scenes().size(); ++scene) {
            for (const char* language : LookLanguage::all) {
                for (const auto& [themeName, theme] : themes) {
                    // Words do not depend on colours: the other themes are only for looking at, contrast in English.
                    const bool wanted = theme == ThemeChoice::Dark ||
                                        (looking && (theme == ThemeChoice::Light || qstrcmp(language, "en") == 0));
                    for (const QSize& size : wanted ? sizes : QList<QSize>()) {
                        // Every language where there is the least room, the longest and the first one also in a usual
                        // window.
                        const bool roomy = size.width() != 900;
                        const bool usual = qstrcmp(language, "en") == 0 || qstrcmp(language, "pseudo") == 0;
                        if (!looking && roomy && !usual) {
                            continue;
                        }
                        QTest::addRow("%s-%s-%s-%d", scenes().at(scene).name, language, themeName, size.width())
                            << static_cast<int>(scene) << QString::fromLatin1(language) << theme << size;
                    }
                }
            }
        }
    }

    void nothingIsCutOff() {
        QFETCH(int, scene);
        QFETCH(QString, language);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        Stage stage(theme);
        const LookLanguage spoken(stage.language, language);
        stage.window->resize(size);
        scenes().at(static_cast<size_t>(scene)).play(stage);
        if (QTest::currentTestFailed()) {
            return;
        }
        settle();
        QCOMPARE(stage.window->size(), size);
        for (const auto* box : stage.window->findChildren<AccountBox*>()) {
            const bool whole =
                box->height() >= box->sizeHint().height() && box->parentWidget()->rect().contains(box->geometry());
            QVERIFY2(whole || !box->isVisible(), qPrintable(box->objectName()));
        }
        if (!screenshots().isEmpty()) {
            const QString file = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
            QPixmap picture = stage.window->grab();
            if (QWidget* dialog = QApplication::activeModalWidget()) {
                QPainter(&picture).drawPixmap((picture.deviceIndependentSize().toSize().width() - dialog->width()) / 2,
                    (picture.deviceIndependentSize().toSize().height() - dialog->height()) / 2, dialog->grab());
            }
            QVERIFY(picture.save(QDir(screenshots()).filePath(file)));
        }
        const QStringList found = clipped(*stage.window);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
    }

    void languageSwitchesLive_data() {
        QTest::addColumn<int>("scene");
        for (size_t scene = 0; scene < scenes().size(); ++scene) {
            QTest::newRow(scenes().at(scene).name) << static_cast<int>(scene);
        }
    }

    void languageSwitchesLive() {
        QFETCH(int, scene);
        const auto said = [scene](const QString& first, const QString& then) {
            Stage stage;
            stage.language.use(first);
            scenes().at(static_cast<size_t>(scene)).play(stage);
            settle();
            stage.language.setChoice(then);
            settle();
            return words(*stage.window);
        };
        const QStringList fresh = said(QStringLiteral("de"), QStringLiteral("de"));
        const QStringList switched = said(QStringLiteral("en"), QStringLiteral("de"));
        QStringList wrong;
        for (const QString& one : switched) {
            if (!fresh.contains(one)) {
                wrong << one;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral("; "))));
        QCOMPARE(switched, fresh);
    }

private:
    static QString screenshots() { return qEnvironmentVariable("KINORA_SCREENSHOTS"); }
};

KINORA_QT_TEST(LookTest)
#include "LookTest.moc"
