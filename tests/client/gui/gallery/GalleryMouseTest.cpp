// Frames, drags and the wheel in the gallery.
#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/GalleryView.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Banner.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryWindow;

namespace {

/// The mouse on a page with `count` wide videos, in view and with the keyboard.
struct Hands : GalleryWindow {
    explicit Hands(int count) {
        for (int i = 1; i <= count; ++i)
            stage.add(i, {.prompt = QString::number(i), .size = {1280, 720}, .secondsAgo = 1000 - i});
        show();
    }
    [[nodiscard]] QWidget* port() const { return view->viewport(); }
    [[nodiscard]] QRect rectOf(int row) const { return view->visualRect(view->model()->index(row, 0)); }
    void click(int row, Qt::KeyboardModifiers modifiers) const {
        QTest::mouseClick(port(), Qt::LeftButton, modifiers, rectOf(row).center());
    }
    /// With the left button held.
    void move(const QPoint& to) const {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), QPointF(port()->mapToGlobal(to)), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(port(), &event);
    }
    void turn(int delta, Qt::KeyboardModifiers modifiers) const {
        const QPointF middle = port()->rect().center();
        QWheelEvent event(middle, port()->mapToGlobal(middle), QPoint(), QPoint(0, delta), Qt::NoButton, modifiers,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(port(), &event);
    }
    /// From this card; answers the files that are dragged.
    [[nodiscard]] QList<QUrl> drag(int row) const {
        QList<QUrl> files;
        const QPoint from = rectOf(row).center();
        const auto look = [&] {
            if (const auto drags = view->findChildren<QDrag*>(); !drags.isEmpty())
                files = drags.last()->mimeData()->urls();
        };
        QTest::mousePress(port(), Qt::LeftButton, {}, from);
        // On a real desktop a drag lasts until it is let go; offscreen it is over at once.
        QTimer letGo;
        letGo.setSingleShot(true);
        QObject::connect(&letGo, &QTimer::timeout, port(), [&look] {
            look();
            QDrag::cancel();
        });
        letGo.start(0);
        move(from + QPoint(2 * QApplication::startDragDistance(), 0));
        if (files.isEmpty())
            look();
        QTest::mouseRelease(port(), Qt::LeftButton, {}, from);
        return files;
    }
    [[nodiscard]] QList<int> chosen() const {
        return view->selectionModel()->hasSelection() ? view->subjects() : QList<int>{};
    }
};

} // namespace

class GalleryMouseTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void addsAFrameToWhatIsChosenWithCtrl() {
        const Hands hands(9);
        QVERIFY(hands.isReady());
        // From the gap between the first two cards.
        const auto draw = [&hands](Qt::KeyboardModifiers modifiers) {
            const QPoint from(hands.rectOf(0).right() + 6, hands.rectOf(0).center().y());
            const QPoint to = hands.rectOf(1).center();
            QTest::mousePress(hands.port(), Qt::LeftButton, modifiers, from);
            hands.move(to);
            QTest::mouseRelease(hands.port(), Qt::LeftButton, modifiers, to);
        };
        hands.click(7, Qt::ControlModifier);
        draw(Qt::ControlModifier);
        QCOMPARE(hands.chosen(), (QList<int>{1, 7}));
        draw({});
        QCOMPARE(hands.chosen(), QList<int>{1});
    }

    void dragsTheFilesOfAllThatAreChosen() {
        const Hands hands(4);
        QVERIFY(hands.isReady());
        hands.click(0, Qt::ControlModifier);
        hands.click(2, Qt::ControlModifier);
        const auto fileOf = [&hands](int row) {
            const QString id = hands.view->model()->index(row, 0).data(GalleryModel::IdRole).toString();
            return QUrl::fromLocalFile(hands.stage.library.fileOf(*hands.stage.library.find(id)));
        };
        QCOMPARE(hands.drag(2), (QList<QUrl>{fileOf(0), fileOf(2)}));
        QCOMPARE(hands.drag(1), QList<QUrl>{fileOf(1)}); // not a chosen one
        QCOMPARE(hands.chosen(), (QList<int>{0, 2}));
        QVERIFY(!hands.page->findChild<Banner*>(u"undoBanner"_s)->isVisible());
    }

    void saysWhatADragLeavesOut() {
        Hands hands(2);
        const QString away = hands.stage.add(3, {.size = {1280, 720}, .secondsAgo = 1, .here = false}).video.id;
        QTRY_COMPARE(hands.view->model()->rowCount(), 3);
        QVERIFY(hands.isReady());
        const auto* banner = hands.page->findChild<Banner*>(u"undoBanner"_s);
        auto* offer = banner->findChild<QPushButton*>(u"bannerButton"_s);
        QVERIFY(hands.drag(0).isEmpty());
        QVERIFY(banner->isVisible() && offer->isVisible());
        QCOMPARE(banner->message(), GalleryText::leftOut(1, 1));
        hands.click(0, Qt::ControlModifier);
        QVERIFY2(!banner->isVisible(), "what can be done with the chosen one is wanted there");
        hands.click(2, Qt::ControlModifier);
        QCOMPARE(hands.drag(2).size(), 1);
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->message(), GalleryText::leftOut(1, 2));
        offer->click();
        QVERIFY(!banner->isVisible());
        const auto state = [&hands, &away] {
            return hands.stage.library.find(away)->fileState;
        };
        QTRY_COMPARE(state(), FileState::Wanted);
        QCOMPARE(hands.chosen(), (QList<int>{0, 2}));
        QCOMPARE(hands.drag(2).size(), 1);
        QVERIFY(banner->isVisible());
        QVERIFY2(!offer->isVisible(), "it is on its way");
    }

    void doesNotHideAnUndoBehindWhatADragLeavesOut() {
        Hands hands(2);
        hands.stage.add(3, {.size = {1280, 720}, .secondsAgo = 1, .here = false});
        QTRY_COMPARE(hands.view->model()->rowCount(), 3);
        QVERIFY(hands.isReady());
        const auto* banner = hands.page->findChild<Banner*>(u"undoBanner"_s);
        auto* offer = banner->findChild<QPushButton*>(u"bannerButton"_s);
        hands.click(2, Qt::ControlModifier);
        QTest::keyClick(hands.view, Qt::Key_Delete);
        QTRY_COMPARE(hands.view->model()->rowCount(), 2);
        QTRY_VERIFY(banner->isVisible());
        const QString undo = banner->message();
        QVERIFY(hands.drag(0).isEmpty());
        QCOMPARE(banner->message(), undo);
        offer->click();
        QTRY_COMPARE(hands.view->model()->rowCount(), 3);
        QTRY_COMPARE(banner->message(), GalleryText::leftOut(1, 1)); // after it
        QVERIFY(banner->isVisible());
    }

    void zoomsByFineWheelsToo() {
        const Hands hands(9);
        QVERIFY(hands.isReady());
        QSignalSpy wished(hands.view, &GalleryView::zoomWished);
        const auto turn = [&hands](int delta, int times) {
            for (int time = 0; time < times; ++time)
                hands.turn(delta, Qt::ControlModifier);
        };
        turn(40, 2);
        QCOMPARE(wished.count(), 0);
        turn(40, 1);
        QCOMPARE(wished.takeFirst().first().toInt(), 1);
        // The other way: what is left of the first does not count.
        turn(50, 2);
        turn(-30, 3);
        QCOMPARE(wished.count(), 0);
        turn(-30, 1);
        QCOMPARE(wished.takeFirst().first().toInt(), -1);
        turn(300, 1);
        QCOMPARE(wished.takeFirst().first().toInt(), 2);
        turn(60, 1);
        QCOMPARE(wished.takeFirst().first().toInt(), 1);
        // Nor does it once one has scrolled in between.
        turn(60, 1);
        hands.turn(60, Qt::NoModifier);
        turn(60, 1);
        QCOMPARE(wished.count(), 0);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryMouseTest)
#include "GalleryMouseTest.moc"
