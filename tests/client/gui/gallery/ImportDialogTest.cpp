#include "gui/leave/ImportDialog.h"

#include "client/gui/gallery/GalleryStage.h"
#include "client/support/SampleVideo.h"
#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::GalleryWindow;

class ImportDialogTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark);
        QVERIFY(tests::makeSampleVideo(m_folder.filePath(u"one.mp4"_s), {.color = Qt::red}));
        QVERIFY(tests::makeSampleVideo(m_folder.filePath(u"two.mp4"_s), {.color = Qt::blue}));
        QVERIFY(QFile::copy(m_folder.filePath(u"two.mp4"_s), m_folder.filePath(u"two again.mp4"_s)));
        QFile empty(m_folder.filePath(u"empty.mp4"_s));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(u"/proc/self/mem"_s, m_folder.filePath(u"broken.json"_s))); // opens, and cannot be read
    }

    void tellsWhatBecameOfEachFile() {
        GalleryStage stage;
        QWidget window;
        window.show();
        QPointer<ImportDialog> dialog = new ImportDialog(stage.library, &window);
        dialog->open();
        const auto button = [&dialog](const QString& name) {
            return dialog->findChild<QPushButton*>(name);
        };
        QVERIFY(!button(u"importButton"_s)->isEnabled()); // no folder yet
        dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(u"not absolute"_s);
        QVERIFY(!button(u"importButton"_s)->isEnabled());
        dialog->setFolder(m_folder.path());
        QVERIFY(button(u"importButton"_s)->isEnabled());
        button(u"importButton"_s)->click();
        QCOMPARE(button(u"closeButton"_s)->text(), u"Stop"_s);
        auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
        QTRY_VERIFY(message->isVisible());
        QVERIFY2(message->text().contains(u"2 video(s) imported."_s), qPrintable(message->text()));
        QVERIFY2(message->text().contains(u"1 video(s) passed over"_s), qPrintable(message->text()));
        QVERIFY2(message->text().contains(u"2 file(s) could not be understood."_s), qPrintable(message->text()));
        QCOMPARE(button(u"closeButton"_s)->text(), u"Close"_s);
        button(u"copyButton"_s)->click();
        const QString list = QGuiApplication::clipboard()->text();
        QVERIFY2(list.contains(u"empty.mp4: an empty file"_s), qPrintable(list));
        QVERIFY2(list.contains(u"broken.json: cannot be read (Input/output error)"_s), qPrintable(list));
        QVERIFY(list.contains(u"    one.mp4"_s) && list.contains(u"    two again.mp4"_s));
        QCOMPARE(list, dialog->findChild<QPlainTextEdit*>(u"listEdit"_s)->toPlainText());
        QCOMPARE(stage.library.places()->size(), 2);
        button(u"closeButton"_s)->click();
        QTRY_VERIFY(!dialog);
    }

    void saysWhenThereIsNothing() {
        GalleryStage stage;
        QWidget window;
        const QTemporaryDir nothing;
        QPointer<ImportDialog> dialog = new ImportDialog(stage.library, &window);
        dialog->open();
        dialog->setFolder(nothing.path());
        dialog->findChild<QPushButton*>(u"importButton"_s)->click();
        auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
        QTRY_VERIFY(message->isVisible());
        QCOMPARE(message->text(), u"There are no videos in this folder."_s);
        QVERIFY(!dialog->findChild<QWidget*>(u"copyButton"_s)->isVisible());
        // Signed out meanwhile: it goes with its library.
        stage.library.close();
        QTRY_VERIFY(!dialog);
    }

    void opensFromAnEmptyGallery() {
        GalleryWindow window;
        window.show();
        QTRY_VERIFY(window.page->isVisible());
        window.stage.library.setOnline(true);
        QTRY_VERIFY(window.page->findChild<QPushButton*>(u"suggestionChip2"_s));
        window.page->findChild<QPushButton*>(u"suggestionChip2"_s)->click();
        QVERIFY(window.page->findChild<ImportDialog*>());
    }

private:
    std::unique_ptr<Theme> m_theme;
    QTemporaryDir m_folder;
};

KINORA_QT_TEST(ImportDialogTest)
#include "ImportDialogTest.moc"
