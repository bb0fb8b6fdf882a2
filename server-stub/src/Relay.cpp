#include "Relay.h"

#include "LimitSetup.h"
#include "SecretSetup.h"
#include "UpstreamSetup.h"
#include "api/AccountRoutes.h"
#include "api/AdminRoutes.h"
#include "api/ApiKeyRoutes.h"
#include "api/AvatarRoutes.h"
#include "api/CameoRoutes.h"
#include "api/ContractRoutes.h"
#include "api/FrontDoor.h"
#include "api/ImportRoutes.h"
#include "api/InviteRoutes.h"
#include "api/JobRoutes.h"
#include "api/LibraryRoutes.h"
#include "api/PasswordRoutes.h"
#include "api/PeopleRoutes.h"
#include "api/ProfileRoutes.h"
#include "api/QueueRoutes.h"
#include "api/RequestMetrics.h"
#include "api/Router.h"
#include "api/ServerRoutes.h"
#include "api/SpendingRoutes.h"
#include "api/UploadRoutes.h"
#include "api/UserRoutes.h"
#include "api/VideoRoutes.h"
#include "base/Clock.h"
#include "base/CrashMarker.h"
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Metrics.h"
#include "base/Subprocess.h"
#include "base/WorkPool.h"
#include "config/DataFolder.h"
#include "config/SecretFiles.h"
#include "domain/AccessTokens.h"
#include "domain/Accounts.h"
#include "domain/ApiKeys.h"
#include "domain/Attempts.h"
#include "domain/AuditChain.h"
#include "domain/AuditKeeper.h"
#include "domain/AuditReader.h"
#include "domain/Avatars.h"
#include "domain/Cameos.h"
#include "domain/EventStream.h"
#include "domain/Gauges.h"
#include "domain/Health.h"
#include "domain/Housekeeping.h"
#include "domain/Imports.h"
#include "domain/Invites.h"
#include "domain/JobAdministration.h"
#include "domain/Jobs.h"
#include "domain/Library.h"
#include "domain/ModelCatalog.h"
#include "domain/PasswordHasher.h"
#include "domain/Passwords.h"
#include "domain/People.h"
#include "domain/Profile.h"
#include "domain/Queue.h"
#include "domain/RefreshTokens.h"
#include "domain/ServerIdentity.h"
#include "domain/SessionWatch.h"
#include "domain/Sessions.h"
#include "domain/Spending.h"
#include "domain/StorageAdministration.h"
#include "domain/Uploads.h"
#include "domain/UpstreamAdministration.h"
#include "domain/UsageAdministration.h"
#include "domain/UserAdministration.h"
#include "domain/Videos.h"
#include "fetch/Client.h"
#include "http/Limits.h"
#include "jobs/Announcer.h"
#include "jobs/Engine.h"
#include "jobs/EventHub.h"
#include "media/ContentStore.h"
#include "pg/DatabaseError.h"
#include "pg/Migrator.h"
#include "pg/Pool.h"
#include "pg/PrivatePostgres.h"
#include "store/Migrations.h"
#include "upstreams/Dialects.h"
#include "upstreams/MeteredUpstream.h"
#include "upstreams/Spool.h"
#include "upstreams/StandIn.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <future>
#include <optional>
#include <thread>

