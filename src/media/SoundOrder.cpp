#include "media/SoundOrder.h"

#include <QList>

namespace kinora {

namespace {

struct Writer {
    QByteArray operator()(const PlaySound& order) const {
        const auto at = std::chrono::duration_cast<std::chrono::microseconds>(order.at.time_since_epoch());
        return "play " + QByteArray::number(qint64(at.count())) + ' ' +
               QByteArray::number(qint64(order.position.count())) + ' ' + QByteArray::number(order.rate) + ' ' +
               order.file.toUtf8().toBase64() + '\n';
    }
    QByteArray operator()(const StopSound& /*order*/) const { return "stop\n"; }
    QByteArray operator()(const SoundVolume& order) const {
        return "volume " + QByteArray::number(order.amplitude) + '\n';
    }
};

} // namespace

QByteArray lineOf(const SoundOrder& order) {
    return std::visit(Writer{}, order);
}

std::optional<SoundOrder> soundOrderOf(const QByteArray& line) {
    const QList<QByteArray> words = line.trimmed().split(' ');
    if (words.size() == 5 && words[0] == "play") {
        const std::chrono::microseconds at(words[1].toLongLong());
        return PlaySound{.file = QString::fromUtf8(QByteArray::fromBase64(words[4])),
            .position = std::chrono::microseconds(words[2].toLongLong()),
            .at = std::chrono::steady_clock::time_point(at),
            .rate = words[3].toDouble()};
    }
    if (words.size() == 1 && words[0] == "stop")
        return StopSound{};
    if (words.size() == 2 && words[0] == "volume")
        return SoundVolume{words[1].toDouble()};
    return std::nullopt;
}

} // namespace kinora
