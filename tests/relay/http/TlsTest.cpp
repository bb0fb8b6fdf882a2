// The server behind TLS, spoken to by OpenSSL itself.
#include "http/Tls.h"

#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "http/Server.h"
#include "support/Certificates.h"
#include "support/RawConnection.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>

using namespace kinora;
using namespace kinora::http;
using namespace std::chrono_literals;

namespace {

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

// A client that trusts one certificate, and blocks.
class TlsClient {
public:
    TlsClient(std::uint16_t port, const std::filesystem::path& authority, int newest = TLS1_3_VERSION,
        const std::string& protocol = "http/1.1")
        : m_context(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_load_verify_locations(m_context.get(), authority.c_str(), nullptr);
        SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_security_level(m_context.get(), 0);
        SSL_CTX_set_min_proto_version(m_context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context.get(), newest);
        m_stream = BIO_new_ssl_connect(m_context.get());
        BIO_get_ssl(m_stream, &m_session);
        const std::string offered = static_cast<char>(protocol.size()) + protocol;
        SSL_set_alpn_protos(
            m_session, reinterpret_cast<const unsigned char*>(offered.data()), static_cast<unsigned>(offered.size()));
        BIO_set_conn_hostname(m_stream, ("127.0.0.1:" + std::to_string(port)).c_str());
        m_connected = BIO_do_connect(m_stream) == 1;
    }
    ~TlsClient() { BIO_free_all(m_stream); }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    [[nodiscard]] bool connected() const { return m_connected; }
    [[nodiscard]] SSL* session() const { return m_session; }
    [[nodiscard]] std::string serial() const {
        X509* certificate = SSL_get1_peer_certificate(m_session);
        const ASN1_INTEGER* number = X509_get0_serialNumber(certificate);
        std::string text(reinterpret_cast<const char*>(number->data), static_cast<std::size_t>(number->length));
        X509_free(certificate);
        return text;
    }

    void send(const std::string& bytes) { BIO_write(m_stream, bytes.data(), static_cast<int>(bytes.size())); }
    std::string readUntil(const std::string& mark) {
        while (m_buffer.find(mark) == std::string::npos && fill()) {
        }
        const auto end = m_buffer.find(mark);
        std::string taken = m_buffer.substr(0, end == std::string::npos ? end : end + mark.size());
        m_buffer.erase(0, taken.size());
        return taken;
    }
    std::string read(std::size_t count) {
        while (m_buffer.size() < count && fill()) {
        }
        std::string taken = m_buffer.substr(0, count);
        m_buffer.erase(0, taken.size());
        return taken;
    }
    std::string readAll() {
        while (fill()) {
        }
        return std::exchange(m_buffer, {});
    }
    /// After readAll(): the peer said that this was the end.
    [[nodiscard]] bool endedProperly() const { return (SSL_get_shutdown(m_session) & SSL_RECEIVED_SHUTDOWN) != 0; }

private:
    bool fill() {
        char bytes[16384];
        const int count = BIO_read(m_stream, bytes, sizeof bytes);
        if (count > 0)
            m_buffer.append(bytes, static_cast<std::size_t>(count));
        return count > 0;
    }

    std::unique_ptr<SSL_CTX, FreeContext> m_context;
    BIO* m_stream = nullptr;
    SSL* m_session = nullptr;
    std::string m_buffer;
    bool m_connected = false;
};

class TlsTest : public ::testing::Test {
protected:
    void SetUp() override {
        log::configure(log::Format::Text, log::Level::Off);
        (void)test::makeCertificate(m_folder.path(), "a");
        (void)test::makeCertificate(m_folder.path(), "b");
        options.tls = TlsFiles{m_folder / "cert", m_folder / "key"};
        use("a", "a");
        m_big.assign(3 << 20, 'x');
        for (std::size_t i = 0; i < m_big.size(); i += 1000)
            m_big[i] = static_cast<char>('a' + i / 1000 % 26);
        ASSERT_TRUE(writeDurably(m_folder / "big", m_big));
    }
    void TearDown() override {
        if (m_server)
            stop();
        m_threads.stop();
        log::configure(log::Format::Text, log::Level::Info);
    }

    void use(const std::string& certificate, const std::string& key) const {
        const auto over = std::filesystem::copy_options::overwrite_existing;
        std::filesystem::copy_file(m_folder / (certificate + ".crt"), m_folder / "cert", over);
        std::filesystem::copy_file(m_folder / (key + ".key"), m_folder / "key", over);
    }

    Result<Endpoint> start() {
        m_threads.start();
        m_server = std::make_unique<Server>(m_threads, options, [this](Request& request) { return answer(request); });
        auto endpoint = m_server->start();
        if (endpoint)
            m_port = endpoint->port;
        return endpoint;
    }
    void stop() { boost::asio::co_spawn(m_threads.executor(0), m_server->stop(1s), boost::asio::use_future).get(); }

