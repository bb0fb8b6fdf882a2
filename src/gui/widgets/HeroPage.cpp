#include "gui/widgets/HeroPage.h"

#include "gui/widgets/FramesPicture.h"

#include <QWidget>

namespace kinora {

void layOutHero(QWidget& page, QWidget& heroPane, FramesPicture* picture) {
    heroPane.setVisible(page.width() >= 820);
    if (picture != nullptr) {
        picture->setVisible(page.height() >= 560);
    }
}

} // namespace kinora
