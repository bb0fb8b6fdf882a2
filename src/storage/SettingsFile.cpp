#include "storage/SettingsFile.h"

#include "core/Logging.h"

#include <utility>

namespace kinora {

SettingsFile::SettingsFile(QString name, QSettings::Format format)
    : m_name(std::move(name))
    , m_format(format) {
    m_writer.setMaxThreadCount(1); // one change after the other
    // The thread is there from the beginning: to make one waits for whatever library is being loaded meanwhile.
    m_writer.setExpiryTimeout(-1);
    m_writer.start([] {});
    const QSettings settings(m_name, m_format);
    const QStringList keys = settings.allKeys(); // reads the file; until then nothing is wrong with it
    m_damaged = settings.status() == QSettings::FormatError;
    for (const QString& key : keys)
        m_values.insert(key, settings.value(key));
}

SettingsFile::~SettingsFile() {
    finish();
}

QVariant SettingsFile::value(const QString& key, const QVariant& fallback) const {
    return m_values.value(key, fallback);
}

void SettingsFile::setValue(const QString& key, const QVariant& value) {
    if (const auto known = m_values.constFind(key); known != m_values.cend() && *known == value)
        return;
    m_values.insert(key, value);
    note(key, value);
}

void SettingsFile::remove(const QString& key) {
    const QString group = key + QLatin1Char('/');
    const QStringList all = keys();
    for (const QString& one : all) {
        if (one != key && !one.startsWith(group))
            continue;
        m_values.remove(one);
        note(one, std::nullopt);
    }
}

void SettingsFile::note(const QString& key, const std::optional<QVariant>& value) {
    if (m_changes.isEmpty())
        QMetaObject::invokeMethod(this, &SettingsFile::flush, Qt::QueuedConnection);
    m_changes.insert(key, value);
}

void SettingsFile::finish() {
    flush();
    m_writer.waitForDone();
}

void SettingsFile::flush() {
    if (m_changes.isEmpty())
        return;
    m_writer.start([changes = std::exchange(m_changes, {}), name = m_name, format = m_format] {
        QSettings settings(name, format);
        for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
            if (*change)
                settings.setValue(change.key(), **change);
            else
                settings.remove(change.key());
        }
        settings.sync();
        if (settings.status() == QSettings::AccessError)
            qCWarning(logStorage) << "cannot write the settings to" << name;
    });
}

} // namespace kinora
