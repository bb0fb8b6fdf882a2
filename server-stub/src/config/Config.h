// What this relay was told to be, complete and valid.
#pragma once

#include "base/Log.h"
#include "base/Secret.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kinora::config {

enum class RegistrationMode { Open, Invite, Approval, Closed };

struct Listen {
    std::string host = "127.0.0.1"; ///< IPv6 without brackets
    std::uint16_t port = 8787;      ///< 0: any free one
};

/// PEM files that have been looked at.
struct Tls {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

struct Model {
    std::string id;
    std::string label;
    std::vector<std::string> orientations{"portrait", "landscape"};
    std::map<std::string, std::vector<std::string>> sizes; ///< by orientation; the first is the default
    std::vector<int> seconds;                              ///< the first is the default
    std::map<std::string, std::string> wireNames;
    std::optional<std::int64_t> pricePerSecondMicroUsd;
    std::optional<std::int64_t> pricePerVideoMicroUsd;
    std::map<std::string, std::int64_t> sizePricesMicroUsd; ///< of sizes with another price, in the unit of the model's
    std::chrono::seconds deadline{600};
    int maxCount = 4;
    int maxCameos = 3;
    int maxPromptChars = 1000;
    bool referenceImage = false;
    bool negativePrompt = false;
    bool seed = false;
    bool remix = false;
};

struct Upstream {
    std::string name;
    std::string dialect; ///< "videos" or "chat-stream"
    std::string url;     ///< where creates are posted
    Secret key;          ///< empty: no Authorization header
    int maxInFlight = 4;
    std::optional<std::vector<std::string>> resultHosts;
    std::vector<Model> models;
};

/// What one user may have; absent: no limit.
struct Limits {
    std::optional<std::int64_t> microUsdPerMonth;
    std::optional<std::int64_t> secondsPerMonth;
    std::optional<std::int64_t> videosPerHour;
    std::int64_t waitingJobs = 500;
};

/// What becomes of videos that their owners put into the trash.
struct Library {
    static constexpr std::int64_t TrashDays = 30;
    std::int64_t trashDays = TrashDays; ///< 0: they stay until somebody removes them
};

/// A secret that was given; one that was not is made in the data folder.
using GivenSecret = std::optional<Secret>;

/// The times that the engine of jobs lives by; what each is for stands with jobs::EngineSettings.
struct Engine {
    std::chrono::milliseconds lease{30'000};
    std::chrono::milliseconds absenceWait{10'000};
    std::chrono::milliseconds retryLongest{60'000};
    std::chrono::milliseconds lateEvery{60'000};
    std::chrono::milliseconds accountGrace{120'000};
};

/// One line of `kinora-relay check`.
struct Setting {
    std::string name;   ///< as in the file
    std::string value;  ///< never a secret
    std::string source; ///< "default", "flag --listen", "environment KINORA_LISTEN", "file /etc/kinora.toml"
};

struct Config {
    std::filesystem::path dataDirectory;
    std::filesystem::path mediaDirectory; ///< shared by the relays of one database
    Listen listen;
    std::optional<Listen> metricsListen; ///< where /metrics needs no account; absent: nowhere
    std::optional<Secret> databaseUrl;   ///< may hold a password; absent: a private PostgreSQL
    std::optional<std::string> publicUrl;
    std::vector<std::string> trustedProxies; ///< CIDR
    std::vector<std::string> corsOrigins;    ///< as browsers write them
    std::optional<Tls> tls;                  ///< absent: plain HTTP
    bool insecureHttp = false;
    RegistrationMode registration = RegistrationMode::Closed;
    Limits limits;
    Library library;
    GivenSecret jwtSecret;
    GivenSecret pepper;
    std::optional<Upstream> upstream; ///< absent: the stand-in
    Engine engine;
    log::Format logFormat = log::Format::Text;
    log::Level logLevel = log::Level::Info;

    /// Names of the environment's variables that held a secret; see forgetVariables().
    std::vector<std::string> secretVariables;

    std::vector<Setting> settings; ///< all of the above with where it came from

    /// A loopback listener that is not meant for others: no TLS, no public URL, no proxy.
    [[nodiscard]] bool isPlainLoopback() const;
};

[[nodiscard]] bool isLoopbackHost(const std::string& host);

} // namespace kinora::config
