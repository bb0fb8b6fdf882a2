#include "services/DraftService.h"

#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace kinora;

namespace {

class MemoryDrafts final : public DraftStore {
public:
    std::optional<DraftSet> stored;
    std::optional<Error> loadFailure;
    std::optional<Error> saveFailure;
    int saves = 0;
    int setAsides = 0;

    [[nodiscard]] Draft current() const { return stored ? stored->open.value(stored->current) : Draft(); }

    [[nodiscard]] QFuture<Result<std::optional<DraftSet>>> load() override {
        if (loadFailure)
            return readyResult(Result<std::optional<DraftSet>>(Failure(*loadFailure)));
        return readyResult(Result<std::optional<DraftSet>>(stored));
    }
    [[nodiscard]] QFuture<Result<void>> save(const DraftSet& drafts) override {
        ++saves;
        if (saveFailure)
            return readyResult(Result<void>(Failure(*saveFailure)));
        stored = drafts;
        return readyResult(Result<void>());
    }
    [[nodiscard]] QFuture<Result<void>> setAside() override {
        ++setAsides;
        if (saveFailure)
            return readyResult(Result<void>(Failure(*saveFailure)));
        stored.reset();
        loadFailure.reset();
        return readyResult(Result<void>());
    }
};

Draft draftOf(const char* prompt) {
    return {.prompt = QString::fromLatin1(prompt), .orientation = Orientation::Landscape};
}

} // namespace

class DraftServiceTest : public QObject {
    Q_OBJECT

    MemoryDrafts m_store;
    std::unique_ptr<DraftService> m_drafts;

private slots:
    void init() {
        m_store = {};
        m_drafts = std::make_unique<DraftService>();
    }
    void cleanup() { m_drafts.reset(); }

