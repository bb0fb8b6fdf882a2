// Each crash happens in a child of the test, in its ways.
#include "app/CrashLog.h"

#include "app/GuardedApplication.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <exception>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace kinora;

class CrashLogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// What the child left; nothing is left of its output.
    template <class Crash>
    std::optional<QString> noteOf(Crash crash) const {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit noCore{.rlim_cur = 0, .rlim_max = 0};
            ::setrlimit(RLIMIT_CORE, &noCore);
            static_cast<void>(!::freopen("/dev/null", "w", stderr));
            qInstallMessageHandler(nullptr); // QTest's would fail the test in here
            CrashLog::install(m_folder.path());
            crash();
            ::_exit(0);
        }
        int status = 0;
        constexpr int longestMs = 60000;
        if (child < 0)
            return std::nullopt;
        if (!QTest::qWaitFor([child, &status] { return ::waitpid(child, &status, WNOHANG) == child; }, longestMs)) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
            static_cast<void>(CrashLog::takeLast(m_folder.path()));
            return std::nullopt;
        }
        m_signaled = WIFSIGNALED(status);
        return CrashLog::takeLast(m_folder.path());
    }
    mutable bool m_signaled = false;

private slots:
    void aSignalIsNamed() {
        const auto note = noteOf([] { ::raise(SIGSEGV); });
        QVERIFY(note.has_value());
        QVERIFY2(note->startsWith(QStringLiteral("Signal: SIGSEGV")), qPrintable(*note));
        QVERIFY2(note->count(u'\n') > 3, qPrintable(*note)); // and where it was
        QVERIFY2(m_signaled, "the system must see the crash too");
        QVERIFY2(!CrashLog::takeLast(m_folder.path()), "found once");
    }

    void aFailedAssertionLeavesItsWords() {
        const auto note = noteOf([] { qFatal("ASSERT: \"%s\" in file x.cpp", "m_open"); });
        QVERIFY(note.has_value());
        QVERIFY2(note->startsWith(QStringLiteral("Fatal: ASSERT: \"m_open\" in file x.cpp")), qPrintable(*note));
        QVERIFY(m_signaled);
    }

    void anExceptionThatNobodyCaughtIsNamed() {
        const auto note = noteOf([] {
            try {
                throw std::runtime_error("out of paper");
            } catch (...) {
                std::terminate(); // as the runtime does where nobody catches
            }
        });
        QVERIFY(note.has_value());
        QVERIFY2(note->startsWith(QStringLiteral("Exception: out of paper")), qPrintable(*note));
    }

    void namesAreLookedUpWhereTheyCanBe() {
        const auto note = noteOf([] { ::raise(SIGSEGV); });
        QVERIFY(note.has_value());
        static const QRegularExpression named(
            QStringLiteral(R"(\n\S*/libc\.so\S*\(\w+\+0x[0-9a-f]+\) ?\[0x[0-9a-f]+\])"));
        QVERIFY2(note->contains(named), qPrintable(*note));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList());
    }

    void aCrashInAModuleThatIsBeingLoadedIsNamed() {
        const auto note = noteOf([] { ::dlopen(KINORA_STUCK_MODULE, RTLD_NOW); });
        QVERIFY(note.has_value());
        QVERIFY2(note->contains(QStringLiteral(KINORA_STUCK_MODULE "(")), qPrintable(*note));
        QVERIFY(m_signaled);
    }

    void aCrashBesideAModuleThatIsBeingLoadedIsNamed() {
        const auto note = noteOf([] {
            std::array<int, 2> said{};
            static_cast<void>(!::pipe(said.data()));
            qputenv("KINORA_TEST_PIPE", QByteArray::number(said[1]));
            // For good, as one does that waits for what the crashed thread holds.
            std::thread loader([] { ::dlopen(KINORA_STUCK_MODULE, RTLD_NOW); });
            char here = 0;
            if (::read(said[0], &here, 1) == 1)
                ::raise(SIGSEGV);
            loader.join();
        });
        QVERIFY2(note.has_value(), "the process does not end");
        QVERIFY2(note->startsWith(QStringLiteral("Signal: SIGSEGV")), qPrintable(*note));
        static const QRegularExpression place(
            QStringLiteral(R"(\n\S*/client_app_gui_tests\(\+0x[0-9a-f]+\)\[0x[0-9a-f]+\])"));
        QVERIFY2(note->contains(place), qPrintable(*note));
        QVERIFY(m_signaled);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList());
    }

    void endingInOrderLeavesNothing() {
        QVERIFY(!noteOf([] {}));
        QVERIFY(!m_signaled);
    }

    void beingKilledLeavesNothing() {
        QVERIFY(!noteOf([] { ::raise(SIGKILL); }));
        QVERIFY(m_signaled);
    }

    void anExceptionInAHandlerEndsThatHandlerOnly() {
        QStringList caught;
        const auto note = [&caught](const QString& what) {
            caught << what;
        };
        QVERIFY(runGuarded([] { return true; }, note));
        QVERIFY(!runGuarded([]() -> bool { throw std::out_of_range("row 7"); }, note));
        QVERIFY(!runGuarded([]() -> bool { throw 7; }, note));
        QCOMPARE(caught, (QStringList{QStringLiteral("row 7"), QStringLiteral("not a std::exception")}));
    }

    void theEventLoopGoesOnAfterAnException() {
        QProcess app;
        app.start(QStringLiteral(KINORA_BIN_DIR "/client_throwing_app"), QStringList());
        QVERIFY(app.waitForFinished());
        QCOMPARE(app.exitStatus(), QProcess::NormalExit);
        QCOMPARE(app.exitCode(), 0);
        QCOMPARE(app.readAllStandardOutput(), QByteArray("caught: row 7\ngoes on\n"));
    }
};

KINORA_QT_TEST(CrashLogTest)
#include "CrashLogTest.moc"
