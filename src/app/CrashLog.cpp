#include "app/CrashLog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#ifdef Q_OS_UNIX
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <execinfo.h>
#include <fcntl.h>
#include <limits>
#include <span>
#include <unistd.h>
#ifdef __GLIBC__
#include <link.h>
#endif
#endif

namespace kinora {

namespace {

QString notePath(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("crash.txt"));
}

/// The same note while names are being looked up for it.
QString namedNotePath(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("crash-named.txt"));
}

constexpr qint64 longestNote = qint64{64} * 1024;

#ifdef Q_OS_UNIX

// All that a signal handler may touch: memory that is there already, and system calls.
using Path = std::array<char, 4096>;
Path crashFile{};
Path namedFile{};
Path program{};
std::atomic_flag crashNoted;
QtMessageHandler handlerBefore = nullptr;
std::terminate_handler terminateBefore = nullptr;

bool keepPath(Path& kept, const QString& path) {
    const QByteArray bytes = QFile::encodeName(path);
    if (bytes.size() >= static_cast<qsizetype>(kept.size())) {
        return false;
    }
    std::memcpy(kept.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()) + 1);
    return true;
}

void writeText(int file, const char* text) {
    static_cast<void>(!::write(file, text, std::strlen(text)));
}

void writeHex(int file, std::uintptr_t number) {
    constexpr std::size_t mostDigits = std::numeric_limits<std::uintptr_t>::digits / 4;
    std::array<char, mostDigits + 1> text{};
    std::size_t first = mostDigits;
    do {
        text.at(--first) = "0123456789abcdef"[number % 16];
        number /= 16;
    } while (number > 0);
    writeText(file, "0x");
    writeText(file, &text.at(first));
}

/// As backtrace_symbols_fd() writes them, without names: those it looks up with the loader's lock, which whoever loads
/// a module may hold while it waits for what the crashed thread has.
void writePlaces(int file, std::span<void* const> places) {
    for (void* const place : places) {
        const auto address = reinterpret_cast<std::uintptr_t>(place);
#ifdef DLFO_STRUCT_HAS_EH_DBASE // glibc 2.35: takes no lock
        dl_find_object module{};
        if (::_dl_find_object(place, &module) == 0) {
            const char* const name = module.dlfo_link_map->l_name;
            writeText(file, *name != '\0' ? name : program.data());
            writeText(file, "(+");
            writeHex(file, address - module.dlfo_link_map->l_addr);
            writeText(file, ")");
        }
#endif
        writeText(file, "[");
        writeHex(file, address);
        writeText(file, "]\n");
    }
}

/// Whatever noting waits for, the process ends: by a signal that nothing handles, in any thread.
void endWithin(unsigned seconds) {
    ::signal(SIGALRM, SIG_DFL);
    sigset_t alarm{};
    ::sigemptyset(&alarm);
    ::sigaddset(&alarm, SIGALRM);
    ::pthread_sigmask(SIG_UNBLOCK, &alarm, nullptr);
    ::alarm(seconds);
}

int beginNote(const Path& path, const char* what, const char* detail) {
    const int file = ::open(path.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) {
        writeText(file, what);
        writeText(file, detail);
        writeText(file, "\n\n");
    }
    return file;
}

/// True if all of it is on the disk.
bool endNote(int file) {
    const bool whole = ::write(file, "\n", 1) == 1 && ::fsync(file) == 0;
    ::close(file);
    return whole;
}

// The first note counts: what follows from it (abort() after a failed assertion) is not the reason.
void noteCrash(const char* what, const char* detail) {
    if (crashNoted.test_and_set()) {
        return;
    }
    constexpr unsigned longestSeconds = 5;
    endWithin(longestSeconds);
    const int file = beginNote(crashFile, what, detail);
    if (file < 0) {
        ::alarm(0);
        return;
    }
    constexpr int mostFrames = 64;
    std::array<void*, mostFrames> frames{};
    const int count = ::backtrace(frames.data(), mostFrames);
    writePlaces(file, std::span(frames).first(static_cast<std::size_t>(count)));
    endNote(file);
    // That much is safe. Names may be more than can be had now, and come in another file first.
    if (const int named = beginNote(namedFile, what, detail); named >= 0) {
        ::backtrace_symbols_fd(frames.data(), count, named);
        if (endNote(named)) {
            static_cast<void>(std::rename(namedFile.data(), crashFile.data()));
        }
    }
    ::alarm(0); // the system's own report may take longer
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
    if (!keepPath(crashFile, notePath(folder)) || !keepPath(namedFile, namedNotePath(folder)) ||
        !keepPath(program, QCoreApplication::applicationFilePath())) {
        return;
    }
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
    QFile::remove(namedNotePath(folder));
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
