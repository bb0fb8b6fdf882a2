#include "store/AllJobs.h"

#include "store/JobRow.h"

namespace kinora::store {
namespace {

/// selectJob() with the names of the user, whom it joins as u.
std::string withUser(std::string_view condition) {
    std::string sql = selectJob();
    sql.replace(sql.find("SELECT"), 6, "SELECT u.handle, u.display_name,");
    sql += condition;
    return sql;
}

constexpr std::string_view Filtered = R"sql(
WHERE (cardinality($1::text[]) = 0 OR j.status::text = ANY ($1::text[])) AND ($2::uuid IS NULL OR j.user_id = $2::uuid)
  AND ($3::text IS NULL OR j.upstream = $3::text) AND ($4::uuid IS NULL OR j.id < $4::uuid)
ORDER BY j.id DESC LIMIT $5::int)sql";

JobOfUser readJobOfUser(const pg::Row& row) {
    JobOfUser one;
    one.job = readJob(row);
    one.id = one.job.id;
    one.handle = row.get<std::string>("handle");
    one.displayName = row.get<std::string>("display_name");
    return one;
}

} // namespace

Task<Page<JobOfUser>> listAllJobs(
    pg::Connection& connection, JobFilter filter, std::optional<PageKey> after, int limit) {
    const PageParams page(after);
    const std::string sql = withUser(Filtered);
    const pg::Rows rows =
        co_await connection.query(sql, filter.statuses, filter.userId, filter.upstream, page.id, limit + 1);
    co_return readPage(rows, limit, readJobOfUser);
}

Task<std::optional<JobOfUser>> findJobOfUser(pg::Connection& connection, std::string jobId) {
    const std::string sql = withUser("WHERE j.id = $1::uuid");
    const pg::Rows rows = co_await connection.query(sql, jobId);
    if (rows.empty())
        co_return std::nullopt;
    co_return readJobOfUser(rows.front());
}

} // namespace kinora::store