    void comesBackAfterARestart() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("half a sent"));
        m_drafts.reset(); // the app ends at once
        m_drafts = std::make_unique<DraftService>();
        QSignalSpy loaded(m_drafts.get(), &DraftService::loaded);
        m_drafts->open(m_store);
        QTRY_COMPARE(loaded.size(), 1);
        QCOMPARE(m_drafts->draft(), draftOf("half a sent"));
    }

    void typingIsStoredALittleLater() {
        m_drafts->open(m_store);
        for (const char* text : {"a", "ab", "abc"})
            m_drafts->edit(draftOf(text));
        QCOMPARE(m_store.saves, 0);
        QTRY_COMPARE(m_store.saves, 1);
        QCOMPARE(m_store.current(), draftOf("abc"));
    }

    void whoeverTypesWithoutAPauseIsStoredToo() {
        m_drafts->open(m_store);
        QTimer typist;
        QString text;
        connect(&typist, &QTimer::timeout, this, [&] {
            text += u'x';
            m_drafts->edit({.prompt = text});
        });
        typist.start(DraftService::saveDelay / 20);
        QTRY_VERIFY(m_store.saves >= 2);
        QVERIFY(typist.isActive());
    }

    void whatIsTypedWhileTheStoreIsReadWins() {
        m_store.stored = DraftSet{.open = {draftOf("old")}};
        QSignalSpy loaded(m_drafts.get(), &DraftService::loaded);
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("new"));
        m_drafts->flush();
        QTRY_COMPARE(m_store.current(), draftOf("new"));
        QCoreApplication::processEvents();
        QCOMPARE(m_drafts->draft(), draftOf("new"));
    }

    void survivesSigningOut() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("unsent"));
        m_drafts->close();
        QCOMPARE(m_store.current(), draftOf("unsent"));
        QCOMPARE(m_drafts->draft(), draftOf("unsent"));
        m_drafts->open(m_store);
        QCoreApplication::processEvents();
        QCOMPARE(m_drafts->draft(), draftOf("unsent"));
    }

    void anotherAccountDoesNotSeeIt() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("mine"));
        m_drafts->close();
        MemoryDrafts other;
        QSignalSpy loaded(m_drafts.get(), &DraftService::loaded);
        m_drafts->open(other);
        QTRY_COMPARE(loaded.size(), 1);
        QCOMPARE(m_drafts->draft(), Draft{});
        m_drafts->close();
    }

    void whatCannotBeReadIsNotWrittenOver() {
        m_drafts->open(m_store);
        m_drafts->savePreset(QStringLiteral("mine"));
        m_drafts->edit(draftOf("also mine"));
        m_drafts->close();
        MemoryDrafts other;
        other.stored = DraftSet{.open = {draftOf("theirs")}, .presets = {Preset{QStringLiteral("their own"), {}}}};
        const DraftSet theirs = *other.stored;
        other.loadFailure = Error{.code = ErrorCode::FileFailed};
        QSignalSpy loaded(m_drafts.get(), &DraftService::loaded);
        QSignalSpy failed(m_drafts.get(), &DraftService::saveFailed);
        m_drafts->open(other);
        QCOMPARE(m_drafts->set(), DraftSet());
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(failed.size(), 1);
        m_drafts->edit(draftOf("typed"));
        m_drafts->savePreset(QStringLiteral("new"));
        QCOMPARE(failed.size(), 2);
        QCOMPARE(*other.stored, theirs);
        QCOMPARE(other.setAsides, 0);
        // It can be read again: nothing of either is gone, and what was typed is in front.
        other.loadFailure.reset();
        m_drafts->edit(draftOf("typed on"));
        m_drafts->flush();
        QCOMPARE(m_drafts->draft(), draftOf("typed on"));
        QCOMPARE(other.stored->open, (QList<Draft>{draftOf("theirs"), draftOf("typed on")}));
        QCOMPARE(other.stored->presets.size(), 2);
        QCOMPARE(*other.stored, m_drafts->set());
        m_drafts->close();
    }

    void whatIsDamagedIsSetAside() {
        m_store.stored = DraftSet{.open = {draftOf("unreadable")}};
        m_store.loadFailure = Error{.code = ErrorCode::CorruptFile};
        m_store.saveFailure = Error{.code = ErrorCode::DiskFull};
        QSignalSpy damaged(m_drafts.get(), &DraftService::damaged);
        QSignalSpy failed(m_drafts.get(), &DraftService::saveFailed);
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("typed"));
        QTRY_COMPARE(failed.size(), 1); // no room to set it aside: it stays where it is
        QCOMPARE(m_store.current(), draftOf("unreadable"));
        m_store.saveFailure.reset();
        m_drafts->flush();
        QTRY_COMPARE(damaged.size(), 1);
        QTRY_COMPARE(m_store.current(), draftOf("typed"));
        QCOMPARE(m_store.setAsides, 2);
        QCOMPARE(m_drafts->draft(), draftOf("typed"));
    }

    void sendingEmptiesThePromptAndKeepsTheOptions() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf(" sent "));
        m_drafts->submitted(draftOf("sent"));
        QCOMPARE(m_drafts->draft().prompt, QString());
        QCOMPARE(m_drafts->draft().orientation, Orientation::Landscape);
        QCOMPARE(m_store.current(), m_drafts->draft());
    }

    void whatWasTypedAfterSendingStays() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("the next one"));
        m_drafts->submitted(draftOf("sent"));
        QCOMPARE(m_drafts->draft().prompt, QStringLiteral("the next one"));
    }

    void aFullDiskIsSaidAndTriedAgain() {
        m_drafts->open(m_store);
        QSignalSpy failed(m_drafts.get(), &DraftService::saveFailed);
        m_store.saveFailure = Error{.code = ErrorCode::DiskFull};
        m_drafts->edit(draftOf("a"));
        m_drafts->flush();
        QTRY_COMPARE(failed.size(), 1);
        m_store.saveFailure.reset();
        m_drafts->flush();
        QCOMPARE(m_store.current(), draftOf("a"));
    }

    void severalPromptsAreKeptSideBySide() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("one"));
        QSignalSpy loaded(m_drafts.get(), &DraftService::loaded);
        m_drafts->startAnother();
        QCOMPARE(loaded.size(), 1);
        QVERIFY(m_drafts->draft().prompt.isEmpty());
        QCOMPARE(m_drafts->draft().orientation, Orientation::Landscape); // as the one before
        m_drafts->edit(draftOf("two"));
        m_drafts->choose(0);
        QCOMPARE(m_drafts->draft(), draftOf("one"));
        m_drafts.reset();
        m_drafts = std::make_unique<DraftService>();
        m_drafts->open(m_store);
        QTRY_COMPARE(m_drafts->set().open.size(), 2);
        QCOMPARE(m_drafts->draft(), draftOf("one"));
        m_drafts->discard(0);
        QCOMPARE(m_drafts->draft(), draftOf("two"));
        m_drafts->discard(0);
        QCOMPARE(m_drafts->set().open.size(), 1); // there is always one
        QVERIFY(m_drafts->draft().prompt.isEmpty());
        m_drafts->startAnother();
        QCOMPARE(m_drafts->set().open.size(), 1); // an empty one is there already
    }

    void whatComesFromElsewhereAlwaysHasAPlace() {
        m_drafts->open(m_store);
        for (int i = 0; i < DraftService::mostOpen; ++i) {
            m_drafts->startAnother();
            m_drafts->edit(draftOf(qPrintable(QString::number(i))));
        }
        m_drafts->startAnother(); // a person has enough of them
        QCOMPARE(m_drafts->set().open.size(), DraftService::mostOpen);
        m_drafts->makeRoom();
        QCOMPARE(m_drafts->set().open.size(), DraftService::mostOpen + 1);
        QVERIFY(m_drafts->draft().prompt.isEmpty());
        m_drafts->edit(draftOf("from elsewhere"));
        for (int i = 0; i < DraftService::mostOpen; ++i)
            QCOMPARE(m_drafts->set().open.at(i).prompt, QString::number(i));
        m_drafts.reset();
        m_drafts = std::make_unique<DraftService>();
        m_drafts->open(m_store);
        QTRY_COMPARE(m_drafts->set().open.size(), DraftService::mostOpen + 1);
    }

    void whatWasSentIsRemembered() {
        m_drafts->open(m_store);
        for (const char* text : {"first", "second", "first"}) {
            m_drafts->edit(draftOf(text));
            m_drafts->submitted(draftOf(text));
        }
        QCOMPARE(m_store.stored->sent.size(), 2);
        QCOMPARE(m_store.stored->sent.first().prompt, QStringLiteral("first"));
    }

    void anotherPromptIsNotTheOneThatWasSent() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("sent"));
        m_drafts->startAnother();
        m_drafts->edit(draftOf("next"));
        m_drafts->submitted(draftOf("sent")); // its answer came late
        QCOMPARE(m_drafts->draft(), draftOf("next"));
        QCOMPARE(m_drafts->set().open.size(), 1);
    }

    void presetsAreOptionsUnderAName() {
        m_drafts->open(m_store);
        m_drafts->edit(draftOf("words"));
        m_drafts->savePreset(QStringLiteral("wide"));
        m_drafts->savePreset(QStringLiteral("alpha"));
        m_drafts->savePreset(QStringLiteral("wide"));
        QCOMPARE(m_drafts->set().presets.size(), 2);
        QCOMPARE(m_drafts->set().presets.first().name, QStringLiteral("alpha"));
        QVERIFY(m_drafts->set().presets.last().options.prompt.isEmpty());
        m_drafts->edit({.prompt = QStringLiteral("other words")});
        m_drafts->usePreset(QStringLiteral("wide"));
        QCOMPARE(m_drafts->draft().prompt, QStringLiteral("other words"));
        QCOMPARE(m_drafts->draft().orientation, Orientation::Landscape);
        m_drafts->removePreset(QStringLiteral("wide"));
        QCOMPARE(m_drafts->set().presets.size(), 1);
        m_drafts->flush();
        QCOMPARE(*m_store.stored, m_drafts->set());
    }
};

KINORA_QT_TEST(DraftServiceTest)
#include "DraftServiceTest.moc"
