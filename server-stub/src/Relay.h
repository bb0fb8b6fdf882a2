// The parts of a running relay, in the order they need each other.
#pragma once

#include "base/Result.h"
#include "config/Config.h"
#include "http/Server.h"

#include <memory>

namespace kinora {

class Relay {
public:
    explicit Relay(config::Config config);
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;
    /// Stops what still runs.
    ~Relay();

    /// Blocks until requests are answered; where. What prevents it otherwise, in a sentence for the operator.
    [[nodiscard]] Result<http::Endpoint> start();
    /// Reads the TLS certificate and its key again; what prevents it, and then those in use stay.
    [[nodiscard]] Result<> reloadCertificate();
    /// Orderly: no new requests, streams told, work handed back, database last. Blocks; idempotent.
    void stop();

private:
    struct Parts;

    config::Config m_config;
    std::unique_ptr<Parts> m_parts;
};

} // namespace kinora
