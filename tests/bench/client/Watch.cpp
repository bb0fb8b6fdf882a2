// Watches a Qt program from inside without the program knowing: a library for LD_PRELOAD, of test builds only.
//
// KINORA_WATCH_FIRST_PAINT=FILE: writes the time of the first painted window (CLOCK_MONOTONIC, nanoseconds) and quits.
//
// KINORA_WATCH_STALLS=FILE: writes a line for each time that the GUI thread did not come back to its event loop within
// 50 ms: milliseconds; how many of them it was ready but the machine gave it no core, which is not the program's doing;
// then the event that was being handled. FILE.stacks gets what the GUI thread was doing at that moment, as modules and
// offsets (for addr2line -Cfe).
#include <QCoreApplication>
#include <QEvent>
#include <QMetaEnum>
#include <QObject>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pulse{5};
constexpr std::chrono::milliseconds allowed{50};

class FirstPaint : public QObject {
public:
    explicit FirstPaint(const char* file)
        : m_file(file) {}

    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            // Comes when the window has been painted to the end and handed to the screen.
            QMetaObject::invokeMethod(this, [this] { write(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void write() {
        if (std::FILE* out = std::fopen(m_file, "w")) {
            std::fprintf(out, "%lld\n", static_cast<long long>(Clock::now().time_since_epoch().count()));
            std::fclose(out);
        }
        QCoreApplication::quit();
    }

    const char* m_file;
    bool m_seen = false;
};

// How long this thread has been ready to run and had no core, since it began.
class CoreWait {
public:
    CoreWait()
        : m_file("/proc/self/task/" + std::to_string(gettid()) + "/schedstat") {}

    // 0 where the system does not count it.
    [[nodiscard]] std::chrono::nanoseconds total() const {
        long long running = 0;
        long long waiting = 0;
        if (std::FILE* in = std::fopen(m_file.c_str(), "r")) {
            if (std::fscanf(in, "%lld %lld", &running, &waiting) != 2) {
                waiting = 0;
            }
            std::fclose(in);
        }
        return std::chrono::nanoseconds(waiting);
    }

private:
    std::string m_file;
};

// What the GUI thread is doing: it is interrupted and takes down its own stack. Names are looked up by the thread that
// asks: that waits for a module that is being loaded, and whoever loads it may wait for what the interrupted one holds.
class Stacks {
public:
    explicit Stacks(const std::string& file)
        : m_out(open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644))
        , m_gui(pthread_self()) {
        std::array<void*, 1> first{};
        backtrace(first.data(), 1); // loads what it needs now, and not inside the handler
        struct sigaction action{};
        action.sa_handler = [](int) {
            s_count = backtrace(s_frames.data(), s_frames.size());
        };
        action.sa_flags = SA_RESTART;
        sigaction(SIGUSR2, &action, nullptr);
    }

    ~Stacks() { close(m_out); }
    Stacks(const Stacks&) = delete;
    Stacks& operator=(const Stacks&) = delete;

    void ask() const {
        s_count = 0;
        pthread_kill(m_gui, SIGUSR2);
    }

    // Nothing while there is no answer; once for each.
    void write(const char* what) const {
        if (const int count = s_count.exchange(0); count > 0) {
            dprintf(m_out, "\n%s\n", what);
            backtrace_symbols_fd(s_frames.data(), count, m_out);
        }
    }

private:
    static inline std::array<void*, 64> s_frames{};
    static inline std::atomic<int> s_count = 0;
    int m_out;
    pthread_t m_gui;
};

// A thread asks the event loop for an answer again and again, and notes when none comes in time.
class StallWatch : public QObject {
public:
    explicit StallWatch(const char* file)
        : m_out(std::fopen(file, "a"))
        , m_stacks(std::string(file) + ".stacks")
        , m_thread([this] { run(); }) {}

    ~StallWatch() override {
        m_ending = true;
        m_thread.join();
        if (m_out != nullptr) {
            std::fclose(m_out);
        }
    }

    // What is being delivered; names of classes live as long as the program.
    bool eventFilter(QObject* receiver, QEvent* event) override {
        m_receiver = receiver->metaObject()->className();
        m_type = event->type();
        return false;
    }

    bool event(QEvent* event) override {
        if (event->type() != QEvent::User) {
            return QObject::event(event);
        }
        m_answeredAt = Clock::now();
        m_answered = true;
        return true;
    }

private:
    void run() {
        bool loopRuns = false; // before its first answer the program is still starting
        while (!m_ending) {
            m_answered = false;
            const Clock::time_point asked = Clock::now();
            const std::chrono::nanoseconds waitedBefore = m_coreWait.total();
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
            const char* receiver = nullptr;
            int type = 0;
            while (!m_answered && !m_ending) {
                std::this_thread::sleep_for(pulse);
                // Not where it is this thread that was given no core, and the answer has been there for a while.
                if (!m_answered && receiver == nullptr && Clock::now() - asked > allowed) {
                    receiver = m_receiver;
                    type = m_type;
                    m_stacks.ask();
                }
                m_stacks.write(receiver);
            }
            m_stacks.write(receiver);
            if (loopRuns && receiver != nullptr && m_answered) {
                write(m_answeredAt.load() - asked, m_coreWait.total() - waitedBefore, receiver, type);
            }
            loopRuns = loopRuns || m_answered;
            std::this_thread::sleep_for(pulse);
        }
    }

    void write(std::chrono::nanoseconds took, std::chrono::nanoseconds waited, const char* receiver, int type) const {
        if (m_out == nullptr) {
            return;
        }
        const auto milliseconds = [](std::chrono::nanoseconds time) {
            return static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
        };
        const char* name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        std::fprintf(m_out, "%lld %lld %s to %s\n", milliseconds(took), milliseconds(waited),
            name != nullptr ? name : "an event of its own", receiver);
        std::fflush(m_out);
    }

    std::FILE* m_out;
    Stacks m_stacks;
    CoreWait m_coreWait; // of the thread that makes this: the GUI's
    std::atomic<bool> m_answered = false;
    std::atomic<Clock::time_point> m_answeredAt = Clock::time_point();
    std::atomic<bool> m_ending = false;
    std::atomic<const char*> m_receiver = "";
    std::atomic<int> m_type = 0;
    std::thread m_thread;
};

void watch(QObject* watcher) {
    watcher->setParent(QCoreApplication::instance());
    QCoreApplication::instance()->installEventFilter(watcher);
}

void start() {
    // Not for the programs that the watched one starts.
    qunsetenv("LD_PRELOAD");
    if (const char* file = std::getenv("KINORA_WATCH_FIRST_PAINT")) {
        watch(new FirstPaint(file));
    }
    if (const char* file = std::getenv("KINORA_WATCH_STALLS")) {
        watch(new StallWatch(file));
    }
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(start)
