#include "services/ImportParents.h"

namespace kinora {

ImportParents::ImportParents(const FolderScan& scan, const QHash<QString, KnownContent>& known)
    : m_scan(scan) {
    for (const KnownContent& content : known)
        m_here.insert(content.id);
}

QString ImportParents::idFor(const QString& parent, const QString& child, const QHash<QString, KnownContent>& known) {
    if (parent.isEmpty())
        return {};
    if (const auto arrived = m_arrived.constFind(parent); arrived != m_arrived.cend())
        return *arrived;
    const ImportRecord* const record = m_scan.recordWithId(parent);
    if (m_here.contains(parent) || record == nullptr)
        return parent;
    for (const QString& sha256 : {record->video.sha256, record->fileSha256}) {
        if (const auto content = known.constFind(sha256); content != known.cend())
            return content->id;
    }
    m_waiting[parent] << child;
    return {};
}

QStringList ImportParents::arrived(const QString& former, const QString& id) {
    m_arrived.insert(former, id);
    m_here.insert(id);
    return m_waiting.take(former);
}

} // namespace kinora