namespace kinora {
using namespace std::chrono_literals;

namespace {

/// Of the ten seconds a stop may take, the work under way gets most; what is left goes to giving back the rest and to
/// the database.
constexpr auto RequestGrace = 2s;
constexpr auto WorkGrace = 5s;
constexpr std::size_t HashQueue = 64;
constexpr std::size_t MediaQueue = 256;
constexpr std::size_t FileThreads = 2;
/// All cores but one, so that sign-ins and probing cannot starve streams.
std::size_t poolThreads() {
    return std::max(2U, std::thread::hardware_concurrency()) - 1;
}

domain::RegistrationMode modeOf(config::RegistrationMode mode) {
    switch (mode) {
    case config::RegistrationMode::Open:
        return domain::RegistrationMode::Open;
    case config::RegistrationMode::Invite:
        return domain::RegistrationMode::Invite;
    case config::RegistrationMode::Approval:
        return domain::RegistrationMode::Approval;
    case config::RegistrationMode::Closed:
        break;
    }
    return domain::RegistrationMode::Closed;
}

jobs::EngineSettings settingsOf(const config::Engine& engine) {
    return {.lease = engine.lease,
        .absenceWait = engine.absenceWait,
        .retryLongest = engine.retryLongest,
        .lateEvery = engine.lateEvery,
        .accountGrace = engine.accountGrace};
}

} // namespace

/// Made from top to bottom as start() gets there, destroyed from bottom to top.
struct Relay::Parts {
    SystemClock clock;
    Metrics metrics;
    Spawner spawner;
    std::optional<config::DataFolder> folder;
    std::optional<pg::PrivatePostgres> postgres;
    std::optional<upstreams::StandIn> standIn;
    IoThreads threads;
    WorkPool hashing{"hash", poolThreads(), HashQueue};
    std::optional<media::ContentStore> content; // outlives the work on its files
    WorkPool mediaWork{"media", poolThreads(), MediaQueue};
    WorkPool fileWork{"files", FileThreads, MediaQueue};
    std::optional<pg::Pool> pool;
    std::optional<domain::SessionWatch> watch;
    std::optional<domain::AuditKeeper> auditKeeper;
    std::optional<domain::AuditReader> auditReader;
    std::optional<domain::PasswordHasher> hasher;
    std::optional<domain::AccessTokens> accessTokens;
    std::optional<domain::RefreshTokens> refreshTokens;
    std::optional<domain::Attempts> attempts;
    std::optional<domain::Sessions> sessions;
    std::optional<domain::Accounts> accounts;
    std::optional<domain::Invites> invites;
    std::optional<domain::Passwords> passwords;
    std::optional<domain::UserAdministration> users;
    std::optional<domain::ApiKeys> apiKeys;
    std::optional<domain::Health> health;
    std::optional<fetch::Client> client;
    std::optional<upstreams::Spool> spool;
    std::unique_ptr<upstreams::Upstream> upstream;
    std::optional<domain::ModelCatalog> catalog;
    jobs::EventHub hub;
    std::optional<jobs::Announcer> announcer;
    std::optional<jobs::Engine> engine;
    std::optional<domain::Jobs> jobs;
    std::optional<domain::Spending> spending;
    std::optional<domain::Queue> queue;
    std::optional<domain::Videos> videos;
    std::optional<domain::Profile> profile;
    std::optional<domain::Avatars> avatars;
    std::optional<domain::Uploads> uploads;
    std::optional<domain::Cameos> cameos;
    std::optional<domain::Library> library;
    std::optional<domain::Imports> imports;
    std::optional<domain::People> people;
    std::optional<domain::Housekeeping> housekeeping;
    std::optional<domain::EventStream> events;
    std::optional<domain::Gauges> gauges;
    std::optional<domain::UpstreamAdministration> upstreamAdministration;
    std::optional<domain::JobAdministration> jobAdministration;
    std::optional<domain::UsageAdministration> usageAdministration;
    std::optional<domain::StorageAdministration> storageAdministration;
    std::optional<api::Router> router;
    std::optional<api::FrontDoor> door;
    std::optional<http::Server> server;
    std::optional<http::Server> metricsServer;

    /// From outside the I/O threads.
    template <class T>
    T wait(Task<T> task) {
        return boost::asio::co_spawn(threads.executor(0), std::move(task), boost::asio::use_future).get();
    }

    void openDatabase(const config::Config& config) {
        std::string conninfo;
        if (config.databaseUrl) {
            conninfo = config.databaseUrl->reveal();
        } else {
            postgres.emplace(spawner, config.dataDirectory / "postgres");
            postgres->start();
            conninfo = postgres->conninfo();
        }
        pool.emplace(std::move(conninfo));
        wait(pg::migrate(*pool, store::migrations()));
    }

