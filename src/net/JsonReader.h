// Reads the members of one JSON object and remembers what was wrong. Pure; used by the files of this folder that read
// bodies.
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace kinora {

/// Every getter answers a neutral value when the member is missing or of the wrong type, and the first such problem is
/// kept in problem(). Readers of nested objects share it.
class JsonReader {
public:
    JsonReader(QJsonObject object, QString path, std::shared_ptr<QString> problem);

    /// Required members.
    [[nodiscard]] QString text(QLatin1String member) const;
    [[nodiscard]] bool flag(QLatin1String member) const;
    [[nodiscard]] qint64 integer(QLatin1String member) const;
    [[nodiscard]] double number(QLatin1String member) const;
    [[nodiscard]] QDateTime time(QLatin1String member) const;
    [[nodiscard]] JsonReader object(QLatin1String member) const;
    [[nodiscard]] QList<JsonReader> objects(QLatin1String member) const;
    [[nodiscard]] QJsonArray array(QLatin1String member) const;

    /// Members that may be absent or null.
    [[nodiscard]] QString textOrEmpty(QLatin1String member) const;
    [[nodiscard]] std::optional<qint64> optionalInteger(QLatin1String member) const;
    [[nodiscard]] QDateTime timeOrInvalid(QLatin1String member) const;
    [[nodiscard]] std::optional<JsonReader> optionalObject(QLatin1String member) const;
    [[nodiscard]] bool has(QLatin1String member) const;

    /// Notes a problem with a member's value.
    void complain(QLatin1String member, const QString& what) const;
    [[nodiscard]] const QString& problem() const { return *m_problem; }

private:
    QJsonValue required(QLatin1String member, QJsonValue::Type type) const;

    QJsonObject m_object;
    QString m_path;
    std::shared_ptr<QString> m_problem;
};

/// The object of a body; BadAnswer if it is none.
[[nodiscard]] Result<JsonReader> parseObject(const QByteArray& body);

} // namespace kinora
