#include "services/AccountExport.h"

#include "core/DiskRoom.h"
#include "core/Receive.h"
#include "core/RunIn.h"
#include "services/DraftService.h"
#include "services/NewJobRecord.h"
#include "storage/MediaFolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSet>

#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// As the members of account.json are called.
QString nameOf(AccountPart part) {
    switch (part) {
    case AccountPart::Profile:
        break;
    case AccountPart::Cameos:
        return u"cameos"_s;
    case AccountPart::Usage:
        return u"usage"_s;
    case AccountPart::Requests:
        return u"requests"_s;
    }
    return u"profile"_s;
}

/// A folder that was not there.
Result<QString> makeFolder(const QString& above) {
    const QDir folder(above);
    if (!folder.mkpath(u"."_s))
        return Failure(writeError(above + u"/account"_s, 0, u"cannot be made"_s));
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? u"account"_s : u"account (%1)"_s.arg(number);
        if (folder.mkdir(name))
            return folder.filePath(name);
        if (!folder.exists(name))
            return Failure(writeError(folder.filePath(name), 0, u"cannot be made"_s));
    }
}

Result<void> writeFile(const QString& file, const QByteArray& content) {
    if (!QDir().mkpath(QFileInfo(file).path()))
        return Failure(writeError(file, content.size(), u"its folder cannot be made"_s));
    return writeWhole(file, content);
}

Result<void> copyFile(const QString& from, const QString& to) {
    QFile source(from);
    if (QDir().mkpath(QFileInfo(to).path()) && source.copy(to))
        return {};
    return Failure(writeError(to, source.size(), source.errorString()));
}

} // namespace

AccountExport::AccountExport(
    AccountApi& account, CameoApi& cameos, PeopleApi& people, const DraftService& drafts, QObject* parent)
    : QObject(parent)
    , m_account(account)
    , m_cameos(cameos)
    , m_people(people)
    , m_drafts(drafts) {
    m_pool.setMaxThreadCount(1);
}

AccountExport::~AccountExport() {
    m_pool.waitForDone();
}