    void makeAccounts(const config::Config& config, const Secrets& secrets, const std::string& serverId) {
        watch.emplace(threads.next(), *pool);
        auditReader.emplace(*pool);
        auditKeeper.emplace(threads.next(), *pool, fileWork, domain::auditHeadFile(config.dataDirectory));
        hasher.emplace(secrets.pepper, hashing);
        accessTokens.emplace(secrets.jwt, serverId, clock);
        refreshTokens.emplace(secrets.jwt);
        attempts.emplace(*pool, !config.isPlainLoopback());
        sessions.emplace(*pool, *hasher, *accessTokens, *refreshTokens, *watch, *attempts);
        domain::RegistrationPolicy policy;
        policy.mode = modeOf(config.registration);
        policy.plainLoopback = config.isPlainLoopback();
        policy.setupCode = domain::makeSetupCode(secrets.jwt, serverId);
        accounts.emplace(*pool, *hasher, *sessions, *attempts, policy);
        invites.emplace(*pool);
        passwords.emplace(*pool, *hasher, *sessions, *attempts, *watch);
        users.emplace(*pool, *watch);
        apiKeys.emplace(*pool, *passwords, *watch);
        const domain::AccountsInfo info = wait(accounts->info(true));
        if (info.setupCodeRequired)
            log::info(
                "auth", "no account exists yet; the first one needs the set-up code {}", policy.setupCode.reveal());
    }

    Result<> makeUpstream(const config::Config& config, const Secrets& secrets) {
        client.emplace(threads, fetch::ClientOptions{});
        spool.emplace(config.mediaDirectory / "inline", mediaWork);
        upstreams::Definition definition;
        if (config.upstream) {
            definition = definitionOf(*config.upstream);
        } else {
            upstreams::StandIn::Setup setup;
            setup.program = executableFolder() / "kinora-sim";
            setup.directory = config.dataDirectory / "stand-in";
            setup.token = secrets.standInToken;
            standIn.emplace(spawner, std::move(setup));
            const Result<> started = standIn->start();
            if (!started)
                return started;
            definition = standInDefinition(standIn->origin(), secrets.standInToken);
        }
        catalog.emplace(definition.models);
        upstream = upstreams::metered(upstreams::makeUpstream(std::move(definition), *client, *spool), metrics);
        return {};
    }

    /// A limit that somebody relies on and that cannot hold should not be found out from the bill.
    void warnAboutUncounted(const domain::Limits& limits) const {
        for (const upstreams::Model& model : catalog->models()) {
            if (limits.microUsdPerMonth && !model.pricePerSecondMicroUsd && !model.pricePerVideoMicroUsd)
                log::warning("config", "{} has no price, so money_per_month does not count it", model.id);
            if (limits.secondsPerMonth && model.seconds.empty())
                log::warning(
                    "config", "{} chooses its length itself, so seconds_per_month does not count it", model.id);
        }
    }

    Result<> makeJobs(const config::Config& config) {
        content.emplace(config.mediaDirectory);
        const Result<> prepared = content->prepare();
        if (!prepared)
            return prepared;
        const Result<std::string> instance = jobs::instanceName(config.dataDirectory);
        if (!instance)
            return std::unexpected(instance.error());
        const std::filesystem::path marker = jobs::crashMarker(config.dataDirectory);
        markCrashes(marker);
        const auto executor = threads.next();
        announcer.emplace(executor, *pool, hub, *instance);
        engine.emplace(jobs::Engine::Parts{executor, *pool, mediaWork, *content, hub, *announcer, clock,
            settingsOf(config.engine), *instance, marker, {upstream.get()}});
        const domain::Limits limits = limitsOf(config.limits);
        warnAboutUncounted(limits);
        jobs.emplace(*pool, *catalog, hub, *announcer, *engine, clock, limits);
        spending.emplace(*pool, *catalog, limits);
        queue.emplace(*pool, hub, *announcer, clock);
        const domain::WorkPools work{mediaWork, fileWork};
        videos.emplace(*pool, *content, work);
        profile.emplace(*pool, *passwords, *watch, *content, fileWork);
        avatars.emplace(*pool, *content, work);
        uploads.emplace(*pool, *content, work);
        cameos.emplace(*pool, *content, fileWork);
        const domain::Library::Parts parts{*pool, *content, work, hub, *announcer};
        library.emplace(parts);
        imports.emplace(parts);
        people.emplace(*pool);
        housekeeping.emplace(threads.next(), *pool, *uploads, *library, trashAgeOf(config.library));
        events.emplace(*pool, hub, *watch, clock);
        makeAdministration(config, limits);
        gauges.emplace(domain::Gauges::Parts{metrics, *pool, hub, *auditKeeper, config.mediaDirectory});
        return {};
    }

