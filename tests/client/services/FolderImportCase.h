// Folders of films, and a library that they are brought into.
#pragma once

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/SampleVideo.h"
#include "client/support/StillClock.h"
#include "services/FolderImport.h"
#include "services/Library.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace kinora::tests {

/// A test of imports: makeFilms() once, begin() before each.
class FolderImportCase : public QObject {
protected:
    /// Eight that differ: the tests put them where they want them.
    void makeFilms() const {
        for (int number = 0; number < 8; ++number)
            QVERIFY(makeSampleVideo(film(number), {.frames = 30, .color = QColor(20 * number, 90, 40)}));
    }
    void begin() {
        m_relay.library.clear();
        m_relay.downloads.clear();
        m_relay.importCalls.clear();
        m_relay.importFailures.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_data = std::make_unique<QTemporaryDir>();
        m_library = std::make_unique<Library>(m_relay, m_relay, m_creation, m_clock, m_data->path());
        QVERIFY(await(m_library->open(sampleId(1000), sampleId(1001))));
    }

    [[nodiscard]] static QByteArray fileContent(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString film(int number) const { return m_films.filePath(QStringLiteral("%1.mp4").arg(number)); }
    void put(int number, const QString& name) const {
        const QString target = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::copy(film(number), target));
    }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(m_folder->filePath(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    ImportReport imported(const QString& folder = {}) {
        FolderImport work(*m_library);
        QSignalSpy finished(&work, &FolderImport::finished);
        work.start(folder.isEmpty() ? m_folder->path() : folder);
        if (!finished.wait(longestWaitMs))
            return {.error = Error{.code = ErrorCode::TimedOut}};
        return finished.first().first().value<ImportReport>();
    }
    [[nodiscard]] QList<LibraryVideo> rows() const { return *m_library->newest(100); }
    [[nodiscard]] LibraryVideo rowWith(const QString& prompt) const {
        const QList<LibraryVideo> all = rows();
        const auto found = std::ranges::find(all, prompt, [](const LibraryVideo& row) { return row.video.prompt; });
        return found != all.end() ? *found : LibraryVideo();
    }
    [[nodiscard]] qsizetype filesIn(const QString& folder) const {
        qsizetype count = 0;
        QDirIterator files(m_library->folder().absolute(folder), QDir::Files, QDirIterator::Subdirectories);
        for (; files.hasNext(); files.next())
            ++count;
        return count;
    }

    QTemporaryDir m_films;
    StillClock m_clock;
    FakeRelayApi m_relay;
    FakeRelayEvents m_events;
    CreationService m_creation{m_relay, m_events, m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<Library> m_library;
};

} // namespace kinora::tests
