#include "domain/AuditChain.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Json.h"

#include <fmt/format.h>

#include <limits>

namespace kinora::domain {
namespace {

constexpr int RowsAtOnce = 1000;
constexpr std::size_t HashBytes = 32;

/// One pass over the rows, in order.
class Walk {
public:
    Walk(AuditVerdict& verdict, const std::optional<AuditHead>& kept)
        : m_verdict(verdict)
        , m_kept(kept) {}

    void take(const store::AuditRow& row) {
        ++m_verdict.rows;
        if (row.seq < 1 || row.seq > m_verdict.head.seq) {
            report(AuditFlawKind::Inserted, row.seq, "no such row was ever appended");
            return;
        }
        const bool gap = row.seq != m_last + 1;
        if (gap)
            report(AuditFlawKind::Removed, row.seq,
                fmt::format("{} rows before this one are missing", row.seq - m_last - 1));
        else if (row.previous != m_lastHash)
            report(AuditFlawKind::Inserted, row.seq, "it does not follow the row before it");
        if (store::auditHash(row) != row.hash)
            report(AuditFlawKind::Changed, row.seq, "it is not what was written");
        if (m_kept && m_kept->seq == row.seq && m_kept->hash != row.hash)
            report(AuditFlawKind::Rewritten, row.seq, "another row stood here when the head was kept");
        m_last = row.seq;
        m_lastHash = row.hash;
    }

    void finish() {
        const AuditHead& head = m_verdict.head;
        if (m_last < head.seq)
            report(AuditFlawKind::Cut, m_last + 1, fmt::format("the rows up to {} are missing", head.seq));
        else if (m_lastHash != head.hash)
            report(AuditFlawKind::Rewritten, m_last, "it is not the row that was appended last");
        if (m_kept && m_kept->seq > m_last && m_kept->seq > head.seq)
            report(AuditFlawKind::Cut, m_last + 1,
                fmt::format("the rows up to {}, which was kept outside the database, are missing", m_kept->seq));
    }

private:
    void report(AuditFlawKind kind, std::int64_t seq, std::string detail) {
        if (m_verdict.flaws.size() < AuditVerdict::MaxFlaws)
            m_verdict.flaws.push_back({kind, seq, std::move(detail)});
    }

    AuditVerdict& m_verdict;
    const std::optional<AuditHead>& m_kept;
    std::int64_t m_last = 0;
    std::string m_lastHash = std::string(HashBytes, '\0');
};

} // namespace

std::string_view toText(AuditFlawKind kind) {
    switch (kind) {
    case AuditFlawKind::Changed:
        return "changed";
    case AuditFlawKind::Removed:
        return "removed";
    case AuditFlawKind::Inserted:
        return "inserted";
    case AuditFlawKind::Cut:
        return "cut";
    case AuditFlawKind::Rewritten:
        return "rewritten";
    }
    return "changed";
}

Task<AuditVerdict> verifyAudit(pg::Pool& pool, std::optional<AuditHead> kept) {
    pg::Transaction transaction = co_await pool.begin();
    co_await transaction.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    AuditVerdict verdict;
    verdict.head = co_await store::readAuditHead(transaction.connection());
    Walk walk(verdict, kept);
    // Below every number that a row may have: one put in with a number of zero or less is found too.
    std::int64_t after = std::numeric_limits<std::int64_t>::min();
    for (;;) {
        const std::vector<store::AuditRow> rows =
            co_await store::walkAudit(transaction.connection(), after, RowsAtOnce);
        if (rows.empty())
            break;
        for (const store::AuditRow& row : rows)
            walk.take(row);
        after = rows.back().seq;
    }
    walk.finish();
    co_return verdict;
}

std::filesystem::path auditHeadFile(const std::filesystem::path& dataFolder) {
    return dataFolder / "audit-head.json";
}

Result<std::optional<AuditHead>> readKeptHead(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return std::nullopt;
    const Result<std::string> text = readFile(file);
    if (!text)
        return std::unexpected(text.error());
    const Result<json::object> object = parseObject(*text);
    if (!object)
        return fail(Code::Internal, "The kept head of the audit log cannot be read.");
    ObjectReader reader(*object);
    AuditHead head;
    head.seq = reader.integer("seq");
    const std::optional<std::string> hash = fromHex(reader.string("hash"));
    if (!reader.finish() || !hash || hash->size() != HashBytes)
        return fail(Code::Internal, "The kept head of the audit log cannot be read.");
    head.hash = *hash;
    return head;
}

Result<> keepHead(const std::filesystem::path& file, const AuditHead& head) {
    const json::object object{{"seq", head.seq}, {"hash", toHex(head.hash)}};
    return writeDurably(file, json::serialize(object) + "\n");
}

} // namespace kinora::domain