    void makeAdministration(const config::Config& config, const domain::Limits& limits) {
        upstreamAdministration.emplace(
            *pool, *announcer, std::vector<const upstreams::Upstream*>{upstream.get()}, config.engine.accountGrace);
        jobAdministration.emplace(*pool, *jobs, clock);
        usageAdministration.emplace(*pool, limits);
        storageAdministration.emplace(*pool, *content, mediaWork, config.mediaDirectory);
    }

    void makeRouter(const config::Config& config, const std::string& serverId) {
        health.emplace(*pool, config.mediaDirectory, store::migrations());
        api::ServerIdentity identity;
        identity.id = serverId;
        identity.name = "Kinora relay";
        identity.limits = limitsOf(config.limits);
        identity.trashAge = trashAgeOf(config.library);
        std::vector<api::Endpoint> endpoints = api::serverRoutes(identity, *accounts, *health, *gauges);
        const auto add = [&endpoints](std::vector<api::Endpoint> more) {
            std::ranges::move(more, std::back_inserter(endpoints));
        };
        add(api::contractRoutes());
        const bool secureCookie = !config.isPlainLoopback();
        add(api::accountRoutes(*accounts, *sessions, secureCookie));
        add(api::passwordRoutes(*passwords, secureCookie));
        add(api::profileRoutes(*profile, secureCookie));
        add(api::avatarRoutes(*avatars));
        add(api::uploadRoutes(*uploads));
        add(api::cameoRoutes(*cameos));
        add(api::apiKeyRoutes(*apiKeys));
        add(api::inviteRoutes(*invites));
        add(api::userRoutes(*users, *passwords));
        add(api::jobRoutes(*jobs, *events));
        add(api::spendingRoutes(*spending));
        add(api::queueRoutes(*queue));
        add(api::videoRoutes(*videos));
        add(api::libraryRoutes(*library));
        add(api::importRoutes(*imports));
        add(api::peopleRoutes(*people));
        add(api::adminRoutes(
            {*auditReader, *upstreamAdministration, *jobAdministration, *usageAdministration, *storageAdministration}));
        // On one's own machine there is nobody to be protected from (see README, Limits).
        const bool shared = !config.isPlainLoopback();
        router.emplace(std::move(endpoints), *sessions, *apiKeys,
            shared ? std::optional(http::limits::StreamsPerUser) : std::nullopt);
        router->setBodyFiles([this] { return content->newIncoming(); });
        api::FrontDoor::Rules rules;
        rules.localOnly = !shared;
        rules.proxies = api::TrustedProxies(config.trustedProxies);
        rules.cors = api::Cors(config.corsOrigins);
        door.emplace(std::move(rules), *router);
    }

    http::ServerOptions serverOptions(const config::Listen& listen) {
        http::ServerOptions options;
        options.host = listen.host;
        options.port = listen.port;
        options.observer = [this](const http::Answered& answered) {
            api::countAnswer(metrics, answered);
        };
        return options;
    }

