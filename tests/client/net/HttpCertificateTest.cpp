// What is said of certificates that are not good, and that nothing is sent over such a connection.
#include "client/support/Await.h"
#include "net/HttpClient.h"
#include "support/Certificates.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class HttpCertificateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    QSslConfiguration configured(const char* name, int days) const {
        const test::Certificate made = test::makeCertificate(m_dir.path().toStdString(), name, days);
        const auto contents = [](const std::filesystem::path& path) {
            QFile file(QString::fromStdString(path.string()));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(contents(made.chain)));
        configuration.setPrivateKey(QSslKey(contents(made.key), QSsl::Ec));
        return configuration;
    }

private slots:
    void eachProblemIsTold_data() {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("host");
        QTest::addColumn<CertificateProblem>("problem");
        QTest::newRow("its own issuer") << 30 << QStringLiteral("127.0.0.1") << CertificateProblem::UnknownIssuer;
        // The certificate names 127.0.0.1 and localhost.
        QTest::newRow("another name") << 30 << QStringLiteral("127.0.0.2") << CertificateProblem::OtherName;
        QTest::newRow("over") << -1 << QStringLiteral("127.0.0.1") << CertificateProblem::Expired;
    }

    void eachProblemIsTold() {
        QFETCH(int, days);
        QFETCH(QString, host);
        QFETCH(CertificateProblem, problem);
        QSslServer server;
        server.setSslConfiguration(configured(QTest::currentDataTag()[0] == 'o' ? "over" : "valid", days));
        QVERIFY(server.listen(QHostAddress(host)));
        HttpClient http;
        const HttpRequest request{.method = "POST",
            .url = QUrl(QStringLiteral("https://%1:%2/api/v1/auth/login").arg(host).arg(server.serverPort())),
            .body = QJsonObject{{QStringLiteral("password"), QStringLiteral("correct horse")}}};
        const auto answer = await(http.send(request));
        QCOMPARE(answer.error().code, ErrorCode::TlsFailed);
        QVERIFY(answer.error().certificate.has_value());
        QCOMPARE(*answer.error().certificate, problem);
        // The handshake was given up on by us: no request could be read.
        QVERIFY(server.nextPendingConnection() == nullptr);
    }
};

KINORA_QT_TEST(HttpCertificateTest)
#include "HttpCertificateTest.moc"
