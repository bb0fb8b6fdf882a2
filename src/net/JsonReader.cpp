#include "net/JsonReader.h"

#include <QJsonDocument>

#include <cmath>
#include <utility>

namespace kinora {

namespace {

/// Largest integer that a JSON number carries exactly.
constexpr double maxInteger = 9007199254740991.0;

} // namespace

JsonReader::JsonReader(QJsonObject object, QString path, std::shared_ptr<QString> problem)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problem(std::move(problem)) {
}

void JsonReader::complain(QLatin1String member, const QString& what) const {
    if (m_problem->isEmpty())
        *m_problem = m_path + member + QStringLiteral(": ") + what;
}

bool JsonReader::has(QLatin1String member) const {
    const QJsonValue value = m_object.value(member);
    return !value.isUndefined() && !value.isNull();
}

QJsonValue JsonReader::required(QLatin1String member, QJsonValue::Type type) const {
    QJsonValue value = m_object.value(member);
    if (value.type() == type)
        return value;
    complain(member, value.isUndefined() ? QStringLiteral("missing") : QStringLiteral("wrong type"));
    return {};
}

QString JsonReader::text(QLatin1String member) const {
    return required(member, QJsonValue::String).toString();
}

bool JsonReader::flag(QLatin1String member) const {
    return required(member, QJsonValue::Bool).toBool();
}

double JsonReader::number(QLatin1String member) const {
    return required(member, QJsonValue::Double).toDouble();
}

qint64 JsonReader::integer(QLatin1String member) const {
    const double value = number(member);
    if (value != std::floor(value) || std::abs(value) > maxInteger) {
        complain(member, QStringLiteral("not an integer"));
        return 0;
    }
    return static_cast<qint64>(value);
}

QDateTime JsonReader::time(QLatin1String member) const {
    const QDateTime time = QDateTime::fromString(text(member), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
        complain(member, QStringLiteral("not a time with a zone"));
        return {};
    }
    return time.toUTC();
}

JsonReader JsonReader::object(QLatin1String member) const {
    return {required(member, QJsonValue::Object).toObject(), m_path + member + u'.', m_problem};
}

QJsonArray JsonReader::array(QLatin1String member) const {
    return required(member, QJsonValue::Array).toArray();
}

QList<JsonReader> JsonReader::objects(QLatin1String member) const {
    QList<JsonReader> readers;
    const QJsonArray values = array(member);
    readers.reserve(values.size());
    for (const auto& value : values) {
        if (!value.isObject())
            complain(member, QStringLiteral("not only objects"));
        readers.append(
            {value.toObject(), QStringLiteral("%1%2[%3].").arg(m_path, member).arg(readers.size()), m_problem});
    }
    return readers;
}

QString JsonReader::textOrEmpty(QLatin1String member) const {
    return has(member) ? text(member) : QString();
}

std::optional<qint64> JsonReader::optionalInteger(QLatin1String member) const {
    return has(member) ? std::optional(integer(member)) : std::nullopt;
}

QDateTime JsonReader::timeOrInvalid(QLatin1String member) const {
    return has(member) ? time(member) : QDateTime();
}

std::optional<JsonReader> JsonReader::optionalObject(QLatin1String member) const {
    return has(member) ? std::optional(object(member)) : std::nullopt;
}

Result<JsonReader> parseObject(const QByteArray& body) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (!document.isObject())
        return failure(
            ErrorCode::BadAnswer, QStringLiteral("not a JSON object: ") +
                                      (error.error != QJsonParseError::NoError ? error.errorString() : QString()));
    return JsonReader(document.object(), QString(), std::make_shared<QString>());
}

} // namespace kinora
