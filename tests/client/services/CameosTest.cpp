#include "services/Cameos.h"

#include "CreationFakes.h"
#include "client/support/FakeCameoApi.h"
#include "core/Receive.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

namespace {

Cameo named(const char* id, const QString& imageUrl = {}) {
    const QString text = QString::fromLatin1(id);
    return {text, text, text, {}, imageUrl};
}

} // namespace

class CameosTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    JobsRelay m_jobs;
    FakePendingSubmissions m_submissions;
    FakeJobCache m_cache;
    FakeCameoApi m_relay;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    std::unique_ptr<Cameos> m_cameos;

private slots:
    void init() {
        m_relay = {};
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(m_jobs, *m_events, m_clock);
        m_cameos = std::make_unique<Cameos>(m_relay, *m_creation);
        m_creation->open(m_submissions, m_cache, true);
    }
    void cleanup() {
        m_cameos.reset();
        m_creation.reset();
    }

    void areReadWhenTheConnectionIsThere() {
        m_relay.list = {named("otto", QStringLiteral("/api/v1/cameos/otto/image?v=1")), named("maya")};
        m_events->enter(RelayEvents::State::Open);
        QTRY_COMPARE(m_cameos->list().size(), 2);
        QCOMPARE(m_cameos->list().first().handle, QStringLiteral("maya")); // the first that was made
        QTRY_COMPARE(m_relay.imagesAsked, QStringList{QStringLiteral("otto")});
        QVERIFY(m_cameos->picture(QStringLiteral("otto")).isNull()); // what came was none
        m_creation->close();
        QVERIFY(m_cameos->list().isEmpty());
    }

    void aPictureGoesFirst() {
        QImage picture(4, 4, QImage::Format_RGB32);
        picture.fill(Qt::red);
        const CameoEdit edit{.handle = QStringLiteral("maya"), .name = QStringLiteral("Maya"), .description = {}};
        (void)m_cameos->save({}, edit, picture);
        QTRY_COMPARE(m_cameos->list().size(), 1);
        QCOMPARE(m_relay.lastEdit.imageId, std::optional(QStringLiteral("u1")));
        m_relay.uploadFailure = Error{.code = ErrorCode::Unreachable};
        m_relay.lastEdit = {};
        bool failed = false;
        receive(m_cameos->save({}, edit, picture), this, [&failed](const Result<Cameo>& saved) { failed = !saved; });
        QTRY_VERIFY(failed);
        QVERIFY(m_relay.lastEdit.handle.isEmpty()); // nothing is half made
    }

    void whatIsGoneElsewhereIsGone() {
        m_relay.list = {named("maya")};
        m_events->enter(RelayEvents::State::Open);
        QTRY_COMPARE(m_cameos->list().size(), 1);
        bool removed = false;
        receive(m_cameos->remove(QStringLiteral("maya")), this,
            [&removed](const Result<void>& answer) { removed = answer.has_value(); });
        QTRY_VERIFY(removed);
        QVERIFY(m_cameos->list().isEmpty());
    }
};

KINORA_QT_TEST(CameosTest)
#include "CameosTest.moc"
