// The bodies of a relay's answers as the app reads them.
#include "fuzz/ClientTargets.h"
#include "net/Json.h"
#include "net/MoneyJson.h"

namespace kinora::test {

namespace {

void judge(const Job& job) {
    require(!job.progress || (*job.progress >= 0 && *job.progress <= 100), "progress is 0 to 100");
    require(job.createdAt.isValid() && job.createdAt.timeSpec() == Qt::UTC, "times are UTC");
    require(!job.finishedAt.isValid() || job.finishedAt.timeSpec() == Qt::UTC, "times are UTC");
}

template <class T>
void judgeRefusal(const Result<T>& result) {
    require(result || result.error().code == ErrorCode::BadAnswer, "what cannot be read is a bad answer");
}

} // namespace

void fuzzAnswer(std::string_view bytes) {
    const QByteArray body(bytes.data(), static_cast<qsizetype>(bytes.size()));
    judgeRefusal(readServerInfo(body));
    judgeRefusal(readSession(body));
    judgeRefusal(readAccount(body));
    judgeRefusal(readModels(body));
    judgeRefusal(readVideo(body));
    judgeRefusal(readVideoPage(body));
    judgeRefusal(readQueue(body));
    judgeRefusal(readEstimate(body));
    judgeRefusal(readUsage(body));
    const auto job = readJob(body);
    judgeRefusal(job);
    if (job)
        judge(*job);
    const auto page = readJobPage(body);
    judgeRefusal(page);
    if (page)
        for (const Job& one : page->items)
            judge(one);
    judgeRefusal(readJobs(body));
    for (const char* name : {"snapshot", "progress", "completed", "failed", "canceled", "queue", "video"})
        judgeRefusal(readEvent(QLatin1String(name), body));
    for (const int status : {400, 401, 503})
        (void)readProblem(body, status);
}

std::vector<std::string> answerSeeds() {
    return filesUnder("contract", ".json");
}

} // namespace kinora::test
