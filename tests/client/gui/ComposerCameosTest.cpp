// Naming cameos in a prompt, making and changing them, on the whole window over a relay of fakes.
#include "Composing.h"
#include "gui/create/CameoDialog.h"
#include "gui/create/Composer.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QMenu>

using namespace kinora;
using namespace kinora::tests;

class ComposerCameosTest : public QObject {
    Q_OBJECT

private slots:
    void aCameoWithAnotherHandleIsNamedByIt() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        Cameo cameo;
        cameo.id = QStringLiteral("c1");
        cameo.handle = QStringLiteral("juno");
        cameo.name = QStringLiteral("Juno");
        stage.relay.cameoList = {cameo};
        stage.signIn();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_juno")) != nullptr);
        Job failed = refusedJob(QStringLiteral("@june in the rain"));
        failed.cameos = {cameo.id};
        editAgain(stage, failed);
        const NewJob request = stage.find<Composer>("composer")->request();
        QCOMPARE(request.prompt, QStringLiteral("@juno in the rain"));
        QCOMPARE(request.cameos, failed.cameos);
    }

    void aWholeHandleDoesNotKeepFromSending() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        Cameo juno;
        juno.id = QStringLiteral("c1");
        juno.handle = QStringLiteral("juno");
        juno.name = QStringLiteral("Juno");
        Cameo other = juno;
        other.id = QStringLiteral("c2");
        other.handle = QStringLiteral("juno_b");
        stage.relay.cameoList = {juno};
        stage.signIn();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_juno")) != nullptr);
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        const auto isOffered = [] {
            return QApplication::activePopupWidget() != nullptr;
        };
        QTest::keyClicks(edit, QStringLiteral("@jun"));
        QVERIFY(isOffered());
        QTest::keyClicks(edit, QStringLiteral("o"));
        QVERIFY(!isOffered()); // there is nothing left to complete
        stage.relay.cameoList = {juno, other};
        stage.cameos->refresh();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_juno_b")) != nullptr);
        stage.find<Composer>("composer")->setPrompt(QStringLiteral("Hello @juno"));
        QVERIFY(!isOffered()); // nobody typed it
        QTest::keyClick(edit, Qt::Key_Backspace);
        QVERIFY(isOffered());
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(stage.relay.creates.calls, 1);
        QCOMPARE(stage.relay.lastNewJob.prompt, QStringLiteral("Hello @jun"));
    }

    void cameosCanBeEditedWithoutAMenuKey() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        Cameo cameo;
        cameo.id = QStringLiteral("c1");
        cameo.handle = QStringLiteral("juno");
        cameo.name = QStringLiteral("Juno & Co");
        stage.signIn();
        QVERIFY(!stage.find<QAbstractButton>("editCameosButton")->isVisible());
        stage.relay.cameoList = {cameo};
        stage.cameos->refresh();
        QTRY_VERIFY(stage.find<QAbstractButton>("editCameosButton")->isVisible());
        stage.click("editCameosButton");
        auto* menu = stage.find<QAbstractButton>("editCameosButton")->findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().first()->text(), QStringLiteral("Juno && Co  @juno"));
        menu->actions().first()->trigger();
        menu->close();
        auto* dialog = stage.window->findChild<CameoDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("nameEdit"))->text(), cameo.name);
    }

    void aCameoIsToggledAndCompleted() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.relay.cameoList = {Cameo{QStringLiteral("c2"), QStringLiteral("otto"), QStringLiteral("Otto"), {}, {}},
            Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.signIn();
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_maya")) != nullptr);
        stage.click("cameoButton_maya");
        QCOMPARE(edit->toPlainText(), QStringLiteral("@maya "));
        QVERIFY(stage.find<QAbstractButton>("cameoButton_maya")->isChecked());
        QTest::keyClicks(edit, QStringLiteral("meets @ot"));
        QTest::keyClick(
            QApplication::activePopupWidget() != nullptr ? QApplication::activePopupWidget() : edit, Qt::Key_Return);
        QCOMPARE(edit->toPlainText(), QStringLiteral("@maya meets @otto "));
        QCOMPARE(stage.find<Composer>("composer")->request().cameos,
            (QStringList{QStringLiteral("c1"), QStringLiteral("c2")}));
        stage.click("cameoButton_maya");
        QCOMPARE(edit->toPlainText(), QStringLiteral("meets @otto "));
        QVERIFY(!stage.find<QAbstractButton>("cameoButton_maya")->isChecked());
    }

    void noMoreCameosThanTheModelTakes() {
        Stage stage;
        VideoModel one = able();
        one.maxCameos = 1;
        stage.relay.modelLists.always(QList<VideoModel>{one});
        stage.relay.cameoList = {Cameo{QStringLiteral("c2"), QStringLiteral("otto"), QStringLiteral("Otto"), {}, {}},
            Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.signIn();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_maya")) != nullptr);
        stage.click("cameoButton_maya");
        QVERIFY(!stage.find<QAbstractButton>("cameoButton_otto")->isEnabled());
    }

    void cameosBeyondTheModelsAreSaidAndNotOffered() {
        Stage stage;
        VideoModel many = able();
        many.maxCameos = 9; // whatever a relay says
        stage.relay.modelLists.always(QList<VideoModel>{many});
        for (const char* name : {"dora", "carl", "bert", "anna"}) {
            const QString text = QString::fromLatin1(name);
            stage.relay.cameoList << Cameo{QStringLiteral("id-") + text, text, text, {}, {}};
        }
        stage.signIn();
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_anna")) != nullptr);
        writePrompt(stage, QStringLiteral("@dora @carl @bert "));
        QVERIFY(!stage.find<QAbstractButton>("cameoButton_anna")->isEnabled());
        QTest::keyClicks(edit, QStringLiteral("@an"));
        QVERIFY(QApplication::activePopupWidget() == nullptr);
        QVERIFY(stage.text("messageLabel").isEmpty());
        QTest::keyClicks(edit, QStringLiteral("na"));
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("3 cameo")));
        QCOMPARE(stage.find<Composer>("composer")->request().cameos.size(), 3);
        stage.relay.modelLists.always(QList<VideoModel>{paperStudio()});
        stage.creation->refreshModels();
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("does not know cameos")));
        QVERIFY(stage.find<Composer>("composer")->request().cameos.isEmpty());
    }

    void aCameoIsMade() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        stage.click("addCameoButton");
        auto* dialog = stage.window->findChild<CameoDialog*>();
        QVERIFY(dialog != nullptr);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("nameEdit"));
        QTest::keyClicks(name, QStringLiteral("Zoe B"));
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("handleEdit"))->text(), QStringLiteral("zoe_b"));
        dialog->findChild<QPushButton*>(QStringLiteral("saveButton"))->click();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_zoe_b")) != nullptr);
        QCOMPARE(stage.relay.lastCameo.name, QStringLiteral("Zoe B"));
    }
};

KINORA_QT_TEST(ComposerCameosTest)
#include "ComposerCameosTest.moc"
