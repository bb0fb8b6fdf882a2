// Choosing cards, and what becomes of the view while cards come, go and change their size.
#include "client/gui/gallery/GalleryStage.h"
#include "client/support/FakeAccount.h"
#include "core/Ids.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/VideoCardDelegate.h"
#include "gui/leave/ExportDialog.h"
#include "gui/theme/Theme.h"
#include "media/SpriteSheet.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::GalleryWindow;
using tests::sampleId;

namespace {

/// A page with `count` wide videos, in view and with the keyboard.
struct Shown : GalleryWindow {
    explicit Shown(int count) {
        for (int i = 1; i <= count; ++i)
            stage.add(i, {.prompt = QString::number(i), .size = {1280, 720}, .secondsAgo = 1000 - i});
        show();
    }
    [[nodiscard]] QRect rectOf(int row) const { return view->visualRect(view->model()->index(row, 0)); }
    void click(int row, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, rectOf(row).center());
    }
    [[nodiscard]] QList<int> chosen() const {
        return view->selectionModel()->hasSelection() ? view->subjects() : QList<int>{};
    }
};

} // namespace

class GallerySelectionTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void exportsWhatIsChosen() {
        const Shown shown(3);
        QVERIFY(shown.isReady());
        shown.click(0, Qt::ControlModifier);
        shown.click(2, Qt::ControlModifier);
        auto* chip = shown.page->findChild<QPushButton*>(u"exportChip"_s);
        QVERIFY(chip->isVisible());
        chip->click();
        auto* dialog = shown.page->findChild<ExportDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel*>(u"titleLabel"_s)->text(), u"Export 2 video(s)"_s);
        QVERIFY(!dialog->findChild<QWidget*>(u"trashCheckBox"_s)->isVisible());
    }

    void exportsEverything() {
        GalleryStage stage;
        stage.add(1, {.content = "one"});
        stage.add(2, {.content = "two"});
        stage.add(3, {.content = "three"});
        QVERIFY(tests::await(stage.library.edits().trash({sampleId(3)})));
        for (const bool trash : {false, true}) {
            const QTemporaryDir target;
            QWidget window;
            tests::FakeAccount account;
            auto* dialog = new ExportDialog(stage.library, account.exporter, &window);
            dialog->open();
            dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(target.path());
            dialog->findChild<QAbstractButton*>(u"accountCheckBox"_s)->setChecked(!trash);
            dialog->findChild<QAbstractButton*>(u"trashCheckBox"_s)->setChecked(trash);
            dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
            auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
            QTRY_VERIFY(message->isVisible());
            QCOMPARE(message->text(),
                trash ? u"3 video(s) written."_s : u"2 video(s) written. The account lies in “account”."_s);
            QCOMPARE(QFile::exists(target.filePath(u"account/account.json"_s)), !trash);
            const QDir folder(target.path());
            QCOMPARE(folder.entryList({u"*.mp4"_s}).size(), trash ? 3 : 2);
            QCOMPARE(folder.entryList({u"*.json"_s}).size(), trash ? 3 : 2);
            QVERIFY(folder.exists(u"videos.csv"_s));
        }
    }

    void leavesTheAccountOnceItIsStopped() {
        GalleryStage stage;
        stage.add(1, {.content = "one"});
        const QTemporaryDir target;
        QWidget window;
        tests::FakeAccount account;
        auto* dialog = new ExportDialog(stage.library, account.exporter, &window);
        dialog->open();
        dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(target.path());
        // The last one is written; the report is still to come.
        connect(dialog->findChild<VideoExport*>(), &VideoExport::progressed,
            dialog->findChild<QPushButton*>(u"closeButton"_s), &QPushButton::click);
        dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
        auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
        QTRY_VERIFY(message->isVisible());
        QVERIFY(!account.exporter.isRunning());
        QVERIFY(!QFile::exists(target.filePath(u"account"_s)));
    }

    void saysWhatTheAccountLacks() {
        GalleryStage stage;
        const QTemporaryDir target;
        QWidget window;
        tests::FakeAccount account;
        account.api.outage = Error{.code = ErrorCode::Unreachable};
        auto* dialog = new ExportDialog(stage.library, account.exporter, &window);
        dialog->open();
        dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(target.path());
        dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
        auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
        QTRY_VERIFY(message->isVisible());
        QVERIFY2(message->text().startsWith(u"The account lies in “account”. Not in it: profile, cameos, costs"),
            qPrintable(message->text()));
        QVERIFY(dialog->findChild<QPushButton*>(u"openButton"_s)->isVisible());
    }

    void namesWhatItCouldNotExport() {
        GalleryStage stage;
        stage.add(1, {.content = "one"});
        stage.add(2, {.prompt = u"A paper boat"_s, .content = "two"});
        const LibraryVideo boat = *stage.library.find(sampleId(2));
        QVERIFY(QFile::remove(stage.library.fileOf(boat)) && QDir().mkpath(stage.library.fileOf(boat)));
        const QTemporaryDir target;
        QWidget window;
        tests::FakeAccount account;
        auto* dialog = new ExportDialog(stage.library, account.exporter, &window);
        dialog->open();
        QVERIFY(!dialog->findChild<QWidget*>(u"listPanel"_s)->isVisible());
        dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(target.path());
        dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
        QTRY_VERIFY(dialog->findChild<QWidget*>(u"listPanel"_s)->isVisible());
        const auto* list = dialog->findChild<QPlainTextEdit*>(u"listEdit"_s);
        QVERIFY2(list->toPlainText().contains(u"    A paper boat (%1): "_s.arg(shortId(boat.video.id))),
            qPrintable(list->toPlainText()));
        dialog->findChild<QPushButton*>(u"copyButton"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), list->toPlainText());
    }

    void choosesByMouse() {
        const Shown shown(9);
        QVERIFY(shown.isReady());
        QSignalSpy opened(shown.view, &GalleryView::videoActivated);
        shown.click(1, Qt::ControlModifier);
        shown.click(4, Qt::ControlModifier);
        QCOMPARE(shown.chosen(), (QList<int>{1, 4}));
        shown.click(6, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{4, 5, 6}));
        shown.click(5); // while some are chosen
        QCOMPARE(shown.chosen(), (QList<int>{4, 6}));
        QTest::keyClick(shown.view, Qt::Key_Escape);
        QCOMPARE(shown.chosen(), QList<int>{});
        QCOMPARE(opened.count(), 0);
        shown.click(5);
        QCOMPARE(opened.count(), 1);
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.rectOf(2).topLeft() + QPoint(18, 18));
        QCOMPARE(shown.chosen(), QList<int>{2});
        QCOMPARE(opened.count(), 1);
    }

    void choosesByKeyboard() {
        const Shown shown(9);
        QVERIFY(shown.isReady());
        QTest::keyClick(shown.view, Qt::Key_Right);
        QCOMPARE(shown.chosen(), QList<int>{}); // walking is not choosing
        QTest::keyClick(shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{1, 2, 3}));
        QTest::keyClick(shown.view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{1, 2}));
        QTest::keyClick(shown.view, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(shown.view, Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(shown.chosen(), (QList<int>{1, 2, 8}));
        QTest::keyClick(shown.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.view->chosenCount(), 9);
        QTest::keyClick(shown.view, Qt::Key_Home);
        QCOMPARE(shown.view->chosenCount(), 0);
        QCOMPARE(shown.view->subjects(), QList<int>{0}); // the one with the keyboard
    }

    void choosesWithAFrame() {
        const Shown shown(9);
        QVERIFY(shown.isReady());
        // From the gap beside the first card into the second row.
        const QPoint from = QPoint(shown.rectOf(0).right() + 6, shown.rectOf(0).center().y());
        const QPoint to = shown.rectOf(1).center();
        QTest::mousePress(shown.view->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(shown.view->viewport(), from + QPoint(2, 0));
        QMouseEvent move(
            QEvent::MouseMove, to, shown.view->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(shown.view->viewport(), &move);
        QCOMPARE(shown.chosen(), QList<int>{1});
        QTest::mouseRelease(shown.view->viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(shown.chosen(), QList<int>{1});
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(shown.chosen(), QList<int>{});
    }

    void seesTheCardsThroughTheFrame_data() {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("contrast") << ThemeChoice::HighContrast;
    }
    void seesTheCardsThroughTheFrame() {
        QFETCH(ThemeChoice, choice);
        m_theme->setChoice(choice);
        const auto backToDark = qScopeGuard([this] { m_theme->setChoice(ThemeChoice::Dark); });
        const Shown shown(2);
        QVERIFY(shown.isReady());
        QWidget* viewport = shown.view->viewport();
        // Two places in one card, of which the poster makes the lower one much brighter.
        const QRect card = shown.rectOf(1);
        const QPoint above(card.left() + 30, card.top() + 40);
        const QPoint below(card.left() + 30, card.center().y());
        const auto differ = [&] {
            const QImage seen = viewport->grab().toImage();
            return qAbs(seen.pixelColor(above).green() - seen.pixelColor(below).green()) > 8;
        };
        QTRY_VERIFY(differ()); // posters are read in the background
        const QPoint from(shown.rectOf(0).right() + 6, card.top() + 10);
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (const QPoint& to : {from + QPoint(0, 40), card.center()}) {
            QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &move);
        }
        QCOMPARE(shown.chosen(), QList<int>{1});
        QVERIFY(differ());
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, card.center());
    }

    void givesFilesToOtherPrograms() {
        GalleryStage stage;
        stage.add(1, {});
        stage.add(2, {.here = false});
        const GalleryModel model(stage.library, stage.clock);
        const GalleryModel::Files both = model.files({model.index(0), model.index(1)});
        QCOMPARE(both.here, QList<QUrl>{QUrl::fromLocalFile(stage.library.fileOf(*stage.library.find(sampleId(1))))});
        QCOMPARE(both.missing, 1);
        QCOMPARE(both.toFetch, QStringList{sampleId(2)});
        QVERIFY(model.files({model.indexOf(sampleId(2))}).here.isEmpty());
    }

    void scrubsUnderTheMouse() {
        Shown shown(1);
        QVERIFY(shown.isReady());
        // Red grows from frame to frame.
        QImage sheet(sprite::columns * 64, sprite::rows * 36, QImage::Format_RGB32);
        QPainter painter(&sheet);
        for (int frame = 0; frame < sprite::frames; ++frame)
            painter.fillRect(sprite::tile(sheet.size(), frame), QColor(frame * 10, 0, 200));
        painter.end();
        const QString file = u"posters/sheet.png"_s; // without the losses of a JPEG
        QVERIFY(sheet.save(shown.stage.library.folder().absolute(file)));
        QVERIFY(tests::await(shown.stage.library.store().setSprite(sampleId(1), file)));
        const QRect card = shown.rectOf(0);
        // Between the play sign and the badge above it, away from the line.
        const QPoint seen(card.center().x() + 60, card.top() + 14);
        for (const double at : {0.1, 0.7}) {
            const QPoint mouse(card.left() + static_cast<int>(at * card.width()), card.center().y());
            QTest::mouseMove(shown.view->viewport(), mouse);
            const int red = sprite::frameAt(at) * 10;
            QTRY_VERIFY(qAbs(shown.view->viewport()->grab().toImage().pixelColor(seen).red() - red) < 12);
        }
    }

    void keepsTheSizeOfTheCardsPerAccount() {
        Shown shown(30);
        QVERIFY(shown.isReady());
        const int before = shown.rectOf(0).height();
        shown.page->findChild<QSlider*>(u"zoomSlider"_s)->setValue(150);
        QVERIFY(shown.rectOf(0).height() > before * 5 / 4);
        QCOMPARE(shown.stage.galleryMemory.stored.zoom, 150);
        ProfilePage again(shown.stage.profile(), shown.stage.people);
        QCOMPARE(again.findChild<QSlider*>(u"zoomSlider"_s)->value(), 150);
        QTest::keyClick(shown.view, Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(shown.stage.galleryMemory.stored.zoom, 130);
    }

    /// Rows are lower beside a scroll bar: there are heights at which all fits with one and not without.
    void comesToRestAtEveryHeight() {
        Shown shown(6);
        QVERIFY(shown.isReady());
        struct Counter : QObject {
            bool eventFilter(QObject* /*watched*/, QEvent* event) override {
                resized += event->type() == QEvent::Resize ? 1 : 0;
                return false;
            }
            int resized = 0;
        } counter;
        shown.view->viewport()->installEventFilter(&counter);
        const auto needed = [&shown] {
            return shown.rectOf(5).bottom() + shown.view->verticalScrollBar()->value();
        };
        const int around = shown.page->height() - shown.view->viewport()->height();
        bool hasBarWhereItFits = false;
        for (int height = needed() - 30; height < needed() + 30; ++height) {
            counter.resized = 0;
            shown.page->resize(shown.page->width(), around + height);
            for (int turn = 0; turn < 20; ++turn)
                QCoreApplication::processEvents();
            QVERIFY2(counter.resized < 5, qPrintable(u"%1 times at %2"_s.arg(counter.resized).arg(height)));
            const bool hasBar = shown.view->verticalScrollBar()->maximum() > 0;
            QCOMPARE(shown.view->verticalScrollBar()->isVisible(), hasBar);
            hasBarWhereItFits = hasBarWhereItFits || (hasBar && shown.view->verticalScrollBar()->maximum() == 1);
        }
        QVERIFY(hasBarWhereItFits); // or there was nothing to see
    }

    void drawsNoFrameFromACardThatCannotBeDragged() {
        GalleryWindow window;
        for (int i = 1; i <= 9; ++i)
            window.stage.add(i, {.size = {1280, 720}, .secondsAgo = 1000 - i, .here = false});
        window.show();
        QVERIFY(window.isReady());
        QWidget* port = window.view->viewport();
        const auto middleOf = [&window](int row) {
            return window.view->visualRect(window.view->model()->index(row, 0)).center();
        };
        QSignalSpy activated(window.view, &GalleryView::videoActivated);
        QTest::mouseClick(port, Qt::LeftButton, Qt::ControlModifier, middleOf(7));
        QTest::mousePress(port, Qt::LeftButton, {}, middleOf(0));
        for (const int row : {1, 2, 4, 5})
            sendMove(port, middleOf(row));
        QCOMPARE(window.view->subjects(), QList<int>{7});
        QTest::mouseRelease(port, Qt::LeftButton, {}, middleOf(5));
        QCOMPARE(window.view->subjects(), QList<int>{7});
        QCOMPARE(activated.count(), 0);
    }

    void choosesFromWhereTheMouseWasLast() {
        Shown shown(9);
        QVERIFY(shown.isReady());
        shown.click(0, Qt::ControlModifier);
        shown.click(0, Qt::ControlModifier);
        QContextMenuEvent menu(QContextMenuEvent::Mouse, shown.rectOf(4).center(),
            shown.view->viewport()->mapToGlobal(shown.rectOf(4).center()));
        QApplication::sendEvent(shown.view->viewport(), &menu);
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        shown.click(6, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{4, 5, 6}));

        // After a frame that was drawn upwards: from the card at which it began, and further than to where it ended.
        QWidget* port = shown.view->viewport();
        const QPoint below(shown.rectOf(5).right() + 2, shown.rectOf(5).center().y());
        const QPoint above(shown.rectOf(4).center().x(), shown.rectOf(4).center().y());
        QTest::mousePress(port, Qt::LeftButton, {}, below);
        sendMove(port, above);
        QTest::mouseRelease(port, Qt::LeftButton, {}, above);
        QCOMPARE(shown.chosen(), (QList<int>{4, 5}));
        QTest::keyClick(shown.view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{3, 4, 5}));
        shown.click(8, Qt::ShiftModifier);
        QCOMPARE(shown.chosen(), (QList<int>{5, 6, 7, 8}));
    }

    void keepsTheSmallestSizeOfTheCards() {
        Shown shown(30);
        QVERIFY(shown.isReady());
        shown.page->findChild<QSlider*>(u"zoomSlider"_s)->setValue(GalleryChoices::smallestZoom);
        const int smallest = shown.rectOf(0).height();
        ProfilePage again(shown.stage.profile(), shown.stage.people);
        again.resize(shown.page->size());
        again.show();
        QVERIFY(QTest::qWaitForWindowExposed(&again));
        auto* view = again.findChild<GalleryView*>();
        QTRY_COMPARE(view->model()->rowCount(), 30);
        QTRY_COMPARE(view->visualRect(view->model()->index(0, 0)).height(), smallest);
    }

    void holdsOnToWhatIsLookedAt() {
        const Shown shown(60);
        QVERIFY(shown.isReady());
        shown.view->setCurrentIndex({});
        shown.view->verticalScrollBar()->setValue(1500);
        int row = 0;
        while (shown.rectOf(row).top() < 0)
            ++row;
        const QPersistentModelIndex held = shown.view->model()->index(row, 0);
        const int y = shown.view->visualRect(held).y();
        shown.page->findChild<QSlider*>(u"zoomSlider"_s)->setValue(80);
        QCOMPARE(shown.view->visualRect(held).y(), y);
        shown.page->resize(1300, 700);
        QTRY_COMPARE(shown.view->width() > 1200, true);
        QCOMPARE(shown.view->visualRect(held).y(), y);
    }

private:
    /// With the left button held.
    static void sendMove(QWidget* port, const QPoint& to) {
        QMouseEvent move(QEvent::MouseMove, QPointF(to), QPointF(port->mapToGlobal(to)), Qt::NoButton, Qt::LeftButton,
            Qt::NoModifier);
        QApplication::sendEvent(port, &move);
    }

    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GallerySelectionTest)
#include "GallerySelectionTest.moc"
