#include "sim/Encoder.h"

#include "base/DurableFile.h"
#include "sim/Random.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace kinora::sim {

namespace {

constexpr int encoderNiceness = 10;
constexpr std::chrono::seconds finishLimit{120};

/// One end of a pipe.
class Descriptor {
public:
    explicit Descriptor(int value)
        : m_value(value) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int value() const { return m_value; }
    void close() {
        if (m_value >= 0) {
            ::close(m_value);
            m_value = -1;
        }
    }

private:
    int m_value;
};

bool writeAll(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes = bytes.subspan(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

/// A soft chord as an expression for ffmpeg's aevalsrc: three notes of a pentatonic scale, faded in and out.
std::string chord(const ClipSpec& clip) {
    constexpr std::array semitones{0, 2, 4, 7, 9};
    Random random(hashOf(clip.prompt, clip.seed + 1));
    std::string sum;
    for (const int octave : {-12, 0, 7}) {
        const int step = semitones.at(static_cast<std::size_t>(random.below(static_cast<int>(semitones.size()))));
        const double frequency = 220.0 * std::pow(2.0, (octave + step) / 12.0);
        const double tremolo = random.between(0.15, 0.4);
        sum += fmt::format("+(0.7+0.3*sin(2*PI*{:.3f}*t))*(sin(2*PI*{:.3f}*t)+0.25*sin(4*PI*{:.3f}*t))", tremolo,
            frequency, frequency);
    }
    return fmt::format("0.055*min(1,t/0.8)*min(1,({}-t)/0.9)*(0{})", clip.seconds, sum);
}

constexpr std::string_view coloursOut = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p";

/// The picture, cut to the film's shape, stands for half a second and gives way to the scene.
std::string beginWithPicture(const ClipSpec& clip) {
    constexpr double stands = 0.5;
    constexpr double fades = 0.75;
    const int frames = static_cast<int>((stands + fades) * Painter::framesPerSecond);
    return fmt::format("[2:v]scale={0}:{1}:force_original_aspect_ratio=increase,crop={0}:{1},loop={2}:1:0,"
                       "setpts=N/({3}*TB),format=yuva444p,fade=t=out:st={4}:d={5}:alpha=1[picture];"
                       "[0:v][picture]overlay=eof_action=pass:format=rgb,{6}[film]",
        clip.width, clip.height, frames, Painter::framesPerSecond, stands, fades, coloursOut);
}

std::vector<std::string> renderArguments(const ClipSpec& clip, int input, const std::filesystem::path& output) {
    const std::string sound = chord(clip);
    std::vector<std::string> arguments{"-hide_banner", "-nostdin", "-v", "error", "-y",            //
        "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", fmt::format("{}x{}", clip.width, clip.height), //
        "-r", std::to_string(Painter::framesPerSecond), "-i", fmt::format("pipe:{}", input),       //
        "-f", "lavfi", "-i", fmt::format("aevalsrc=exprs='{0}|{0}':s=48000:d={1}", sound, clip.seconds)};
    const auto add = [&arguments](std::initializer_list<std::string> more) {
        arguments.insert(arguments.end(), more);
    };
    if (clip.reference.empty()) {
        add({"-map", "0:v", "-map", "1:a", "-vf", std::string(coloursOut)});
    } else {
        add({"-i", clip.reference.string(), "-filter_complex", beginWithPicture(clip), "-map", "[film]", "-map",
            "1:a"});
    }
    add({"-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "2",                         //
        "-g", std::to_string(Painter::framesPerSecond),                                                   //
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv", //
        "-c:a", "aac", "-b:a", "96k",                                                                     //
        // Without time stamps and versions, so that a clip made again is the same file.
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", //
        "-movflags", "+faststart", "-f", "mp4", output.string()});
    return arguments;
}

Result<> failed() {
    return fail(Code::Internal, "ffmpeg could not make the file; its own words are on standard error.");
}

/// Gives a finished file its final name so that it survives a power cut.
Result<> settle(const std::filesystem::path& part, const std::filesystem::path& target) {
    const Descriptor file(::open(part.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.value() < 0 || ::fsync(file.value()) != 0 || ::rename(part.c_str(), target.c_str()) != 0) {
        return fail(Code::Internal, "The finished file could not be kept.");
    }
    return syncFolder(target.parent_path());
}

std::filesystem::path partOf(const std::filesystem::path& target) {
    return target.parent_path() / (target.stem().string() + ".part" + target.extension().string());
}

} // namespace

bool Encoder::isAvailable() {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        const std::filesystem::path program = std::filesystem::path(rest.substr(0, end)) / "ffmpeg";
        if (::access(program.c_str(), X_OK) == 0) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

Result<> Encoder::render(const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return fail(Code::Internal, "No pipe to ffmpeg could be made.");
    }
    Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    // A frame is 3.7 MB: larger steps mean fewer switches between painter and encoder. A refusal does no harm.
    ::fcntl(writing.value(), F_SETPIPE_SZ, 1 << 20);

    const std::filesystem::path part = partOf(target);
    Command command;
    command.program = "ffmpeg";
    command.arguments = renderArguments(clip, reading.value(), part);
    command.keepOpen = {reading.value()};
    command.niceness = encoderNiceness;
    Result<Subprocess> ffmpeg = m_spawner.start(std::move(command));
    if (!ffmpeg) {
        return std::unexpected(ffmpeg.error());
    }
    reading.close();

    Painter painter(clip);
    for (int i = 0; i < painter.frameCount(); ++i) {
        if (stop.stop_requested()) {
            ffmpeg->stop(SIGKILL, std::chrono::seconds(1));
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
            return fail(Code::Unavailable, "Stopped.");
        }
        if (!writeAll(writing.value(), painter.frame(i))) {
            break;
        }
    }
    writing.close();
    const std::optional<ExitStatus> status = ffmpeg->waitFor(finishLimit);
    if (!status || !status->success()) {
        return failed();
    }
    return settle(part, target);
}

Result<> Encoder::still(
    Still kind, const std::filesystem::path& video, int seconds, const std::filesystem::path& target) {
    const std::filesystem::path part = partOf(target);
    Command command;
    command.program = "ffmpeg";
    command.niceness = encoderNiceness;
    command.arguments = {"-hide_banner", "-nostdin", "-v", "error", "-y"};
    const auto add = [&](std::initializer_list<std::string> more) {
        command.arguments.insert(command.arguments.end(), more);
    };
    if (kind == Still::Thumbnail) {
        add({"-ss", "1", "-i", video.string(), "-frames:v", "1", "-q:v", "82"});
    } else {
        constexpr int tiles = 10;
        add({"-i", video.string(), "-frames:v", "1", "-q:v", "4", "-vf",
            fmt::format(
                "fps={}/{},scale='if(gt(iw,ih),256,-2)':'if(gt(iw,ih),-2,256)',tile={}x1", tiles, seconds, tiles)});
    }
    add({part.string()});
    const Result<ExitStatus> status = runToEnd(m_spawner, std::move(command), std::chrono::seconds(30));
    if (!status) {
        return std::unexpected(status.error());
    }
    return status->success() ? settle(part, target) : failed();
}

} // namespace kinora::sim
