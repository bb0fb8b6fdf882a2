#include "config/Load.h"

#include "base/DurableFile.h"
#include "support/Certificates.h"
#include "support/TempDir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace kinora::config;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class LoadTest : public testing::Test {
protected:
    LoadTest() {
        inputs.environment["HOME"] = "/home/ann";
        inputs.readFile = [this](const std::filesystem::path& path) -> std::optional<std::string> {
            const auto found = files.find(path.string());
            return found == files.end() ? std::nullopt : std::optional(found->second);
        };
    }

    std::vector<std::string> problems() {
        const auto config = load(inputs);
        return config ? std::vector<std::string>{} : config.error();
    }

    static Setting setting(const Config& config, std::string_view name) {
        const auto found = std::ranges::find(config.settings, name, &Setting::name);
        return found == config.settings.end() ? Setting{} : *found;
    }

    Inputs inputs;
    std::map<std::string, std::string> files;
};

} // namespace

TEST_F(LoadTest, nothingAtAllIsEnough) {
    const auto config = load(inputs);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->dataDirectory, "/home/ann/.local/share/kinora-relay");
    EXPECT_EQ(config->listen.host, "127.0.0.1");
    EXPECT_EQ(config->listen.port, 8787);
    EXPECT_EQ(config->registration, RegistrationMode::Open);
    EXPECT_TRUE(config->isPlainLoopback());
    EXPECT_FALSE(config->databaseUrl || config->publicUrl || config->upstream || config->jwtSecret || config->pepper);
    for (const Setting& each : config->settings)
        EXPECT_EQ(each.source, "default") << each.name;
}

TEST_F(LoadTest, flagsOverEnvironmentOverFileOverDefaults) {
    files["/etc/kinora.toml"] = "listen = \"127.0.0.1:1\"\nlog_level = \"debug\"\nlog_format = \"json\"\n";
    inputs.flags = {{"config", "/etc/kinora.toml"}, {"listen", "127.0.0.1:3"}};
    inputs.environment["KINORA_LISTEN"] = "127.0.0.1:2";
    inputs.environment["KINORA_LOG_LEVEL"] = "error";
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->listen.port, 3);
    EXPECT_EQ(setting(*config, "listen").source, "flag --listen");
    EXPECT_EQ(config->logLevel, kinora::log::Level::Error);
    EXPECT_EQ(setting(*config, "log_level").source, "environment KINORA_LOG_LEVEL");
    EXPECT_EQ(config->logFormat, kinora::log::Format::Json);
    EXPECT_EQ(setting(*config, "log_format").source, "file /etc/kinora.toml");
    EXPECT_EQ(setting(*config, "registration").source, "default");
}

TEST_F(LoadTest, everyMistakeIsNamedAtOnce) {
    inputs.environment["KINORA_LISTEN"] = "nowhere";
    inputs.environment["KINORA_REGISTRATION"] = "perhaps";
    inputs.environment["KINORA_TRUSTED_PROXIES"] = "10.0.0.0/8,proxy.example";
    inputs.environment["KINORA_CORS_ORIGINS"] = "https://a.example/path";
    inputs.environment["KINORA_PUBLIC_URL"] = "relay.example";
    inputs.environment["KINORA_LOG_FORMAT"] = "xml";
    inputs.environment["KINORA_LOG_LEVEL"] = "loud";
    inputs.environment["SORA_API_URL"] = "gateway";
    inputs.environment["JWT_SECRET"] = "short";
    inputs.environment["KINORA_PEPPER_FILE"] = "/absent";
    inputs.environment["KINORA_TLS_CERT"] = "/cert.pem";
    EXPECT_THAT(problems(),
        testing::UnorderedElementsAre(HasSubstr("listen (environment KINORA_LISTEN)"), HasSubstr("registration"),
            HasSubstr("proxy.example"), HasSubstr("cors_origins"), HasSubstr("public_url"), HasSubstr("log_format"),
            HasSubstr("log_level"), HasSubstr("SORA_API_URL"), HasSubstr("jwt_secret"), HasSubstr("pepper"),
            HasSubstr("tls_cert is given without tls_key"),
            HasSubstr("tls_cert (environment KINORA_TLS_CERT) cannot be read")));
}

