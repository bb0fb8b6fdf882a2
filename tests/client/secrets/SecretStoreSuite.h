// What every SecretStore promises; run against each implementation.
#pragma once

#include "client/support/Await.h"
#include "secrets/SecretStore.h"

#include <QTest>

namespace kinora::tests {

inline void verifySecretStore(SecretStore& store) {
    const auto key = QStringLiteral("session/server/account");
    const auto other = QStringLiteral("session/server/other");
    const auto value = QStringLiteral("sid.3.s3cret-töken_雨");

    QVERIFY(await(store.remove(key)).has_value()); // there was none
    QVERIFY(!await(store.read(key)).value());

    QVERIFY(await(store.write(key, value)).has_value());
    QCOMPARE(await(store.read(key)).value(), value);
    QVERIFY(!await(store.read(other)).value());

    QVERIFY(await(store.write(key, QStringLiteral("sid.4"))).has_value());
    QCOMPARE(await(store.read(key)).value(), QStringLiteral("sid.4"));

    QVERIFY(await(store.write(other, value)).has_value());
    QVERIFY(await(store.remove(key)).has_value());
    QVERIFY(!await(store.read(key)).value());
    QCOMPARE(await(store.read(other)).value(), value);
    QVERIFY(await(store.remove(other)).has_value());
}

} // namespace kinora::tests
