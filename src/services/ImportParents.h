// What the parents of imported videos are called here.
#pragma once

#include "core/LibraryVideo.h"
#include "services/FolderScan.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace kinora {

/// An import gives a video another id than it had where it came from; so the remixes of one that is imported, or is
/// here, get to know it under that. A remix may come before its parent.
class ImportParents {
public:
    /// The scan outlives this; `known` is what the library has.
    ImportParents(const FolderScan& scan, const QHash<QString, KnownContent>& known);

    /// The id that the parent has here: its own where the library knows that, or where nothing else is known of it.
    /// Empty for one that may come yet: then `child` is told of by arrived() or unmet().
    [[nodiscard]] QString idFor(const QString& parent, const QString& child, const QHash<QString, KnownContent>& known);
    /// The library had it before, or it arrived since.
    [[nodiscard]] bool isHere(const QString& id) const { return m_here.contains(id); }
    /// A video that had the first id has the other one here. Answers the ids here of the remixes that waited for it.
    [[nodiscard]] QStringList arrived(const QString& former, const QString& id);
    /// Those that wait still, by the parents' former ids.
    [[nodiscard]] const QHash<QString, QStringList>& unmet() const { return m_waiting; }

private:
    const FolderScan& m_scan;
    QSet<QString> m_here;
    QHash<QString, QString> m_arrived;
    QHash<QString, QStringList> m_waiting;
};

} // namespace kinora
