#include "app/Tray.h"

#include "client/support/FakeRelayApi.h"
#include "core/Clock.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

Job ready(int number) {
    Job job;
    job.id = QStringLiteral("job%1").arg(number);
    job.videoId = QStringLiteral("video%1").arg(number);
    job.status = JobStatus::Completed;
    job.prompt = QStringLiteral("Salt & pepper %1").arg(number);
    return job;
}

} // namespace

class TrayTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    FakeRelayApi m_relay;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    std::unique_ptr<Tray> m_tray;

    QStringList entries() const {
        QStringList texts;
        for (const QAction* action : m_tray->menu().actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }

private slots:
    void init() {
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(m_relay, *m_events, m_clock);
        m_tray = std::make_unique<Tray>(*m_creation);
    }
    void cleanup() {
        m_tray.reset();
        m_creation.reset();
        m_events.reset();
    }

    void theLastVideosCanBeWatched() {
        QCOMPARE(entries(), (QStringList{QStringLiteral("Show Kinora"), QStringLiteral("Quit")}));
        for (int i = 1; i <= 4; ++i)
            m_tray->offer(ready(i));
        QCOMPARE(entries().size(), 5);
        QCOMPARE(entries().value(1), QStringLiteral("Watch “Salt && pepper 4”"));
        QCOMPARE(entries().value(3), QStringLiteral("Watch “Salt && pepper 2”"));
        QSignalSpy opened(m_tray.get(), &Tray::openRequested);
        m_tray->menu().actions().at(3)->trigger(); // behind a line
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Player);
        QCOMPARE(opened.first().at(1).toString(), QStringLiteral("video3"));
    }

    void anotherAccountDoesNotSeeThem() {
        m_tray->offer(ready(1));
        m_creation->close();
        QCOMPARE(entries().size(), 2);
    }

    void itsEntriesSayWhatToDo() {
        QSignalSpy show(m_tray.get(), &Tray::showRequested);
        QSignalSpy quit(m_tray.get(), &Tray::quitRequested);
        m_tray->menu().actions().first()->trigger();
        m_tray->menu().actions().last()->trigger();
        QCOMPARE(show.size(), 1);
        QCOMPARE(quit.size(), 1);
    }
};

KINORA_QT_TEST(TrayTest)
#include "TrayTest.moc"
