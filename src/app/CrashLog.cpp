#include "app/CrashLog.h"

#include <QDir>
#include <QFile>

#ifdef Q_OS_UNIX
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace kinora {

namespace {

QString notePath(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("crash.txt"));
}

constexpr qint64 longestNote = qint64{64} * 1024;

#ifdef Q_OS_UNIX

// All that a signal handler may touch: memory that is there already, and system calls.
std::array<char, 4096> crashFile{};
std::atomic_flag crashNoted;
QtMessageHandler handlerBefore = nullptr;
std::terminate_handler terminateBefore = nullptr;

void writeText(int file, const char* text) {
    static_cast<void>(!::write(file, text, std::strlen(text)));
}

// The first note counts: what follows from it (abort() after a failed assertion) is not the reason.
void noteCrash(const char* what, const char* detail) {
    if (crashNoted.test_and_set()) {
        return;
    }
    const int file = ::open(crashFile.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return;
    }
    writeText(file, what);
    writeText(file, detail);
    writeText(file, "\n\n");
    constexpr int mostFrames = 64;
    std::array<void*, mostFrames> frames{};
    ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), mostFrames), file);
    ::fsync(file);
    ::close(file);
}

const char* signalName(int number) {
    switch (number) {
    case SIGSEGV:
        return "SIGSEGV (memory that is not there)";
    case SIGBUS:
        return "SIGBUS (memory that cannot be read)";
    case SIGFPE:
        return "SIGFPE (arithmetic)";
    case SIGILL:
        return "SIGILL (no such instruction)";
    default:
        return "SIGABRT (given up)";
    }
}

void onSignal(int number) {
    noteCrash("Signal: ", signalName(number));
    ::signal(number, SIG_DFL);
    ::raise(number); // the system's own report, and the exit status, stay what they are
}

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    if (type == QtFatalMsg) {
        noteCrash("Fatal: ", text.toUtf8().constData());
    }
    handlerBefore(type, context, text);
}

[[noreturn]] void onTerminate() {
    try {
        if (const std::exception_ptr current = std::current_exception()) {
            std::rethrow_exception(current);
        }
        noteCrash("Terminated", "");
    } catch (const std::exception& error) {
        noteCrash("Exception: ", error.what());
    } catch (...) {
        noteCrash("Exception: ", "not a std::exception");
    }
    terminateBefore();
    std::abort();
}

#endif

} // namespace

#ifdef Q_OS_UNIX

void CrashLog::install(const QString& folder) {
    const QByteArray path = QFile::encodeName(notePath(folder));
    if (path.size() >= static_cast<qsizetype>(crashFile.size())) {
        return;
    }
    std::memcpy(crashFile.data(), path.constData(), static_cast<std::size_t>(path.size()) + 1);
    // The first call loads a library, which a signal handler must not.
    std::array<void*, 1> frame{};
    ::backtrace(frame.data(), 1);
    // A stack that has overflowed has no room for a handler.
    static std::array<char, 65536> handlerStack{};
    stack_t stack{};
    stack.ss_sp = handlerStack.data();
    stack.ss_size = handlerStack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action{};
    action.sa_handler = onSignal; // NOLINT(cppcoreguidelines-pro-type-union-access)
    action.sa_flags = SA_ONSTACK | SA_RESETHAND;
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        ::sigaction(number, &action, nullptr);
    }
    handlerBefore = qInstallMessageHandler(onMessage);
    terminateBefore = std::set_terminate(onTerminate);
}

#else

void CrashLog::install(const QString&) {
}

#endif

std::optional<QString> CrashLog::takeLast(const QString& folder) {
    QFile file(notePath(folder));
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QString note = QString::fromUtf8(file.read(longestNote)).trimmed();
    file.close();
    file.remove();
    return note.isEmpty() ? std::nullopt : std::optional(note);
}

} // namespace kinora
