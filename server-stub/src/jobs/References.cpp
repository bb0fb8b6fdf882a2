#include "jobs/References.h"

#include "base/DurableFile.h"
#include "media/Picture.h"

#include <charconv>
#include <memory>
#include <utility>

namespace kinora::jobs {
namespace {

struct PictureSize {
    int width = 0;
    int height = 0;
};

std::optional<PictureSize> pictureSizeOf(const std::string& text) {
    PictureSize size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x')
        return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec != std::errc() || height.ptr != end || size.width < 1 || size.height < 1)
        return std::nullopt;
    return size;
}

Result<upstreams::Reference> prepareReference(
    const media::ContentStore& store, std::string sha256, const std::optional<PictureSize>& size) {
    const auto opened = store.open(sha256);
    if (!opened)
        return std::unexpected(opened.error());
    Result<std::string> bytes = readFile(opened->path);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (size) {
        auto fitted = media::fittedPicture(*bytes, size->width, size->height);
        if (!fitted)
            return fail(Code::Internal, fitted.error());
        bytes = std::move(fitted->jpeg);
    }
    upstreams::Reference reference;
    reference.sha256 = std::move(sha256);
    reference.jpeg = std::make_shared<const std::string>(std::move(*bytes));
    return reference;
}

} // namespace

References::References(const media::ContentStore& store, WorkPool& pool)
    : m_store(store)
    , m_pool(pool) {
}

Task<Result<upstreams::Reference>> References::read(std::string sha256, std::optional<std::string> size) {
    auto work = [this, sha256 = std::move(sha256), wanted = size ? pictureSizeOf(*size) : std::nullopt] {
        return prepareReference(m_store, sha256, wanted);
    };
    Result<Result<upstreams::Reference>> done = co_await m_pool.run(std::move(work));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    co_return std::move(*done);
}

} // namespace kinora::jobs
