// Exports of videos that a test has made, from a library of their own.
#pragma once

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "services/Library.h"
#include "services/VideoExport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace kinora::tests {

/// A library without a relay that can be asked; what it has is said by export items. The same item twice is one video.
class Exports {
public:
    Exports() {
        relay.outage = Error{.code = ErrorCode::Unreachable};
        if (!await(library.open(sampleId(1000), sampleId(1001))))
            qFatal("the library cannot be opened");
    }

    /// Keys of the items. Where a file is not there, the library has one that cannot be read: a folder in its place.
    QList<qint64> add(const QList<ExportItem>& items) {
        QList<qint64> keys;
        for (const ExportItem& item : items) {
            qint64& key = m_keys[item.video.id];
            if (key == 0)
                key = store(item);
            keys << key;
        }
        return keys;
    }

    ExportReport exported(const QList<ExportItem>& items, const ExportWish& wish) {
        const QList<qint64> keys = add(items);
        VideoExport work;
        QSignalSpy finished(&work, &VideoExport::finished);
        work.start(library, keys, wish);
        constexpr int longestMs = 30000;
        if (!finished.wait(longestMs))
            qFatal("not finished");
        return finished.first().first().value<ExportReport>();
    }

    FakeRelayApi relay;

private:
    qint64 store(const ExportItem& item) {
        bool stored = false;
        if (item.file.isEmpty()) {
            stored = await(library.store().upsert({item.video})).has_value();
        } else {
            const QString file = QStringLiteral("videos/%1.%2").arg(item.video.id, QFileInfo(item.file).suffix());
            const QString here = library.folder().absolute(file);
            if (!QFile::copy(item.file, here))
                QDir().mkpath(here);
            Video video = item.video;
            video.bytes = QFileInfo(here).size(); // else the library takes it for one that was cut
            stored = await(library.store().addLocal({{.video = video, .file = file}})).has_value();
        }
        const Result<LibraryVideo> row = library.find(item.video.id);
        if (!stored || !row)
            qFatal("the video cannot be stored");
        return row->key;
    }

    QTemporaryDir m_folder;
    StillClock m_clock;
    FakeRelayEvents m_events;
    CreationService m_creation{relay, m_events, m_clock};
    QHash<QString, qint64> m_keys;

public:
    Library library{relay, relay, m_creation, m_clock, m_folder.path()};
};

} // namespace kinora::tests
