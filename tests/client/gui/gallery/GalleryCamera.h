// Takes the pictures of a look test, where the person who runs it wants them, and finds what is cut off in them.
#pragma once

#include "client/gui/LookLanguage.h"
#include "gui/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QList>
#include <QPainter>
#include <QPixmap>
#include <QTest>
#include <QWidget>

#include <utility>

namespace kinora::tests {

/// KINORA_SCREENSHOTS names the folder; without one nothing is kept.
class GalleryCamera {
public:
    /// The widget, once it is still: posters are read in the background.
    static void keep(QWidget& widget, const QString& name) {
        QImage before;
        QImage now = widget.grab().toImage();
        for (int still = 0, looks = 0; still < 3 && looks < 100; ++looks) {
            QTest::qWait(30);
            before = std::exchange(now, widget.grab().toImage());
            still = before == now ? still + 1 : 0;
        }
        save(now, name);
    }

    /// The widget as it is now, and will not be for long.
    static void snap(QWidget& widget, const QString& name) { save(widget.grab().toImage(), name); }

    static void keepWithMenu(QWidget& window, const QString& name) {
        QWidget* menu = QApplication::activePopupWidget();
        QVERIFY(menu);
        keepWith(window, menu->grab(), menu->pos() - window.pos(), name);
        menu->close();
    }

    static void keepWithDialog(QWidget& window, const QString& name) {
        QWidget* dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        keepWith(window, dialog->grab(), window.rect().center() - dialog->rect().center(), name);
    }

    static void nothingIsCut(const QWidget& page) {
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (label->isVisible() && !label->wordWrap() &&
                label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored)
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->objectName()));
            if (label->isVisible() && label->wordWrap() && label->hasHeightForWidth())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->objectName()));
        }
    }

    static void keepWith(QWidget& window, const QPixmap& over, const QPoint& place, const QString& name) {
        QPixmap whole = window.grab();
        QPainter(&whole).drawPixmap(place, over);
        save(whole.toImage(), name);
    }

    /// Where pictures are kept, all languages and themes at `sizes`, English at `sizesInEnglish`; always the three
    /// themes in English, `plain`.
    static void addRows(const QList<QSize>& sizes, const QList<QSize>& sizesInEnglish, const QSize& plain) {
        QTest::addColumn<QString>("language");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        const QList<std::pair<const char*, ThemeChoice>> themes{
            {"dark", ThemeChoice::Dark}, {"light", ThemeChoice::Light}, {"contrast", ThemeChoice::HighContrast}};
        const QString english = QStringLiteral("en");
        if (qEnvironmentVariableIsSet("KINORA_SCREENSHOTS")) {
            for (const char* name : LookLanguage::all) {
                const QString language = QString::fromLatin1(name);
                // High contrast is for looking at in one language.
                for (const auto& [themeName, theme] : themes.first(language == english ? 3 : 2)) {
                    for (const QSize& size : language == english ? sizesInEnglish : sizes)
                        QTest::addRow("%s-%s-%d", name, themeName, size.width()) << language << theme << size;
                }
            }
        }
        for (const auto& [themeName, theme] : themes)
            QTest::addRow("%s", themeName) << english << theme << plain;
    }

private:
    static void save(const QImage& picture, const QString& name) {
        const QString folder = qEnvironmentVariable("KINORA_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        picture.save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QString::fromLatin1(QTest::currentDataTag())));
    }
};

} // namespace kinora::tests
