#include "gui/theme/Icon.h"

#include "gui/theme/Theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace kinora {

namespace {

QColor colorOf(IconRole role) {
    const Tokens& t = tokens();
    switch (role) {
    case IconRole::Text:
        return t.text;
    case IconRole::Mute:
        return t.mute;
    case IconRole::Accent:
        return t.accent;
    case IconRole::OnFill:
        return t.onFill;
    case IconRole::Ok:
        return t.ok;
    case IconRole::Danger:
        return t.danger;
    case IconRole::OnScrim:
        return t.onScrim;
    }
    return t.text;
}

/// What points along the line of reading, and so the other way where one reads from right to left.
bool pointsAlong(const QString& name) {
    static const QStringList names{QStringLiteral("arrow-left"), QStringLiteral("arrow-right"), QStringLiteral("queue"),
        QStringLiteral("sign-out")};
    return names.contains(name);
}

class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, IconRole role)
        : m_name(std::move(name))
        , m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const int side = std::min(rect.width(), rect.height());
        const QPixmap image = iconPixmap(m_name, color(mode, state), side, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, image);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return iconPixmap(m_name, color(mode, state), std::min(size.width(), size.height()), 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        // size is in device pixels here.
        const int side = std::min(size.width(), size.height());
        return iconPixmap(m_name, color(mode, state), qRound(side / scale), scale);
    }

    [[nodiscard]] QIconEngine* clone() const override { return new LineIconEngine(m_name, m_role); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled) {
            return tokens().disabled;
        }
        if (m_role == IconRole::Mute && state == QIcon::On) {
            return tokens().accent;
        }
        return colorOf(m_role);
    }

    QString m_name;
    IconRole m_role;
};

} // namespace

QIcon icon(const QString& name, IconRole role) {
    return QIcon(new LineIconEngine(name, role));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, double devicePixelRatio) {
    const bool mirrored = QGuiApplication::isRightToLeft() && pointsAlong(name);
    const QString key = QStringLiteral("kinora-icon %1 %2 %3 %4 %5")
                            .arg(name, color.name())
                            .arg(size)
                            .arg(devicePixelRatio)
                            .arg(mirrored ? 1 : 0);
    QPixmap result;
    if (QPixmapCache::find(key, &result)) {
        return result;
    }
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", qPrintable(name));
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    result = QPixmap(QSize(size, size) * devicePixelRatio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    if (mirrored) {
        painter.translate(result.width(), 0);
        painter.scale(-1, 1);
    }
    renderer.render(&painter, QRectF(result.rect()));
    painter.end();
    result.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, result);
    return result;
}

} // namespace kinora
