#include "config/Load.h"

#include "base/Certificate.h"
#include "base/Unicode.h"
#include "config/File.h"
#include "config/Values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace kinora::config {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t JwtSecretMinBytes = 32; // RFC 7518 3.2: as long as the hash
constexpr std::size_t PepperMinBytes = 16;

struct Value {
    std::string text;
    std::string source;
};

/// Collects values by key and all that is wrong with them.
class Loader {
public:
    explicit Loader(const Inputs& inputs)
        : m_inputs(inputs) {}

    std::expected<Config, std::vector<std::string>> run() {
        readFile();
        Config config;
        config.dataDirectory = dataDirectory();
        config.mediaDirectory = mediaDirectory(config.dataDirectory);
        listen(config);
        metricsListen(config);
        databaseUrl(config);
        publicUrl(config);
        lists(config);
        tls(config);
        simple(config);
        registration(config);
        limits(config);
        library(config.library);
        upstream(config);
        engine(config.engine);
        config.jwtSecret = secret("jwt_secret", "JWT_SECRET", JwtSecretMinBytes);
        config.pepper = secret("pepper", "KINORA_PEPPER", PepperMinBytes);
        refusePlainHttp(config);
        if (!m_problems.empty())
            return std::unexpected(std::move(m_problems));
        config.settings = std::move(m_settings);
        config.secretVariables = std::move(m_secretVariables);
        return config;
    }

private:
    std::optional<std::string> environment(const std::string& name) const {
        const auto found = m_inputs.environment.find(name);
        // An empty variable is how shells and compose files say "not set".
        if (found == m_inputs.environment.end() || found->second.empty())
            return std::nullopt;
        return found->second;
    }

    std::optional<Value> valueOf(std::string_view key) const {
        const auto option = std::ranges::find(options(), key, &Option::key);
        if (const auto flag = m_inputs.flags.find(std::string(key)); flag != m_inputs.flags.end())
            return Value{flag->second, fmt::format("flag {}", option->flag)};
        if (!option->environment.empty())
            if (const auto text = environment(std::string(option->environment)))
                return Value{*text, fmt::format("environment {}", option->environment)};
        if (const auto found = m_file.values.find(std::string(key)); found != m_file.values.end())
            return Value{found->second, "file " + m_filePath.string()};
        return std::nullopt;
    }

    void problem(const Value& value, std::string_view key, const std::string& why) {
        m_problems.push_back(fmt::format("{} ({}) {}", key, value.source, why));
    }

    void show(std::string_view key, std::string value, std::string source) {
        m_settings.push_back({std::string(key), std::move(value), std::move(source)});
    }

    /// The parsed value if one is given and good.
    template <class Parse>
    auto take(std::string_view key, std::string shownDefault, Parse parse)
        -> std::optional<typename decltype(parse(""))::value_type> {
        const auto value = valueOf(key);
        if (!value) {
            show(key, std::move(shownDefault), "default");
            return std::nullopt;
        }
        auto parsed = parse(trim(value->text));
        if (!parsed) {
            problem(*value, key, parsed.error());
            return std::nullopt;
        }
        show(key, value->text, value->source);
        return std::move(*parsed);
    }

    void readFile() {
        const auto path = valueOf("config");
        show("config", path ? path->text : "none", path ? path->source : "default");
        if (!path)
            return;
        m_filePath = path->text;
        const auto text = m_inputs.readFile(m_filePath);
        if (!text) {
            problem(*path, "config", "cannot be read");
            return;
        }
        FileContext context;
        context.path = m_filePath;
        context.environment = [this](const std::string& name) {
            m_secretVariables.push_back(name); // of a key
            return environment(name);
        };
        context.readFile = m_inputs.readFile;
        m_file = readConfigFile(*text, context, m_problems);
    }

    fs::path dataDirectory() {
        if (auto value = valueOf("data_dir")) {
            show("data_dir", value->text, value->source);
            return fs::absolute(value->text).lexically_normal();
        }
        const auto xdg = environment("XDG_DATA_HOME");
        const auto home = environment("HOME");
        fs::path directory;
        if (xdg && fs::path(*xdg).is_absolute())
            directory = fs::path(*xdg) / "kinora-relay";
        else if (home && fs::path(*home).is_absolute())
            directory = fs::path(*home) / ".local/share/kinora-relay";
        else
            m_problems.emplace_back("data_dir is not given and there is no HOME to put it in: use --data-dir");
        show("data_dir", directory.string(), "default");
        return directory;
    }

    fs::path mediaDirectory(const fs::path& dataDirectory) {
        const auto value = valueOf("media_dir");
        show("media_dir", value ? value->text : "media, in the data folder", value ? value->source : "default");
        return value ? fs::absolute(value->text).lexically_normal() : dataDirectory / "media";
    }

