// A player's page on a library, shown.
#pragma once

#include "client/gui/gallery/GalleryStage.h"
#include "client/support/SampleVideo.h"
#include "gui/player/PlayerPage.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/MessageLabel.h"
#include "media/QtPlayer.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

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

/// Tests of a player's page: in a theme, with a film.
class PlayerCase : public QObject {
protected:
    void makeReady() {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark);
        m_film = sampleFilm();
        QVERIFY(!m_film.isEmpty());
    }

    QByteArray m_film;

private:
    std::unique_ptr<Theme> m_theme;
};

} // namespace kinora::tests