    Result<> listenForMetrics(const config::Config& config) {
        if (!config.metricsListen)
            return {};
        auto handler = [this](http::Request& request) {
            return api::metricsForAnyone(request, *gauges);
        };
        metricsServer.emplace(threads, serverOptions(*config.metricsListen), std::move(handler));
        const Result<http::Endpoint> endpoint = metricsServer->start();
        if (!endpoint)
            return std::unexpected(endpoint.error());
        log::info("main", "metrics on http://{}/metrics", http::toString(*endpoint));
        return {};
    }

    Result<http::Endpoint> listen(const config::Config& config) {
        http::ServerOptions options = serverOptions(config.listen);
        if (config.tls)
            options.tls = http::TlsFiles{config.tls->certificate, config.tls->key};
        // Behind a proxy all come from one address, and counting is the proxy's business.
        if (!config.isPlainLoopback() && config.trustedProxies.empty())
            options.connectionsPerAddress = http::limits::ConnectionsPerAddress;
        options.bodyPlanOf = [this](const http::Request& request) {
            return router->bodyPlan(request);
        };
        options.bodyGoesToFile = [this](const http::Request& request) {
            return router->bodyGoesToFile(request);
        };
        server.emplace(threads, options, [this](http::Request& request) { return door->handle(request); });
        return server->start();
    }
};

Relay::Relay(config::Config config)
    : m_config(std::move(config))
    , m_parts(std::make_unique<Parts>()) {
}

Relay::~Relay() {
    stop();
}

Result<http::Endpoint> Relay::start() {
    Parts& parts = *m_parts;
    Result<config::DataFolder> folder = config::DataFolder::open(m_config.dataDirectory);
    if (!folder)
        return std::unexpected(std::move(folder.error()));
    parts.folder.emplace(std::move(*folder));
    const Result<Secrets> secrets = loadSecrets(m_config);
    if (!secrets)
        return std::unexpected(secrets.error());

    parts.threads.start();
    parts.openDatabase(m_config);
    const std::string fingerprint = config::secretFingerprint(secrets->jwt, secrets->pepper);
    const Result<std::string> serverId = parts.wait(domain::identify(*parts.pool, fingerprint));
    if (!serverId)
        return std::unexpected(serverId.error());

    parts.makeAccounts(m_config, *secrets, *serverId);
    Result<> made = parts.makeUpstream(m_config, *secrets);
    if (made)
        made = parts.makeJobs(m_config);
    if (!made)
        return std::unexpected(std::move(made.error()));
    parts.makeRouter(m_config, *serverId);

    parts.watch->start();
    parts.housekeeping->start();
    parts.auditKeeper->start();
    parts.announcer->start([engine = &*parts.engine] { engine->wake(); });
    parts.engine->start();
    const Result<> metered = parts.listenForMetrics(m_config);
    if (!metered)
        return std::unexpected(metered.error());
    return parts.listen(m_config);
}

Result<> Relay::reloadCertificate() {
    return m_parts->server->reloadTls();
}

void Relay::stop() {
    if (!m_parts)
        return;
    Parts& parts = *m_parts;
    // Side by side: what is on the wire upstream needs the time that slow clients would use up.
    std::future<void> worked;
    if (parts.engine)
        worked =
            boost::asio::co_spawn(parts.threads.executor(0), parts.engine->stop(WorkGrace), boost::asio::use_future);
    if (parts.server)
        parts.wait(parts.server->stop(RequestGrace));
    if (parts.metricsServer)
        parts.wait(parts.metricsServer->stop(RequestGrace));
    if (worked.valid())
        worked.get();
    if (parts.announcer)
        parts.wait(parts.announcer->stop());
    if (parts.housekeeping)
        parts.wait(parts.housekeeping->stop());
    if (parts.watch)
        parts.wait(parts.watch->stop());
    if (parts.auditKeeper)
        parts.wait(parts.auditKeeper->stop());
    if (parts.pool)
        parts.wait(parts.pool->close());
    parts.threads.stop();
    parts.threads.join();
    if (parts.standIn)
        parts.standIn->stop();
    if (parts.postgres)
        parts.postgres->stop();
    m_parts.reset();
}

} // namespace kinora
