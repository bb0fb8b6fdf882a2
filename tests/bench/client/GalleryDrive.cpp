// Uses the gallery of a Qt program from inside, without the program knowing: a library for LD_PRELOAD, of test builds
// only. KINORA_DRIVE_GALLERY=FILE: waits until the gallery shows its first pictures, scrolls from end to end, searches,
// writes what it measured as JSON and quits; with KINORA_DRIVE_START_ONLY as soon as the pictures are there.
#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>

namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds frame{16};
constexpr milliseconds stillness{150}; ///< nothing painted for so long: all pictures of the screen are there
constexpr int flicks = 3000;           ///< from end to end; each shows cards that were not there before
constexpr int glides = 1200;           ///< slowly, as one reads
constexpr int glidePixels = 24;
constexpr int jumps = 100; ///< to anywhere, one by one
constexpr int ticksBetweenJumps = 12;
constexpr milliseconds longestSearch{2000};
constexpr int posterRole = Qt::UserRole + 3; ///< GalleryModel::PosterRole, whose header needs more than Qt's widgets

double since(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

double monotonicMs() {
    return std::chrono::duration<double, std::milli>(SteadyClock::now().time_since_epoch()).count();
}

/// Of this process, in megabytes.
double memory() {
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

class GalleryDrive : public QObject {
public:
    explicit GalleryDrive(QString file)
        : QObject(QCoreApplication::instance())
        , m_file(std::move(file)) {
        m_tick.setTimerType(Qt::PreciseTimer);
        connect(&m_tick, &QTimer::timeout, this, [this] { m_step(); });
        m_step = [this] {
            lookForGallery();
        };
        m_tick.start(milliseconds(2));
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && m_view && watched == m_view->viewport()) {
            m_lastPaint = monotonicMs();
            if (m_firstPaint == 0)
                m_firstPaint = m_lastPaint;
            if (m_pictures && takesPictureInView())
                m_lastPicture = m_lastPaint;
        }
        return false;
    }

private:
    /// Whether one that has become ready since it was asked last is seen; those above and below are made afterwards.
    bool takesPictureInView() {
        if (!m_atStart) // the first rows are not those in view
            return std::exchange(m_picturesPainted, m_pictures->count()) < m_pictures->count();
        QStringList seen;
        for (int row = 0; row < m_view->model()->rowCount(); ++row) {
            const QModelIndex index = m_view->model()->index(row, 0);
            if (m_view->visualRect(index).top() > m_view->viewport()->height())
                break;
            seen << index.data(posterRole).toString();
        }
        bool found = false;
        for (; m_picturesPainted < m_pictures->count(); ++m_picturesPainted)
            found = found || seen.contains(m_pictures->at(m_picturesPainted).first().toString());
        return found;
    }

    void lookForGallery() {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            auto* view = window->findChild<QAbstractItemView*>(QStringLiteral("galleryView"));
            if (view && view->isVisible() && view->model() && view->model()->rowCount() > 0) {
                m_view = view;
                view->viewport()->installEventFilter(this);
                for (QObject* one : window->findChildren<QObject*>()) {
                    if (qstrcmp(one->metaObject()->className(), "kinora::PosterCache") == 0)
                        m_pictures = std::make_unique<QSignalSpy>(one, SIGNAL(ready(QString)));
                }
                view->viewport()->update();
                m_step = [this] {
                    waitForPictures();
                };
                return;
            }
        }
    }

    void waitForPictures() {
        if (m_firstPaint == 0 || monotonicMs() - m_lastPaint < static_cast<double>(stillness.count()))
            return;
        m_atStart = false;
        m_result[QStringLiteral("firstCardsAt")] = m_firstPaint;
        m_result[QStringLiteral("picturesAt")] = m_lastPicture;
        m_result[QStringLiteral("memoryAtStart")] = memory();
        m_tick.setInterval(frame);
        if (qEnvironmentVariableIsSet("KINORA_DRIVE_START_ONLY")) {
            finish();
            return;
        }
        m_step = [this] {
            flick();
        };
    }

    void flick() {
        QScrollBar* bar = m_view->verticalScrollBar();
        const double at = static_cast<double>(m_flicks.size()) / flicks;
        moveTo(static_cast<int>(at * bar->maximum()), m_flicks);
        if (m_flicks.size() >= flicks) {
            m_lastPaint = monotonicMs();
            m_step = [this, end = m_lastPaint] {
                settle(end);
            };
        }
    }

    /// From the last leap to the last picture of what is seen then.
    void settle(double end) {
        if (monotonicMs() - m_lastPaint < 2 * static_cast<double>(stillness.count()))
            return;
        m_result[QStringLiteral("settled")] = m_lastPaint - end;
        m_step = [this] {
            jump();
        };
    }

    void jump() {
        if (++m_ticks % ticksBetweenJumps != 0)
            return;
        QScrollBar* bar = m_view->verticalScrollBar();
        constexpr qint64 stride = 7919LL * 7919; // places that lie far from each other
        moveTo(static_cast<int>(m_jumps.size() * stride % std::max(1, bar->maximum())), m_jumps);
        if (m_jumps.size() >= jumps) {
            bar->setValue(bar->maximum() / 3);
            m_step = [this] {
                glide();
            };
        }
    }

    void glide() {
        moveTo(m_view->verticalScrollBar()->value() + glidePixels, m_glides);
        if (m_glides.size() >= glides) {
            m_result[QStringLiteral("memoryAfterScrolling")] = memory();
            m_result[QStringLiteral("videos")] = m_view->model()->rowCount();
            // The one of the gallery's page: the queue has one of this name too.
            for (QWidget* around = m_view->parentWidget(); around && !m_search; around = around->parentWidget())
                m_search = around->findChild<QLineEdit*>(QStringLiteral("searchEdit"));
            connect(m_view->model(), &QAbstractItemModel::modelReset, this, [this] { m_found = true; });
            m_tick.setInterval(milliseconds(0));
            m_step = [this] {
                search();
            };
        }
    }

    /// One frame: everything from the wish to scroll until the pixels are there.
    void moveTo(int value, QList<double>& frames) {
        const auto start = SteadyClock::now();
        m_view->verticalScrollBar()->setValue(value);
        QCoreApplication::sendPostedEvents(m_view->viewport(), 0);
        QCoreApplication::sendPostedEvents(m_view->window(), QEvent::UpdateRequest);
        frames << since(start);
    }

    void search() {
        static const QStringList words{QStringLiteral("piano"), QStringLiteral("fog mor"), QStringLiteral("雨の中"),
            QStringLiteral("老街"), QStringLiteral("züge"), QStringLiteral("take 77"), QStringLiteral("keep"),
            QStringLiteral("sora-2-pro"), QStringLiteral("nothing like it")};
        if (m_waiting) {
            if (!m_found && since(m_asked) < static_cast<double>(longestSearch.count()))
                return;
            m_searches << since(m_asked);
            m_waiting = false;
        }
        if (m_word >= words.size() || !m_search) {
            finish();
            return;
        }
        const QString& word = words.at(m_word);
        const bool erasing = m_letter >= word.size();
        m_found = false;
        m_waiting = true;
        m_asked = SteadyClock::now();
        if (erasing) {
            m_search->selectAll();
            press(Qt::Key_Backspace, {});
            ++m_word;
            m_letter = 0;
        } else {
            press(0, word.mid(m_letter++, 1));
        }
        // What the search asks for is as it was: a space at the end.
        m_waiting = m_search->text() == m_search->text().trimmed();
    }

    void press(int key, const QString& text) {
        QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(m_search, &down);
    }

    static QJsonObject spread(QList<double> values) {
        std::ranges::sort(values);
        const auto at = [&values](double part) {
            if (values.isEmpty())
                return 0.0;
            const auto place = static_cast<qsizetype>(part * static_cast<double>(values.size()));
            return values.at(std::min(values.size() - 1, place));
        };
        return {{QStringLiteral("count"), values.size()}, {QStringLiteral("p50"), at(0.5)},
            {QStringLiteral("p95"), at(0.95)}, {QStringLiteral("p99"), at(0.99)}, {QStringLiteral("most"), at(1)}};
    }

    void finish() {
        m_tick.stop();
        m_result[QStringLiteral("flick")] = spread(m_flicks);
        m_result[QStringLiteral("glide")] = spread(m_glides);
        m_result[QStringLiteral("jump")] = spread(m_jumps);
        m_result[QStringLiteral("search")] = spread(m_searches);
        m_result[QStringLiteral("memoryAtEnd")] = memory();
        QFile out(m_file);
        if (out.open(QIODevice::WriteOnly))
            out.write(QJsonDocument(m_result).toJson());
        out.close();
        QCoreApplication::exit();
    }

    QString m_file;
    QTimer m_tick;
    std::function<void()> m_step;
    QAbstractItemView* m_view = nullptr;
    QLineEdit* m_search = nullptr;
    double m_firstPaint = 0;
    double m_lastPaint = 0;
    double m_lastPicture = 0;
    bool m_atStart = true;
    qsizetype m_picturesPainted = 0;
    std::unique_ptr<QSignalSpy> m_pictures; ///< each that became ready
    QList<double> m_flicks;
    QList<double> m_glides;
    QList<double> m_jumps;
    int m_ticks = 0;
    QList<double> m_searches;
    qsizetype m_word = 0;
    qsizetype m_letter = 0;
    bool m_waiting = false;
    bool m_found = false;
    SteadyClock::time_point m_asked;
    QJsonObject m_result;
};

void begin() {
    if (const char* file = std::getenv("KINORA_DRIVE_GALLERY"))
        new GalleryDrive(QFile::decodeName(file)); // the application's
}
Q_COREAPP_STARTUP_FUNCTION(begin)

} // namespace
