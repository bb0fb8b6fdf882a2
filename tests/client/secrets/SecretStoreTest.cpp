#include "SecretStoreSuite.h"
#include "client/support/FakeSecretStore.h"
#include "secrets/MemorySecretStore.h"
#include "support/QtTestMain.h"

using namespace kinora;
using namespace kinora::tests;

class SecretStoreTest : public QObject {
    Q_OBJECT

private slots:
    void memory() {
        MemorySecretStore store;
        verifySecretStore(store);
    }

    void theFakeKeepsThePromisesToo() {
        FakeSecretStore store;
        verifySecretStore(store);
    }
};

KINORA_QT_TEST(SecretStoreTest)
#include "SecretStoreTest.moc"