    void listen(Config& config) {
        if (!valueOf("listen")) {
            if (const auto port = environment("PORT")) {
                const Value value{"0.0.0.0:" + *port, "environment PORT"};
                if (const auto parsed = parseListen(value.text)) {
                    config.listen = *parsed;
                    show("listen", value.text, value.source);
                } else {
                    m_problems.push_back("PORT " + parsed.error());
                }
                return;
            }
        }
        if (const auto parsed = take("listen", "127.0.0.1:8787", parseListen))
            config.listen = *parsed;
    }

    void metricsListen(Config& config) { config.metricsListen = take("metrics_listen", "none", parseListen); }

    void databaseUrl(Config& config) {
        auto value = secretText("database_url", "DATABASE_URL");
        if (const auto flag = m_inputs.flags.find("database_url"); flag != m_inputs.flags.end()) {
            value = valueOf("database_url");
            if (holdsPassword(flag->second))
                problem(*value, "database_url",
                    "holds a password that everybody on this machine can see there: give it as DATABASE_URL, in a file "
                    "named by DATABASE_URL_FILE, or as a systemd credential");
        } else if (!value) {
            value = valueOf("database_url");
        }
        if (value)
            config.databaseUrl = Secret(trim(value->text));
        show("database_url", value ? "set" : "a private PostgreSQL in the data folder",
            value ? value->source : "default");
    }

    void publicUrl(Config& config) { config.publicUrl = take("public_url", "none", parseOrigin); }

    void lists(Config& config) {
        const auto each = [](auto parse) {
            return [parse](std::string_view text) -> Parsed<std::vector<std::string>> {
                std::vector<std::string> values = parseList(text);
                for (std::string& value : values) {
                    auto parsed = parse(value);
                    if (!parsed)
                        return std::unexpected(parsed.error());
                    value = std::move(*parsed);
                }
                return values;
            };
        };
        config.trustedProxies =
            take("trusted_proxies", "none", each(parseNetwork)).value_or(std::vector<std::string>{});
        config.corsOrigins = take("cors_origins", "none", each(parseWebOrigin)).value_or(std::vector<std::string>{});
    }

    /// The path under this key with what the file holds, shown.
    std::optional<std::pair<Value, std::string>> pem(std::string_view key) {
        const auto value = valueOf(key);
        show(key, value ? value->text : "none", value ? value->source : "default");
        if (!value)
            return std::nullopt;
        auto text = m_inputs.readFile(value->text);
        if (!text)
            problem(*value, key, "cannot be read");
        return std::pair(*value, std::move(text).value_or(""));
    }

    void tls(Config& config) {
        const auto certificate = pem("tls_cert");
        const auto key = pem("tls_key");
        if (!certificate && !key)
            return;
        if (!certificate || !key) {
            m_problems.push_back(fmt::format("tls_{} is given without tls_{}; TLS needs both",
                certificate ? "cert" : "key", certificate ? "key" : "cert"));
            return;
        }
        // A file that could not be read has been named already.
        if (certificate->second.empty() || key->second.empty())
            return;
        if (const auto wrong = whatIsWrongWithCertificate(certificate->second))
            problem(certificate->first, "tls_cert", *wrong);
        if (const auto wrong = whatIsWrongWithKey(key->second, certificate->second))
            problem(key->first, "tls_key", *wrong);
        config.tls = Tls{certificate->first.text, key->first.text};
    }

    void simple(Config& config) {
        config.insecureHttp = take("insecure_http", "false", parseSwitch).value_or(false);
        config.logFormat = take("log_format", "text", parseLogFormat).value_or(log::Format::Text);
        config.logLevel = take("log_level", "info", parseLogLevel).value_or(log::Level::Info);
    }

    void registration(Config& config) {
        const auto chosen = take("registration", "auto", parseRegistration);
        if (chosen && *chosen)
            config.registration = **chosen;
        else
            config.registration = config.isPlainLoopback() ? RegistrationMode::Open : RegistrationMode::Invite;
    }

