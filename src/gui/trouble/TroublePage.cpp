#include "gui/trouble/TroublePage.h"

#include "core/Version.h"
#include "gui/theme/Paint.h"
#include "trouble/ui_TroublePage.h"

#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QMainWindow>
#include <QPainter>
#include <QSysInfo>

namespace kinora {

TroublePage::TroublePage(QWidget& window)
    : QWidget(&window)
    , m_ui(std::make_unique<Ui::TroublePage>())
    , m_window(window) {
    m_ui->setupUi(this);
    m_ui->reportEdit->setTabChangesFocus(true);
    m_ui->noteEdit->setTabChangesFocus(true);
    connect(m_ui->noteEdit, &QPlainTextEdit::textChanged, this, [this] { showCopied(false); });
    connect(m_ui->copyButton, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        showCopied(true);
    });
    connect(m_ui->goOnButton, &QPushButton::clicked, this, &TroublePage::goOn);
    m_window.installEventFilter(this);
    hide();
}

TroublePage::~TroublePage() = default;

void TroublePage::show(const Trouble& trouble) {
    m_trouble = trouble;
    m_copied = false;
    showTexts();
    setGeometry(m_window.rect());
    if (const auto* main = qobject_cast<QMainWindow*>(&m_window)) {
        main->centralWidget()->setEnabled(false);
    }
    QWidget::show();
    raise();
    m_ui->goOnButton->setFocus(Qt::OtherFocusReason);
}

QString TroublePage::report() const {
    return reportOf(m_trouble, m_ui->noteEdit->toPlainText());
}

QString TroublePage::reportOf(const Trouble& trouble, const QString& note) {
    QString what = trouble.what;
    what.replace(QDir::homePath(), QStringLiteral("~"));
    QString text =
        QStringLiteral("Kinora %1, Qt %2, %3, %4\n%5\n%6\n")
            .arg(version(), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                QGuiApplication::platformName(),
                trouble.kind == Trouble::Kind::LastRun ? QStringLiteral("Ended by:") : QStringLiteral("Caught:"), what);
    if (!note.trimmed().isEmpty()) {
        text += QStringLiteral("\nWhat I was doing:\n%1\n").arg(note.trimmed());
    }
    return text;
}

bool TroublePage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_window && event->type() == QEvent::Resize) {
        setGeometry(m_window.rect());
    }
    return QWidget::eventFilter(watched, event);
}

void TroublePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showTexts();
    }
}

void TroublePage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

void TroublePage::showTexts() {
    const bool before = m_trouble.kind == Trouble::Kind::LastRun;
    m_ui->titleLabel->setText(
        before ? tr("Kinora closed unexpectedly last time") : tr("Something went wrong inside Kinora"));
    m_ui->explanationLabel->setText(
        before ? tr("What you wrote, your library and your queue on the relay are as they were. This report says what "
                    "happened; nothing you wrote is in it.")
               : tr("What you wrote is kept, and your queue on the relay goes on. You can go on too; should something "
                    "look wrong, start Kinora again. Nothing you wrote is in this report."));
    m_ui->reportEdit->setPlainText(reportOf(m_trouble, {}));
    showCopied(m_copied);
}

void TroublePage::showCopied(bool copied) {
    m_copied = copied;
    m_ui->copyButton->setText(copied ? tr("Copied") : tr("Copy report"));
}

void TroublePage::goOn() {
    hide();
    m_ui->noteEdit->clear();
    if (const auto* main = qobject_cast<QMainWindow*>(&m_window)) {
        main->centralWidget()->setEnabled(true);
    }
    emit closed();
}

} // namespace kinora
