// Takes videos out of the library, into a folder of the person's own.
#pragma once

#include "core/Result.h"
#include "core/Video.h"
#include "net/RelayApi.h"

#include <QByteArray>
#include <QFuture>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

class QLockFile;

namespace kinora {

class Library;

struct ExportWish {
    QString folder; ///< absolute; made when it is not there
    /// Of the files, without ".mp4": {date}, {time}, {title} (the prompt where there is none), {prompt}, {model}, {id}
    /// and {number} stand for the video's own.
    QString nameTemplate = QStringLiteral("{date} {title} {id}");
    /// Prompt, model and date inside of the file; else the copy is the original byte for byte.
    bool embedFacts = false;
    bool jsonBeside = false; ///< "name.json" for each
    bool table = false;      ///< "videos.csv" of all

    bool operator==(const ExportWish&) const = default;
};

struct ExportItem {
    Video video;
    QString file;            ///< absolute; empty when it is not on this computer
    QString copySha256 = {}; ///< of the copy, where it has other bytes than the video
};

struct ExportReport {
    struct Failed {
        QString name; ///< what a person knows the video by: title or prompt, with its short id
        Error error;
    };
    int written = 0;
    QStringList notHere = {}; ///< left out: their files are not on this computer, and the relay could not be asked
    QList<Failed> failed = {};
    bool canceled = false;
    std::optional<Error> error = {}; ///< the folder or the table itself, or the library
};

/// One export at a time, beside the GUI thread. Nothing that is there is overwritten: a taken name gets a number. What
/// has been written stays when the export is canceled; a file is never half written, and what a crash left in the
/// folder under hidden names is removed by the next export there; others that go on are left alone. Where the disk is
/// full or the folder is gone, it stops. GUI thread only.
class VideoExport final : public QObject {
    Q_OBJECT

public:
    explicit VideoExport(QObject* parent = nullptr);
    /// Waits for the file in hand, and leaves out the rest.
    ~VideoExport() override;

    /// The videos of these keys, any number of them, in this order. What is not on this computer comes from the relay,
    /// straight into the folder. The library outlives this; when it closes, that is as being canceled. Does nothing
    /// while one is running.
    void start(Library& library, const QList<qint64>& keys, const ExportWish& wish);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void progressed(int done, int total);
    void finished(const kinora::ExportReport& report);

private:
    void next();
    void readMore();
    void fetch(const ExportItem& item);
    void write(const ExportItem& item, const QString& fetched);
    void wrote(const ExportItem& item, const Result<QString>& name);
    void finish();
    void end();
    void dropFetched();

    std::unique_ptr<QLockFile> m_lock;
    QString m_run;                     ///< names hidden files
    QHash<QString, int> m_lastNumbers; ///< given to a name; the pool's own while it runs
    QThreadPool m_pool;
    std::atomic_bool m_canceled = false;
    bool m_running = false;
    Library* m_library = nullptr; ///< set while it exports from one
    ExportWish m_wish;
    QList<qint64> m_keys;      ///< not read yet
    QList<ExportItem> m_items; ///< read, not written yet
    QFuture<Result<Download>> m_fetching;
    QString m_fetched; ///< the file that it goes into, while it does
    QByteArray m_table;
    int m_number = 0;
    qsizetype m_total = 0;
    ExportReport m_report;
};

/// The name of one file by the template, without its ending; what file systems do not take is left out. Never empty.
[[nodiscard]] QString exportName(const QString& nameTemplate, const Video& video, int number);

} // namespace kinora