TEST_F(LoadTest, timesOfTheEngine) {
    using namespace std::chrono_literals;
    files["/etc/kinora.toml"] = "lease_seconds = 4.5\nabsence_seconds = 2\n";
    inputs.environment["KINORA_CONFIG"] = "/etc/kinora.toml";
    inputs.environment["KINORA_RETRY_SECONDS"] = "0.5";
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->engine.lease, 4500ms);
    EXPECT_EQ(config->engine.absenceWait, 2s);
    EXPECT_EQ(config->engine.retryLongest, 500ms);
    EXPECT_EQ(config->engine.lateEvery, 60s);
    inputs.environment["KINORA_LEASE_SECONDS"] = "never";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("lease_seconds (environment KINORA_LEASE_SECONDS) must be")));
}

TEST_F(LoadTest, mediaLieInTheDataFolderUnlessTheyAreShared) {
    EXPECT_EQ(load(inputs)->mediaDirectory, "/home/ann/.local/share/kinora-relay/media");
    inputs.environment["KINORA_MEDIA_DIR"] = "/srv/media";
    EXPECT_EQ(load(inputs)->mediaDirectory, "/srv/media");
}

TEST_F(LoadTest, portMeansAllInterfacesUnlessListenIsGiven) {
    inputs.environment["PORT"] = "9000";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("in clear")));
    inputs.environment["KINORA_INSECURE_HTTP"] = "true";
    const auto config = load(inputs);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->listen.host, "0.0.0.0");
    EXPECT_EQ(config->listen.port, 9000);
    EXPECT_EQ(config->registration, RegistrationMode::Invite);
    inputs.environment["KINORA_LISTEN"] = "127.0.0.1:1";
    EXPECT_EQ(load(inputs)->listen.port, 1);
}

TEST_F(LoadTest, plainHttpBeyondThisMachineNeedsAReason) {
    inputs.flags["listen"] = "192.168.1.5:8787";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("192.168.1.5")));
    inputs.flags["public_url"] = "https://relay.example";
    EXPECT_EQ(problems().size(), 1U) << "without a trusted proxy nobody speaks TLS";
    inputs.flags["trusted_proxies"] = "192.168.1.1";
    EXPECT_TRUE(problems().empty());
    inputs.flags["public_url"] = "http://relay.example";
    EXPECT_EQ(problems().size(), 1U);
    inputs.flags["insecure_http"] = "true";
    EXPECT_TRUE(problems().empty());
}

TEST_F(LoadTest, tlsNeedsACertificateAndItsKey) {
    const kinora::test::TempDir folder;
    for (const char* name : {"a", "b", "over"}) {
        const auto made =
            kinora::test::makeCertificate(folder.path(), name, std::string_view(name) == "over" ? -1 : 30);
        files[std::string("/") + name + ".crt"] = kinora::readFile(made.chain).value();
        files[std::string("/") + name + ".key"] = kinora::readFile(made.key).value();
    }
    inputs.flags = {{"listen", "0.0.0.0:8443"}, {"tls_cert", "/a.crt"}, {"tls_key", "/a.key"}};
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    ASSERT_TRUE(config->tls);
    EXPECT_EQ(config->tls->certificate, "/a.crt");
    EXPECT_EQ(config->tls->key, "/a.key");
    inputs.flags["listen"] = "127.0.0.1:8443";
    EXPECT_FALSE(load(inputs)->isPlainLoopback());
    inputs.flags["tls_key"] = "/b.key";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("tls_key (flag --tls-key) holds the key of another")));
    inputs.flags["tls_cert"] = "/over.crt";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("has expired"), HasSubstr("another")));
    inputs.flags["tls_key"] = "/absent";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("tls_key (flag --tls-key) cannot be read")));
    inputs.flags.erase("tls_key");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("without tls_key")));
}

