// JSON bodies, through every reader of one that the routes have.
#include "base/Json.h"
#include "base/Unicode.h"
#include "domain/AccountRules.h"
#include "domain/ApiKeys.h"
#include "domain/Invites.h"
#include "domain/JobRequest.h"
#include "domain/Profile.h"
#include "domain/UsageAdministration.h"
#include "domain/UserAdministration.h"
#include "fuzz/RelayTargets.h"
#include "http/Problem.h"

#include <algorithm>
#include <cmath>

namespace kinora::test {

using namespace kinora::domain;

namespace {

constexpr std::size_t Deepest = 32;

std::size_t depthOf(const json::value& value) {
    std::size_t deepest = 0;
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object)
            deepest = std::max(deepest, depthOf(member.value()));
        return deepest + 1;
    }
    if (const auto* array = value.if_array()) {
        for (const auto& entry : *array)
            deepest = std::max(deepest, depthOf(entry));
        return deepest + 1;
    }
    return 0;
}

/// A number too large for a double reads as infinity, for which JSON has no word.
bool isFinite(const json::value& value) {
    if (const auto* number = value.if_double())
        return std::isfinite(*number);
    if (const auto* array = value.if_array())
        return std::ranges::all_of(*array, isFinite);
    const auto* object = value.if_object();
    return object == nullptr ||
           std::ranges::all_of(*object, [](const auto& member) { return isFinite(member.value()); });
}

json::object backwards(const json::object& object) {
    json::object result;
    for (std::size_t i = object.size(); i > 0; --i)
        result[(object.begin() + (i - 1))->key()] = (object.begin() + (i - 1))->value();
    return result;
}

/// What is refused is refused in words that can be sent.
void judgeError(const Error& error) {
    require(error.code == Code::BadRequest || error.code == Code::ValidationFailed, "a body is 400 or good");
    const http::Response response = http::problem(error, "id");
    const auto& text = std::get<std::string>(response.body);
    boost::system::error_code broken;
    const json::value problem = json::parse(text, broken);
    require(!broken && problem.is_object(), "an error is a JSON object");
}

void judgeJob(const json::object& body) {
    static const ModelCatalog catalog = [] {
        upstreams::Model videos;
        videos.id = "sora-2";
        videos.sizes = {{"portrait", {"720x1280", "1024x1792"}}, {"landscape", {"1280x720"}}};
        videos.seconds = {4, 8, 12};
        videos.pricePerSecondMicroUsd = 100'000;
        upstreams::Model chat;
        chat.id = "chat";
        chat.orientations = {"landscape"};
        chat.maxPromptChars = 10;
        return ModelCatalog({videos, chat});
    }();
    for (const Prompt prompt : {Prompt::Required, Prompt::Optional}) {
        const auto job = readJobRequest(body, catalog, prompt);
        if (!job) {
            judgeError(job.error());
            continue;
        }
        require(job->count >= 1 && job->count <= job->model->maxCount, "as many takes as the model makes");
        require(prompt == Prompt::Optional || !job->prompt.empty(), "there are words");
        require(toNfc(job->prompt) == job->prompt && trim(job->prompt) == job->prompt &&
                    !hasControl(job->prompt, "\n\t\r") &&
                    codePoints(job->prompt) <= static_cast<std::size_t>(job->model->maxPromptChars),
            "a prompt is text of the length the model takes");
        const auto& offered = job->model->orientations;
        require(std::ranges::find(offered, job->orientation) != offered.end(), "an orientation the model has");
        require(!job->priceMicroUsd || *job->priceMicroUsd > 0, "nothing is for less than nothing");
    }
}

void judgeAccounts(const json::object& body) {
    if (const auto change = readProfileChange(body)) {
        require(change->displayName || change->handle || change->email, "something changes");
        require(!change->displayName || !checkDisplayName(*change->displayName), "a name is one");
        require(!change->handle || !checkHandle(*change->handle), "a handle is one");
        require(!change->email || (!checkEmail(*change->email) && change->currentPassword), "an address is one");
        if (change->email)
            require(!checkHandle(handleFrom(*change->email)), "an address gives a handle");
    } else {
        judgeError(change.error());
    }
    if (const auto invite = readInviteWish(body))
        require(invite->maxUses >= 1 && invite->maxUses <= Invites::MostUses && invite->lifetime.count() >= 1 &&
                    invite->lifetime <= Invites::LongestLifetime && !hasControl(invite->note) &&
                    codePoints(invite->note) <= Invites::NoteMaxLength,
            "an invitation stays within its limits");
    else
        judgeError(invite.error());
    if (const auto key = readApiKeyWish(body)) {
        require(!key->name.empty() && !hasControl(key->name) && codePoints(key->name) <= ApiKeys::NameMaxLength,
            "a key has a name");
        require(!key->scopes.empty(), "a key may do something");
        require(!key->lifetime || (key->lifetime->count() >= 1 && *key->lifetime <= ApiKeys::LongestLifetime),
            "a key ends");
    } else {
        judgeError(key.error());
    }
    if (const auto change = readUserChange(body))
        require(change->role || change->status, "something changes");
    else
        judgeError(change.error());
    UserLimits limits;
    if (const auto read = readLimits(body, limits); !read)
        judgeError(read.error());
    for (const auto& own : {limits.microUsdPerMonth, limits.secondsPerMonth, limits.videosPerHour, limits.waitingJobs})
        require(!own || *own >= 0 || *own == UserLimits::NoLimit, "a limit is a number or none");
}

/// As the routes read credentials and their like.
void judgeReader(const json::object& body) {
    ObjectReader reader(body);
    const std::string email = reader.string("email");
    const std::string password = reader.string("password");
    const auto displayName = reader.optionalString("displayName");
    (void)reader.optionalInteger("count");
    (void)reader.optionalBoolean("flag");
    const auto scopes = reader.optionalStrings("scopes");
    const Result<> complete = reader.finish();
    if (!complete) {
        require(!complete.error().fields.empty(), "a refusal names the field");
        judgeError(complete.error());
        return;
    }
    require(isUtf8(email) && isUtf8(password) && isUtf8(displayName.value_or("")), "strings are UTF-8");
    for (const auto& member : body)
        require(!member.value().is_object(), "nobody asked for an object");
    (void)checkEmail(email);
    (void)emailKey(email);
    (void)checkPassword(password);
}

} // namespace

void fuzzBody(std::string_view bytes) {
    const auto body = parseObject(bytes);
    if (!body) {
        judgeError(body.error());
        return;
    }
    require(depthOf(*body) <= Deepest, "nothing is nested deeper than it may");
    if (isFinite(*body)) {
        const auto again = parseObject(json::serialize(*body));
        require(again && again->size() == body->size(), "what was read can be written and read");
    }
    require(requestFingerprint("jobs", *body) == requestFingerprint("jobs", backwards(*body)),
        "the order of members means nothing");
    require(requestFingerprint("jobs", *body) != requestFingerprint("retry", *body), "the route means something");
    judgeJob(*body);
    judgeAccounts(*body);
    judgeReader(*body);
}

} // namespace kinora::test
