#include "core/Receive.h"

#include "support/QtTestMain.h"

#include <QTest>

#include <memory>

using namespace kinora;

class ReceiveTest : public QObject {
    Q_OBJECT

private slots:
    void answersFromTheEventLoop() {
        QObject receiver;
        std::optional<int> answer;
        receive(readyResult(Result<int>(7)), &receiver, [&](const Result<int>& result) { answer = result.value(); });
        QVERIFY(!answer);
        QTRY_COMPARE(answer, 7);
    }

    void staysSilentWhenTheReceiverDiedFirst() {
        QPromise<Result<int>> promise;
        promise.start();
        auto receiver = std::make_unique<QObject>();
        bool called = false;
        receive(promise.future(), receiver.get(), [&](const Result<int>&) { called = true; });
        receiver.reset();
        promise.addResult(Result<int>(1));
        promise.finish();
        QObject other;
        bool otherCalled = false;
        receive(promise.future(), &other, [&](const Result<int>&) { otherCalled = true; });
        QTRY_VERIFY(otherCalled);
        QVERIFY(!called);
    }

    void severalReceiversGetTheSameAnswer() {
        QPromise<Result<int>> promise;
        promise.start();
        QObject receiver;
        int sum = 0;
        for (int i = 0; i < 3; ++i)
            receive(promise.future(), &receiver, [&](const Result<int>& result) { sum += result.value(); });
        promise.addResult(Result<int>(5));
        promise.finish();
        QTRY_COMPARE(sum, 15);
    }

    void anAbandonedPromiseIsCanceled() {
        QObject receiver;
        std::optional<ErrorCode> code;
        {
            QPromise<Result<int>> promise;
            promise.start();
            receive(promise.future(), &receiver, [&](const Result<int>& result) { code = result.error().code; });
        }
        QTRY_COMPARE(code, ErrorCode::Canceled);
    }
};

KINORA_QT_TEST(ReceiveTest)
#include "ReceiveTest.moc"