TEST_F(LoadTest, originsOfWebPagesAreKeptAsBrowsersWriteThem) {
    inputs.environment["KINORA_CORS_ORIGINS"] = "https://App.Example/, http://localhost:5173,https://a.example:443";
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_THAT(config->corsOrigins, ElementsAre("https://app.example", "http://localhost:5173", "https://a.example"));
    for (const char* wrong : {"*", "null", "app.example", "https://app.example/path", "ftp://app.example"}) {
        inputs.environment["KINORA_CORS_ORIGINS"] = wrong;
        EXPECT_THAT(problems(), ElementsAre(HasSubstr("cors_origins"))) << wrong;
    }
}

TEST_F(LoadTest, loopbackBehindAProxyIsNotPlain) {
    inputs.flags["public_url"] = "https://relay.example";
    const auto config = load(inputs);
    ASSERT_TRUE(config);
    EXPECT_FALSE(config->isPlainLoopback());
    EXPECT_EQ(config->registration, RegistrationMode::Invite);
}

TEST_F(LoadTest, secretsComeFromVariableFileOrCredential) {
    const std::string long1(32, 'a');
    const std::string long2(32, 'b');
    files["/run/pepper"] = long2 + "\n";
    files["/run/credentials/relay/JWT_SECRET"] = long1;
    inputs.environment["CREDENTIALS_DIRECTORY"] = "/run/credentials/relay";
    inputs.environment["KINORA_PEPPER_FILE"] = "/run/pepper";
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->jwtSecret->reveal(), long1);
    EXPECT_EQ(config->pepper->reveal(), long2);
    for (const Setting& each : config->settings) {
        EXPECT_THAT(each.value, testing::Not(HasSubstr(long1)));
        EXPECT_THAT(each.value, testing::Not(HasSubstr(long2)));
    }
    EXPECT_EQ(setting(*config, "pepper").value, "set");
    EXPECT_EQ(setting(*config, "pepper").source, "environment KINORA_PEPPER_FILE");
}

TEST_F(LoadTest, theOthersDoTooAndWhatTheEnvironmentHeldIsListed) {
    files["/run/database"] = "postgres://ann:hunter2@db.example/kinora\n";
    files["/run/credentials/relay/SORA_API_TOKEN"] = "sk-secret";
    inputs.environment["DATABASE_URL_FILE"] = "/run/database";
    inputs.environment["CREDENTIALS_DIRECTORY"] = "/run/credentials/relay";
    inputs.environment["SORA_API_URL"] = "https://g.example/v1";
    inputs.environment["JWT_SECRET"] = std::string(32, 'a');
    const auto config = load(inputs);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->databaseUrl->reveal(), "postgres://ann:hunter2@db.example/kinora");
    EXPECT_EQ(setting(*config, "database_url").source, "environment DATABASE_URL_FILE");
    EXPECT_EQ(config->upstream->key.reveal(), "sk-secret");
    EXPECT_THAT(config->secretVariables, ElementsAre("JWT_SECRET"));
}

TEST_F(LoadTest, aPasswordDoesNotBelongOnTheCommandLine) {
    for (const char* url : {"postgres://ann:hunter2@db.example/kinora", "postgresql://:hunter2@/kinora",
             "host=db user=ann password=hunter2", "postgres://db/kinora?password=hunter2"}) {
        inputs.flags["database_url"] = url;
        const auto told = problems();
        EXPECT_THAT(told, ElementsAre(HasSubstr("database_url (flag --database-url) holds a password"))) << url;
        EXPECT_THAT(told, ElementsAre(testing::Not(HasSubstr("hunter2"))));
    }
    for (const char* url : {"postgres://ann@db.example:5432/kinora", "postgres:///kinora?host=/run/postgresql",
             "host=/tmp dbname=kinora", "postgres://db/kinora?x=a:b@c"}) {
        inputs.flags["database_url"] = url;
        EXPECT_TRUE(problems().empty()) << url;
    }
}

TEST_F(LoadTest, theDatabaseAddressIsShownAsSetOnly) {
    inputs.environment["DATABASE_URL"] = "postgres://ann:hunter2@db.example/kinora";
    const auto config = load(inputs);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->databaseUrl->reveal(), "postgres://ann:hunter2@db.example/kinora");
    EXPECT_EQ(setting(*config, "database_url").value, "set");
}

