#include "client/gui/gallery/GalleryStage.h"

#include "media/SpriteSheet.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLinearGradient>
#include <QPainter>
#include <QTest>

namespace kinora::tests {

using namespace Qt::StringLiterals;

namespace {

RememberedSession mayaSession() {
    RememberedSession session;
    session.serverId = sampleId(1000);
    session.serverName = u"Studio relay"_s;
    session.account.id = sampleId(1001);
    session.account.email = u"maya@studio.example"_s;
    session.account.handle = u"maya"_s;
    session.account.displayName = u"Maya Okafor"_s;
    return session;
}

QImage posterOf(const GalleryStage::Piece& piece) {
    QImage image(piece.size / 2, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, image.height());
    sky.setColorAt(0, piece.color.darker(200));
    sky.setColorAt(0.6, piece.color);
    sky.setColorAt(1, piece.color.lighter(140));
    painter.fillRect(image.rect(), sky);
    painter.setBrush(piece.color.lighter(180));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(image.width() * 0.62, image.height() * 0.38), 36, 36);
    return image;
}

} // namespace

GalleryStage::GalleryStage()
    : memory(mayaSession()) {
    session.openOffline();
    if (!await(library.open(sampleId(1000), sampleId(1001))))
        qFatal("no library");
}

LibraryVideo GalleryStage::add(int number, const Piece& piece) {
    Video video = sampleVideo(number, piece.prompt);
    video.size = piece.size;
    video.orientation = piece.size.width() > piece.size.height() ? Orientation::Landscape : Orientation::Portrait;
    video.createdAt = clock.now().toUTC().addSecs(-piece.secondsAgo);
    video.seconds = 8;
    video.demo = true;
    video.batchId = piece.batchId;
    video.settings = piece.settings;
    video.bytes = piece.content.isEmpty() ? 4200000 : piece.content.size();
    video.sha256 = QString::fromLatin1(QCryptographicHash::hash(piece.content, QCryptographicHash::Sha256).toHex());
    bool stored = await(library.store().upsert({video})).has_value();
    const QString poster = MediaFolder::posterFile(video.id);
    posterOf(piece).save(library.folder().absolute(poster), "JPG");
    stored = stored && await(library.store().setPoster(video.id, poster));
    if (piece.here) {
        const QString file = u"videos/2026-11/%1.mp4"_s.arg(number);
        QDir().mkpath(QFileInfo(library.folder().absolute(file)).path());
        QFile out(library.folder().absolute(file));
        stored = stored && out.open(QIODevice::WriteOnly) && out.write(piece.content) == piece.content.size();
        stored = stored && out.resize(video.bytes); // else the library takes it for one that was cut
        stored = stored && await(library.store().setFileHere(video.id, file));
    }
    if (!stored)
        qFatal("not stored");
    return *library.store().find(video.id);
}

void GalleryStage::addSprite(int number) {
    const LibraryVideo row = *library.store().find(sampleId(number));
    const QString sprite = u"%1.sprite.jpg"_s.arg(row.poster);
    const Result<QImage> sheet = readSpriteSheet(library.fileOf(row));
    if (!sheet || !sheet->save(library.folder().absolute(sprite), "JPG") ||
        !await(library.store().setSprite(row.video.id, sprite)))
        qFatal("no sprite");
}

void GalleryWindow::show() {
    page = std::make_unique<ProfilePage>(stage.profile(), stage.people);
    page->resize(1000, 700);
    page->show();
    view = page->findChild<GalleryView*>();
}

bool GalleryWindow::isReady() const {
    if (!QTest::qWaitForWindowExposed(page.get()))
        return false;
    page->activateWindow();
    page->enter();
    return QTest::qWaitFor([this] { return view->hasFocus(); });
}

} // namespace kinora::tests
