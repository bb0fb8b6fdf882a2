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
#include <QSaveFile>
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
    QSaveFile out(file);
    if (QDir().mkpath(QFileInfo(file).path()) && out.open(QIODevice::WriteOnly) &&
        out.write(content) == content.size() && out.commit())
        return {};
    return Failure(writeError(file, content.size(), out.errorString()));
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
    m_files = {};
    m_record = {{u"kinora"_s, u"account"_s}, {u"exportedAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    m_record.insert(u"composer"_s, composer(m_files));
    next();
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
    for (const QJsonValue& item : told->value(u"items"_s).toArray())
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
            m_files.contents.append({file, *content});
        } else {
            ++m_report.picturesLeftOut;
            leaveOut(content.error());
        }
        next();
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
    m_report.picturesLeftOut += static_cast<int>(std::exchange(m_pictures, {}).size());
}

QJsonObject AccountExport::composer(Files& files) const {
    DraftSet set = m_drafts.set();
    // What names a picture of this computer names the copy that goes with it.
    const auto take = [&files](NewJob& job) {
        if (job.reference.isEmpty())
            return;
        const QString name = u"references/"_s + QFileInfo(job.reference.file).fileName();
        if (const std::pair copy(job.reference.file, name); !files.copies.contains(copy))
            files.copies.append(copy);
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

void AccountExport::write() {
    QJsonArray leftOut;
    for (const AccountPart part : std::as_const(m_report.leftOut))
        leftOut.append(nameOf(part));
    m_record.insert(u"leftOut"_s, leftOut);
    struct Written {
        QString folder;
        int lost = 0; ///< pictures that could not be copied
    };
    const auto work = [folder = m_folder, record = m_record, files = m_files]() -> Result<Written> {
        const Result<QString> made = makeFolder(folder);
        if (!made)
            return std::unexpected(made.error());
        const auto in = [&made](const QString& name) {
            return *made + u'/' + name;
        };
        Written written{.folder = *made};
        for (const auto& [name, content] : files.contents) {
            if (const Result<void> stored = writeFile(in(name), content); !stored)
                return std::unexpected(stored.error());
        }
        for (const auto& [from, name] : files.copies) {
            if (!QFileInfo::exists(from))
                ++written.lost;
            else if (const Result<void> copied = copyFile(from, in(name)); !copied)
                return std::unexpected(copied.error());
        }
        // Last, so that a folder with it is whole.
        if (const auto stored = writeFile(in(u"account.json"_s), QJsonDocument(record).toJson()); !stored)
            return std::unexpected(stored.error());
        return written;
    };
    receive(runIn<Written>(m_pool, work), this, [this, run = m_run](const Result<Written>& written) {
        if (run != m_run)
            return;
        m_running = false;
        if (written) {
            m_report.folder = written->folder;
            m_report.picturesLeftOut += written->lost;
        } else {
            m_report.error = written.error();
        }
        emit finished(m_report);
    });
}

} // namespace kinora