TEST_F(LoadTest, oneUpstreamFromTheEnvironment) {
    inputs.environment["SORA_API_URL"] = "https://g.example/v1";
    inputs.environment["SORA_API_TOKEN"] = "sk-secret";
    const auto config = load(inputs);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->upstream->url, "https://g.example/v1/videos");
    EXPECT_EQ(config->upstream->key.reveal(), "sk-secret");
    EXPECT_EQ(config->upstream->models.at(0).id, "sora-2");
    EXPECT_THAT(setting(*config, "upstream").value, testing::Not(HasSubstr("sk-secret")));
    EXPECT_EQ(setting(*config, "upstream key").value, "set");
}

TEST_F(LoadTest, aFileThatIsNotThereIsAProblem) {
    inputs.flags["config"] = "/absent.toml";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("cannot be read")));
}

TEST_F(LoadTest, emptyVariablesAreNotSet) {
    inputs.environment["KINORA_LISTEN"] = "";
    inputs.environment["SORA_API_URL"] = "";
    EXPECT_TRUE(problems().empty());
}

TEST_F(LoadTest, withoutHomeTheDataFolderMustBeGiven) {
    inputs.environment.clear();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("--data-dir")));
}

TEST_F(LoadTest, nearestNames) {
    EXPECT_EQ(nearest("regstration", {"registration", "listen"}), "registration");
    EXPECT_EQ(nearest("zzz", {"registration", "listen"}), "");
}

TEST_F(LoadTest, limitsDependOnWhoCanReachTheRelay) {
    const auto home = load(inputs);
    ASSERT_TRUE(home);
    EXPECT_FALSE(home->limits.videosPerHour || home->limits.microUsdPerMonth || home->limits.secondsPerMonth);
    EXPECT_EQ(home->limits.waitingJobs, 500);
    inputs.flags["public_url"] = "https://relay.example";
    const auto away = load(inputs);
    ASSERT_TRUE(away);
    EXPECT_EQ(away->limits.videosPerHour, 5);
    EXPECT_EQ(setting(*away, "limits.videos_per_hour").value, "5");
    inputs.environment["KINORA_VIDEOS_PER_HOUR"] = "none";
    inputs.environment["KINORA_MONEY_PER_MONTH"] = "12.345678";
    inputs.environment["KINORA_SECONDS_PER_MONTH"] = "600";
    inputs.environment["KINORA_WAITING_JOBS"] = "7";
    const auto said = load(inputs);
    ASSERT_TRUE(said);
    EXPECT_FALSE(said->limits.videosPerHour);
    EXPECT_EQ(said->limits.microUsdPerMonth, 12'345'678);
    EXPECT_EQ(said->limits.secondsPerMonth, 600);
    EXPECT_EQ(said->limits.waitingJobs, 7);
    EXPECT_EQ(setting(*said, "limits.money_per_month").source, "environment KINORA_MONEY_PER_MONTH");
}

TEST_F(LoadTest, limitsThatMakeNoSenseAreRefused) {
    for (const char* wrong : {"0", "-1", "nan", "inf", "1e3", "1000001", "twenty", "0.001", "5 dollars"}) {
        inputs.environment = {{"HOME", "/home/ann"}, {"KINORA_MONEY_PER_MONTH", wrong}};
        EXPECT_THAT(problems(), ElementsAre(HasSubstr("limits.money_per_month"))) << wrong;
    }
    for (const char* key : {"KINORA_VIDEOS_PER_HOUR", "KINORA_SECONDS_PER_MONTH", "KINORA_WAITING_JOBS"})
        for (const char* wrong : {"0", "-1", "1.5", "99999999999999999999", "many"}) {
            inputs.environment = {{"HOME", "/home/ann"}, {key, wrong}};
            EXPECT_THAT(problems(), ElementsAre(HasSubstr("must be a whole number"))) << key << wrong;
        }
    inputs.environment = {{"HOME", "/home/ann"}, {"KINORA_WAITING_JOBS", "none"}};
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("limits.waiting_jobs"))) << "a queue without an end is none";
}