void AccountExport::start(const QString& folder) {
    if (m_running)
        return;
    m_running = true;
    ++m_run;
    m_folder = folder;
    m_parts = {AccountPart::Profile, AccountPart::Cameos, AccountPart::Usage, AccountPart::Requests};
    m_pictures.clear();
    m_report = {};
    m_copies.clear();
    m_lost.clear();
    m_record = {{u"kinora"_s, u"account"_s}, {u"exportedAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    m_record.insert(u"composer"_s, composer());
    receive(runIn<QString>(m_pool, [folder] { return makeFolder(folder); }), this,
        [this, run = m_run](const Result<QString>& made) {
            if (run != m_run)
                return;
            if (!made) {
                end(made.error());
                return;
            }
            m_report.folder = *made;
            next();
        });
}

void AccountExport::cancel() {
    m_running = false;
    ++m_run;
}

void AccountExport::next() {
    if (!m_parts.isEmpty()) {
        m_told = {};
        m_items = {};
        ask({});
    } else if (!m_pictures.isEmpty()) {
        askForPicture();
    } else {
        write();
    }
}

void AccountExport::ask(const QString& cursor) {
    receive(m_account.accountPart(m_parts.first(), cursor), this, [this, run = m_run](const Result<QJsonObject>& told) {
        if (run == m_run)
            take(told);
    });
}

void AccountExport::take(const Result<QJsonObject>& told) {
    if (!told) {
        leaveOut(told.error());
        next();
        return;
    }
    if (m_told.isEmpty())
        m_told = *told;
    const QJsonArray items = told->value(u"items"_s).toArray();
    for (const auto& item : items)
        m_items.append(item);
    if (const QString cursor = told->value(u"nextCursor"_s).toString(); !cursor.isEmpty()) {
        ask(cursor);
        return;
    }
    takePart();
    next();
}

void AccountExport::takePart() {
    const AccountPart part = m_parts.takeFirst();
    if (part == AccountPart::Profile) {
        const QString handle = m_told.value(u"handle"_s).toString();
        if (m_told.value(u"avatarUrl"_s).isString() && !handle.isEmpty()) {
            m_told.insert(u"pictureFile"_s, u"picture.jpg"_s);
            m_pictures.append({.file = u"picture.jpg"_s, .ask = [this, handle] {
                                   return m_people.avatar(handle);
                               }});
        }
        m_record.insert(nameOf(part), m_told);
        return;
    }
    if (part == AccountPart::Cameos) {
        for (auto&& item : m_items) {
            QJsonObject cameo = item.toObject();
            const QString id = cameo.value(u"id"_s).toString();
            if (!cameo.value(u"imageUrl"_s).isString() || id.isEmpty())
                continue;
            const QString name = fileStem(cameo.value(u"handle"_s).toString());
            const QString file = u"cameos/%1.jpg"_s.arg(name.isEmpty() ? fileStem(id) : name);
            cameo.insert(u"pictureFile"_s, file);
            item = cameo;
            m_pictures.append({.file = file, .ask = [this, id] {
                                   return m_cameos.cameoImage(id);
                               }});
        }
    }
    if (part == AccountPart::Requests) {
        QSet<QString> known;
        for (const auto& item : std::as_const(m_items)) {
            const QString id = item.toObject().value(u"referenceId"_s).toString();
            const QString file = u"references/%1.jpg"_s.arg(fileStem(id));
            if (id.isEmpty() || known.contains(id))
                continue;
            known.insert(id);
            m_pictures.append({.file = file, .ask = [this, id] {
                                   return m_cameos.uploadImage(id);
                               }});
        }
    }
    m_told.remove(u"nextCursor"_s);
    m_told.insert(u"items"_s, m_items);
    m_record.insert(nameOf(part), m_told);
}

void AccountExport::askForPicture() {
    const Picture picture = m_pictures.takeFirst();
    receive(picture.ask(), this, [this, file = picture.file, run = m_run](const Result<QByteArray>& content) {
        if (run != m_run)
            return;
        if (content) {
            keep(file, *content);
        } else {
            m_lost << file;
            leaveOut(content.error());
            next();
        }
    });
}

void AccountExport::keep(const QString& file, const QByteArray& content) {
    const QString target = m_report.folder + u'/' + file;
    receive(runIn<void>(m_pool, [target, content] { return writeFile(target, content); }), this,
        [this, run = m_run](const Result<void>& written) {
            if (run != m_run)
                return;
            if (written)
                next();
            else
                end(written.error());
        });
}

void AccountExport::leaveOut(const Error& error) {
    if (!m_report.why)
        m_report.why = error;
    if (!m_parts.isEmpty())
        m_report.leftOut << m_parts.takeFirst();
    if (!isTransient(error) && error.code != ErrorCode::SignedOut)
        return;
    // The next would fare no better, each after a while.
    m_report.leftOut << std::exchange(m_parts, {});
    for (const Picture& picture : std::exchange(m_pictures, {}))
        m_lost << picture.file;
}

QJsonObject AccountExport::composer() {
    DraftSet set = m_drafts.set();
    // What names a picture of this computer names the copy that goes with it.
    const auto take = [this](NewJob& job) {
        if (job.reference.isEmpty())
            return;
        const QString name = u"references/"_s + QFileInfo(job.reference.file).fileName();
        if (const std::pair copy(job.reference.file, name); !m_copies.contains(copy))
            m_copies.append(copy);
        job.reference.file = name;
    };
    for (NewJob& job : set.open)
        take(job);
    for (NewJob& job : set.sent)
        take(job);
    for (Preset& preset : set.presets)
        take(preset.options);
    return QJsonDocument::fromJson(toRecord(set)).object();
}

QJsonObject AccountExport::withoutLost(QJsonObject record) const {
    // A file is named only where it is.
    const QString named = u"pictureFile"_s;
    if (m_lost.contains(record.value(named).toString()))
        record.remove(named);
    if (const QJsonValue items = record.value(u"items"_s); items.isArray()) {
        const QJsonArray all = items.toArray();
        QJsonArray kept;
        for (const auto& item : all)
            kept.append(withoutLost(item.toObject()));
        record.insert(u"items"_s, kept);
    }
    return record;
}

void AccountExport::write() {
    QJsonArray leftOut;
    for (const AccountPart part : std::as_const(m_report.leftOut))
        leftOut.append(nameOf(part));
    m_record.insert(u"leftOut"_s, leftOut);
    for (const AccountPart part : {AccountPart::Profile, AccountPart::Cameos}) {
        if (const QString name = nameOf(part); m_record.contains(name))
            m_record.insert(name, withoutLost(m_record.value(name).toObject()));
    }
    const auto work = [folder = m_report.folder, record = m_record, copies = m_copies]() -> Result<int> {
        int lost = 0;
        for (const auto& [from, name] : copies) {
            if (!QFileInfo::exists(from))
                ++lost;
            else if (const Result<void> copied = copyFile(from, folder + u'/' + name); !copied)
                return std::unexpected(copied.error());
        }
        // Last, so that a folder with it is whole.
        const auto stored = writeFile(folder + u"/account.json"_s, QJsonDocument(record).toJson());
        return stored ? Result<int>(lost) : std::unexpected(stored.error());
    };
    receive(runIn<int>(m_pool, work), this, [this, run = m_run](const Result<int>& lost) {
        if (run != m_run)
            return;
        m_report.picturesLeftOut = static_cast<int>(m_lost.size()) + lost.value_or(0);
        end(lost ? std::optional<Error>() : lost.error());
    });
}

void AccountExport::end(const std::optional<Error>& error) {
    m_running = false;
    m_report.error = error;
    emit finished(m_report);
}

} // namespace kinora
