// The app's settings: read from memory, written in a thread of their own.
#pragma once

#include <QMap>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QVariant>

#include <optional>

namespace kinora {

/// The file of a QSettings, or the system's place for it. QSettings itself would wait in the GUI thread until the disk
/// has the file, which took up to 600 ms. All of it is read once; changes are collected and written when the event loop
/// is next idle, or at once with flush(); the destructor waits for what is still to be written. A file that cannot be
/// written is logged. Of one file there is one of these at a time. GUI thread only.
class SettingsFile : public QObject {
    Q_OBJECT

public:
    SettingsFile(QString name, QSettings::Format format);
    ~SettingsFile() override;

    [[nodiscard]] QString fileName() const { return m_name; }
    /// Whether the file could be read, all of it.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback = {}) const;
    [[nodiscard]] QStringList keys() const { return m_values.keys(); }
    [[nodiscard]] bool contains(const QString& key) const { return m_values.contains(key); }
    void setValue(const QString& key, const QVariant& value);
    /// The key and all below it.
    void remove(const QString& key);
    /// Hands what has changed to the thread that writes; it does not wait.
    void flush();
    /// Waits until everything is written.
    void finish();

private:
    void note(const QString& key, const std::optional<QVariant>& value);

    QString m_name;
    QSettings::Format m_format;
    bool m_damaged = false;
    QMap<QString, QVariant> m_values;
    QMap<QString, std::optional<QVariant>> m_changes; ///< none: is to be removed
    QThreadPool m_writer;
};

} // namespace kinora