    void limits(Config& config) {
        constexpr std::int64_t mostSeconds = 100'000'000;
        constexpr std::int64_t mostVideos = 100'000;
        constexpr std::int64_t videosAwayFromHome = 5;
        const auto upTo = [](std::int64_t most) {
            return [most](std::string_view text) {
                return parseLimit(text, most);
            };
        };
        Limits& limits = config.limits;
        limits.microUsdPerMonth = take("limits.money_per_month", "none", parseMoneyLimit).value_or(std::nullopt);
        limits.secondsPerMonth = take("limits.seconds_per_month", "none", upTo(mostSeconds)).value_or(std::nullopt);
        const auto videos = take("limits.videos_per_hour",
            config.isPlainLoopback() ? "none, since only this machine can reach it" : "5", upTo(mostVideos));
        if (videos)
            limits.videosPerHour = *videos;
        else if (!config.isPlainLoopback())
            limits.videosPerHour = videosAwayFromHome;
        const auto waiting = take("limits.waiting_jobs", "500", [](std::string_view text) {
            constexpr std::int64_t most = 100'000;
            return parseCount(text, most);
        });
        if (waiting)
            limits.waitingJobs = *waiting;
    }

    void library(Library& library) {
        library.trashDays = take("library.trash_days", std::to_string(library.trashDays), [](std::string_view text) {
            constexpr std::int64_t most = 3650;
            return parseCount(text, most, 0);
        }).value_or(library.trashDays);
    }

    void upstream(Config& config) {
        const auto url = environment("SORA_API_URL");
        const auto dialect = environment("SORA_API_DIALECT").value_or("");
        if (url) {
            const auto address = parseUpstreamAddress(trim(*url), dialect);
            if (!address) {
                m_problems.push_back("SORA_API_URL " + address.error());
                return;
            }
            Upstream upstream;
            upstream.name = "upstream";
            upstream.url = address->url;
            upstream.dialect = address->dialect;
            if (const auto token = secretText("upstream key", "SORA_API_TOKEN"))
                upstream.key = Secret(trim(token->text));
            upstream.models = defaultModels(upstream.dialect);
            config.upstream = std::move(upstream);
        } else {
            if (!dialect.empty())
                m_problems.emplace_back("SORA_API_DIALECT is set, but SORA_API_URL is not");
            config.upstream = std::move(m_file.upstream);
        }
        if (!config.upstream) {
            show("upstream", "the stand-in, started as a child", "default");
            return;
        }
        const std::string source = url ? "environment SORA_API_URL" : "file " + m_filePath.string();
        show("upstream",
            fmt::format("{} ({}) at {}", config.upstream->name, config.upstream->dialect, config.upstream->url),
            source);
        show("upstream key", config.upstream->key.empty() ? "not set" : "set", source);
    }

    void engine(Engine& engine) {
        const auto seconds = [this](std::string_view key, std::chrono::milliseconds& value) {
            const std::chrono::duration<double> shown = value;
            value = take(key, fmt::format("{}", shown.count()), parseSeconds).value_or(value);
        };
        seconds("lease_seconds", engine.lease);
        seconds("absence_seconds", engine.absenceWait);
        seconds("retry_seconds", engine.retryLongest);
        seconds("late_seconds", engine.lateEvery);
        seconds("account_grace_seconds", engine.accountGrace);
    }

    /// What `name` of the environment holds, or the file that NAME_FILE names, or the systemd credential of that name,
    /// or the file that `key`_file of the configuration file names.
    std::optional<Value> secretText(std::string_view key, const std::string& name) {
        if (auto text = environment(name)) {
            m_secretVariables.push_back(name);
            return Value{std::move(*text), "environment " + name};
        }
        const auto fromFile = [&](const std::string& path, std::string source) -> std::optional<Value> {
            auto text = m_inputs.readFile(path);
            if (!text) {
                m_problems.push_back(fmt::format("{} ({}) cannot be read", key, source));
                return std::nullopt;
            }
            return Value{std::move(*text), std::move(source)};
        };
        if (const auto path = environment(name + "_FILE"))
            return fromFile(*path, "environment " + name + "_FILE");
        if (const auto directory = environment("CREDENTIALS_DIRECTORY")) {
            // systemd.exec(5), LoadCredential=
            if (auto credential = m_inputs.readFile(fs::path(*directory) / name))
                return Value{std::move(*credential), "credential " + name};
        }
        const auto inFile = m_file.values.find(std::string(key) + "_file");
        if (inFile != m_file.values.end())
            return fromFile(inFile->second, "file " + m_filePath.string());
        return std::nullopt;
    }

    GivenSecret secret(std::string_view key, const std::string& name, std::size_t minBytes) {
        const auto given = secretText(key, name);
        if (!given) {
            show(key, "made once, in the data folder", "default");
            return std::nullopt;
        }
        const std::string_view value = trim(given->text);
        if (value.size() < minBytes)
            problem(*given, key, fmt::format("must have at least {} bytes", minBytes));
        show(key, "set", given->source);
        return Secret(value);
    }