    Task<Response> answer(Request& request) {
        if (request.path == "/big")
            co_return Response::file(FileBody{m_folder / "big", "\"big\""}, "video/mp4");
        if (request.path == "/events") {
            StreamBody body;
            body.farewell = "event: going-away\ndata: {}\n\n";
            body.run = [](StreamWriter& writer) -> Task<> {
                const bool first = co_await writer.write("event: snapshot\ndata: {}\n\n");
                if (first)
                    co_await sleepFor(1h);
            };
            co_return Response::stream(std::move(body), "text/event-stream");
        }
        co_return Response::text(200, request.method + " " + request.body);
    }

    static std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

    ServerOptions options;
    test::TempDir m_folder;
    std::string m_big;
    std::uint16_t m_port = 0;
    IoThreads m_threads{2};
    std::unique_ptr<Server> m_server;
};

} // namespace

TEST_F(TlsTest, answersFilesAndStreams) {
    ASSERT_TRUE(start());
    TlsClient client(m_port, m_folder / "cert");
    ASSERT_TRUE(client.connected());
    EXPECT_STREQ(SSL_get_version(client.session()), "TLSv1.3");
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none" + get("/big"));
    EXPECT_TRUE(client.readUntil("POST one").starts_with("HTTP/1.1 200 "));
    EXPECT_TRUE(client.readUntil("\r\n\r\n").starts_with("HTTP/1.1 200 "));
    EXPECT_EQ(client.read(m_big.size()), m_big);
    client.send(get("/events"));
    EXPECT_NE(client.readUntil("data: {}\n\n").find("event: snapshot"), std::string::npos);
    stop();
    EXPECT_NE(client.readAll().find("event: going-away"), std::string::npos);
    EXPECT_TRUE(client.endedProperly());
}

TEST_F(TlsTest, choosesWhatIsGood) {
    ASSERT_TRUE(start());
    TlsClient older(m_port, m_folder / "cert", TLS1_2_VERSION);
    ASSERT_TRUE(older.connected());
    const std::string cipher = SSL_get_cipher_name(older.session());
    EXPECT_TRUE(cipher.starts_with("ECDHE-") && (cipher.contains("GCM") || cipher.contains("CHACHA20"))) << cipher;
    EXPECT_FALSE(TlsClient(m_port, m_folder / "cert", TLS1_1_VERSION).connected());
    EXPECT_FALSE(TlsClient(m_port, m_folder / "cert", TLS1_3_VERSION, "h2").connected()) << "only HTTP/1.1 is spoken";
}

TEST_F(TlsTest, closesWhatIsNoTlsAndWhatIsSlow) {
    options.headDeadline = 2s;
    ASSERT_TRUE(start());
    test::RawConnection silent(m_port);
    test::RawConnection slow(m_port);
    slow.send(std::string("\x16\x03\x01\x02\x00", 5));
    test::RawConnection plain(m_port);
    plain.send(get("/"));
    EXPECT_EQ(plain.readAll().find("HTTP/1.1 200"), std::string::npos);
    TlsClient other(m_port, m_folder / "cert");
    other.send(get("/"));
    EXPECT_TRUE(other.readUntil("GET ").starts_with("HTTP/1.1 200 ")) << "while others dawdle";
    EXPECT_TRUE(slow.closedByPeer());
    EXPECT_TRUE(silent.closedByPeer());
}

TEST_F(TlsTest, closesAReaderThatStopsReading) {
    options.writeDeadline = 500ms;
    std::promise<void> ended;
    options.observer = [this, &ended](const Answered& one) {
        if (one.bytes < m_big.size()) // the first few fit into what the kernel takes
            ended.set_value();
    };
    ASSERT_TRUE(start());
    TlsClient client(m_port, m_folder / "cert");
    const int small = 4096;
    setsockopt(SSL_get_fd(client.session()), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    for (int i = 0; i < 8; ++i)
        client.send(get("/big"));
    ASSERT_EQ(ended.get_future().wait_for(1min), std::future_status::ready);
    EXPECT_LT(client.readAll().size(), 8 * m_big.size());
}

TEST_F(TlsTest, takesANewCertificateWithoutARestart) {
    ASSERT_TRUE(start());
    TlsClient before(m_port, m_folder / "a.crt");
    ASSERT_TRUE(before.connected());
    const std::string first = before.serial();
    use("a", "b");
    const Result<> mismatched = m_server->reloadTls();
    ASSERT_FALSE(mismatched);
    EXPECT_TRUE(TlsClient(m_port, m_folder / "a.crt").connected()) << "what was good goes on";
    use("b", "b");
    EXPECT_TRUE(m_server->reloadTls());
    TlsClient after(m_port, m_folder / "b.crt");
    ASSERT_TRUE(after.connected());
    EXPECT_NE(after.serial(), first);
    before.send(get("/"));
    EXPECT_TRUE(before.readUntil("GET ").starts_with("HTTP/1.1 200 ")) << "open connections stay";
}

TEST_F(TlsTest, saysWhichFileIsWrong) {
    use("a", "b");
    const auto mismatched = start();
    ASSERT_FALSE(mismatched);
    EXPECT_NE(mismatched.error().detail.find((m_folder / "key").string()), std::string::npos);
    options.tls->certificate = m_folder / "none";
    const auto missing = start();
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().detail.find((m_folder / "none").string()), std::string::npos);
}
