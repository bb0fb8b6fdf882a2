// A player's page on a library, shown.
#pragma once

#include "client/gui/gallery/GalleryStage.h"
#include "client/support/SampleVideo.h"
#include "gui/player/PlayerPage.h"
#include "gui/widgets/MessageLabel.h"
#include "media/QtPlayer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace kinora::tests {

struct PlayerScene {
    PlayerScene() {
        page.resize(1000, 700);
        page.show();
        if (!QTest::qWaitForWindowExposed(&page))
            qFatal("not shown");
    }
    template <class W>
    [[nodiscard]] W* find(const QString& name) const {
        return page.findChild<W*>(name);
    }
    [[nodiscard]] QString trouble() const { return find<MessageLabel>(QStringLiteral("troubleLabel"))->text(); }

    GalleryStage stage;
    QtPlayer player;
    PlayerPage page{stage.playing(player)};
};

/// A second of greys with sound; empty when ffmpeg could not.
inline QByteArray sampleFilm() {
    const QTemporaryDir folder;
    QFile film(folder.filePath(QStringLiteral("film.mp4")));
    return makeSampleVideo(film.fileName(), {.audio = true}) && film.open(QIODevice::ReadOnly) ? film.readAll()
                                                                                               : QByteArray();
}

} // namespace kinora::tests
