// What is measured only when somebody asks: the state of the database, the storage and the streams.
#pragma once

#include "base/Metrics.h"
#include "base/Task.h"
#include "domain/AuditKeeper.h"
#include "jobs/EventHub.h"
#include "pg/Pool.h"

#include <filesystem>
#include <string>

namespace kinora::domain {

class Gauges {
public:
    struct Parts {
        Metrics& metrics;
        pg::Pool& pool;
        const jobs::EventHub& hub;
        const AuditKeeper& auditKeeper;
        std::filesystem::path mediaFolder;
    };
    explicit Gauges(Parts parts);

    /// Reads everything anew and says it in Prometheus' text form. Answers within about two seconds also while the
    /// database is away; what it knows then is what it knew before, and kinora_database_up is 0.
    [[nodiscard]] Task<std::string> scrape();

private:
    [[nodiscard]] Task<> readDatabase();
    void readRest();

    Parts m_parts;
};

} // namespace kinora::domain