    void refusePlainHttp(const Config& config) {
        const bool behindProxy =
            config.publicUrl && config.publicUrl->starts_with("https://") && !config.trustedProxies.empty();
        const bool tlsAsked = valueOf("tls_cert") || valueOf("tls_key");
        if (!isLoopbackHost(config.listen.host) && !tlsAsked && !behindProxy && !config.insecureHttp)
            m_problems.push_back(fmt::format(
                "listening on {} would send passwords in clear over the network: listen on 127.0.0.1, or give a "
                "certificate (--tls-cert and --tls-key), or put an HTTPS proxy in front (--public-url https://… and "
                "--trusted-proxies), or say --insecure-http if the network itself is safe",
                config.listen.host));
    }

    const Inputs& m_inputs;
    fs::path m_filePath;
    FileContents m_file;
    std::vector<Setting> m_settings;
    std::vector<std::string> m_secretVariables;
    std::vector<std::string> m_problems;
};

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

const std::vector<Option>& options() {
    static const std::vector<Option> table{
        {"config", "--config", "KINORA_CONFIG", "FILE",
            "Read settings from a TOML file, under the names of these flags"},
        {"data_dir", "--data-dir", "KINORA_DATA_DIR", "DIR", "Where everything is kept"},
        {"media_dir", "--media-dir", "KINORA_MEDIA_DIR", "DIR",
            "Where videos are kept; the same for all relays of one database (media, in the data folder)"},
        {"listen", "--listen", "KINORA_LISTEN", "HOST:PORT",
            "Where to listen; port 0 picks a free one (127.0.0.1:8787)"},
        {"metrics_listen", "--metrics-listen", "KINORA_METRICS_LISTEN", "HOST:PORT",
            "Where Prometheus reads /metrics without an account (none)"},
        {"database_url", "--database-url", "DATABASE_URL", "URL", "PostgreSQL to use instead of a private one"},
        {"public_url", "--public-url", "KINORA_PUBLIC_URL", "URL", "How clients reach the relay from outside"},
        {"trusted_proxies", "--trusted-proxies", "KINORA_TRUSTED_PROXIES", "CIDRS",
            "Proxies whose forwarding headers count"},
        {"cors_origins", "--cors-origins", "KINORA_CORS_ORIGINS", "LIST",
            "Origins of web pages that may use the relay, https://app.example,…"},
        {"tls_cert", "--tls-cert", "KINORA_TLS_CERT", "FILE", "Speak HTTPS with this certificate chain (PEM)"},
        {"tls_key", "--tls-key", "KINORA_TLS_KEY", "FILE", "and this key; both are read again on SIGHUP"},
        {"insecure_http", "--insecure-http", "KINORA_INSECURE_HTTP", "", "Allow plain HTTP beyond this machine"},
        {"registration", "--registration", "KINORA_REGISTRATION", "MODE", "auto, open, invite, approval or closed"},
        {"limits.money_per_month", "--money-per-month", "KINORA_MONEY_PER_MONTH", "USD",
            "What one user may spend in a calendar month (none)"},
        {"limits.seconds_per_month", "--seconds-per-month", "KINORA_SECONDS_PER_MONTH", "N",
            "Seconds of video one user may have made in a calendar month (none)"},
        {"limits.videos_per_hour", "--videos-per-hour", "KINORA_VIDEOS_PER_HOUR", "N",
            "Videos one user may ask for in an hour (5; none where only this machine can reach it)"},
        {"limits.waiting_jobs", "--waiting-jobs", "KINORA_WAITING_JOBS", "N", "Jobs of one user that may wait (500)"},
        {"library.trash_days", "--trash-days", "KINORA_TRASH_DAYS", "N",
            "Days after which what is in the trash is removed for ever (30; 0: never)"},
        {"log_format", "--log-format", "KINORA_LOG_FORMAT", "FORMAT", "text or json"},
        {"log_level", "--log-level", "KINORA_LOG_LEVEL", "LEVEL", "trace, debug, info, warning, error or off"},
        {"lease_seconds", "", "KINORA_LEASE_SECONDS", "", ""},
        {"absence_seconds", "", "KINORA_ABSENCE_SECONDS", "", ""},
        {"retry_seconds", "", "KINORA_RETRY_SECONDS", "", ""},
        {"late_seconds", "", "KINORA_LATE_SECONDS", "", ""},
        {"account_grace_seconds", "", "KINORA_ACCOUNT_GRACE_SECONDS", "", ""},
        {"jwt_secret_file", "", "", "", ""},
        {"pepper_file", "", "", "", ""},
    };
    return table;
}

std::expected<Config, std::vector<std::string>> load(const Inputs& inputs) {
    return Loader(inputs).run();
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t steps = distance(word, candidate);
        if (steps < bestDistance) {
            best = candidate;
            bestDistance = steps;
        }
    }
    return std::string(best);
}

} // namespace kinora::config
