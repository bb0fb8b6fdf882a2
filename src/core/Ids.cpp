#include "core/Ids.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kinora {

QString newId(const QDateTime& now) {
    const auto milliseconds = static_cast<quint64>(now.toMSecsSinceEpoch());
    auto* random = QRandomGenerator::system();
    const quint64 high = (milliseconds << 16U) | 0x7000U | (random->generate() & 0x0FFFU);
    const quint64 low = (random->generate64() & 0x3FFFFFFFFFFFFFFFU) | 0x8000000000000000U;
    const auto hex = [](quint64 value) {
        return QStringLiteral("%1").arg(value, 16, 16, QLatin1Char('0'));
    };
    QString text = hex(high) + hex(low);
    for (const int dash : {8, 13, 18, 23})
        text.insert(dash, QLatin1Char('-'));
    return text;
}

bool isId(QStringView text) {
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const bool dashPlace = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hexDigit = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
        if (dashPlace ? c != u'-' : !hexDigit)
            return false;
    }
    return true;
}

QString shortId(QStringView id) {
    return id.last(std::min<qsizetype>(8, id.size())).toString();
}

} // namespace kinora
