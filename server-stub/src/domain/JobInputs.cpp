#include "domain/JobInputs.h"

#include "domain/AccountRules.h"
#include "store/Uploads.h"

#include <algorithm>

namespace kinora::domain {
namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// People may begin a sentence with a handle.
bool isOfHandle(char c) {
    return isHandleCharacter(lowered(c));
}

const store::Cameo* namedBy(std::string_view handle, const std::vector<store::Cameo>& cameos) {
    const auto found = std::ranges::find_if(
        cameos, [handle](const store::Cameo& cameo) { return std::ranges::equal(handle, cameo.handle, {}, lowered); });
    return found == cameos.end() ? nullptr : &*found;
}

/// Of an upstream that knows characters; empty where it does not know this one.
std::string characterOf(const store::Cameo& cameo, const std::string& upstream) {
    const auto found = cameo.characters.find(upstream);
    return found == cameo.characters.end() ? std::string() : found->second;
}

std::string wordFor(const store::Cameo& cameo, const std::string& upstream) {
    const std::string character = characterOf(cameo, upstream);
    return character.empty() ? cameo.name : "@" + character;
}

} // namespace

std::string weave(std::string_view prompt, const std::vector<store::Cameo>& cameos, const std::string& upstream) {
    std::string woven;
    for (std::size_t i = 0; i < prompt.size();) {
        // "ann@example.com" names nobody.
        const bool begins = prompt[i] == '@' && (i == 0 || !isOfHandle(prompt[i - 1]));
        std::size_t end = i + 1;
        while (begins && end < prompt.size() && isOfHandle(prompt[end]))
            ++end;
        const store::Cameo* cameo = begins ? namedBy(prompt.substr(i + 1, end - i - 1), cameos) : nullptr;
        if (cameo == nullptr)
            woven += prompt.substr(i, end - i);
        else
            woven += wordFor(*cameo, upstream);
        i = end;
    }
    std::string looks;
    for (const store::Cameo& cameo : cameos)
        if (!cameo.description.empty() && characterOf(cameo, upstream).empty())
            looks += "\n" + cameo.name + ": " + cameo.description;
    if (!looks.empty())
        woven += "\n" + looks;
    return woven;
}

Task<Result<store::JobInputs>> resolveInputs(
    pg::Connection& connection, std::string userId, const JobRequest& request) {
    store::JobInputs inputs;
    inputs.negativePrompt = request.negativePrompt;
    inputs.seed = request.seed;
    if (request.remix) {
        inputs.remixOf = request.remix->videoId;
        inputs.remixTarget = request.remix->target;
        inputs.onlyAccount = request.remix->account;
    }
    if (request.referenceId) {
        const auto upload = co_await store::lockUpload(connection, userId, *request.referenceId);
        if (!upload)
            co_return failField("referenceId", "unknown", "There is no such picture. Send it again.");
        inputs.referenceId = upload->id;
        inputs.referenceSha256 = upload->sha256;
    }
    if (request.cameos.empty())
        co_return inputs;
    const auto cameos = co_await store::lockCameos(connection, userId, request.cameos);
    if (cameos.size() != request.cameos.size())
        co_return failField("cameos", "unknown", "There is no such cameo.");
    inputs.cameos = request.cameos;
    const std::string& upstream = request.model->upstream;
    for (const store::Cameo& cameo : cameos) {
        const std::string character = characterOf(cameo, upstream);
        if (!character.empty())
            inputs.characters.push_back(character);
        else if (!inputs.referenceSha256 && cameo.imageSha256 && request.model->referenceImage)
            inputs.referenceSha256 = cameo.imageSha256;
    }
    const std::string woven = weave(request.prompt, cameos, upstream);
    if (woven != request.prompt)
        inputs.upstreamPrompt = woven;
    co_return inputs;
}

} // namespace kinora::domain
