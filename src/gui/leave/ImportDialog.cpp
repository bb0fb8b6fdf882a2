#include "gui/leave/ImportDialog.h"

#include "gui/ErrorText.h"
#include "gui/leave/ListText.h"
#include "gui/theme/Paint.h"
#include "leave/ui_ImportDialog.h"
#include "services/Library.h"

#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPainter>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QString reasonOf(const FolderScan::Odd& odd) {
    switch (odd.why) {
    case NotUnderstood::Empty:
        return ImportDialog::tr("an empty file");
    case NotUnderstood::Forbidden:
        return ImportDialog::tr("you have no permission to read it");
    case NotUnderstood::Unreadable:
        return odd.detail.isEmpty() ? ImportDialog::tr("cannot be read")
                                    : ImportDialog::tr("cannot be read (%1)").arg(odd.detail);
    case NotUnderstood::ClosedFolder:
        return ImportDialog::tr("a folder that you have no permission to look into");
    case NotUnderstood::NoVideo:
        return ImportDialog::tr("no video that can be played to its end");
    case NotUnderstood::NoJson:
        return ImportDialog::tr("not JSON");
    case NotUnderstood::BrokenLines:
        return ImportDialog::tr("some of its lines are not JSON");
    case NotUnderstood::OtherVideo:
        return ImportDialog::tr("a kind of video that cannot be imported; MP4, MOV and WebM can");
    case NotUnderstood::OtherText:
        return ImportDialog::tr("not read: only JSON is, and tables of Kinora");
    case NotUnderstood::JsonTooLarge:
        return ImportDialog::tr("too large to be read");
    case NotUnderstood::UnknownWords:
        return ImportDialog::tr("says nothing that Kinora understands");
    case NotUnderstood::Ambiguous:
        return ImportDialog::tr("does not say for certain which of the videos here it means");
    case NotUnderstood::NothingToTell:
        return ImportDialog::tr("tells of no video that was found here");
    }
    return {};
}

} // namespace

QString ImportText::summary(const ImportReport& report) {
    QStringList sentences;
    if (report.error)
        sentences << ErrorText::sentence(*report.error);
    if (report.canceled)
        sentences << ImportDialog::tr("Stopped.");
    const bool nothing = report.imported.isEmpty() && report.alreadyHere.isEmpty() && report.filledIn.isEmpty() &&
                         report.inTrash.isEmpty() && report.odd.isEmpty() && report.failed.isEmpty() &&
                         report.left == 0;
    if (nothing && !report.error && !report.canceled)
        sentences << ImportDialog::tr("There are no videos in this folder.");
    if (!report.imported.isEmpty())
        sentences << ImportDialog::tr("%n video(s) imported.", nullptr, static_cast<int>(report.imported.size()));
    if (!report.alreadyHere.isEmpty())
        sentences << ImportDialog::tr(
            "%n video(s) passed over: they are here already.", nullptr, static_cast<int>(report.alreadyHere.size()));
    if (!report.cut.isEmpty())
        sentences << ImportDialog::tr(
            "What is told of %n of them was too long and is cut.", nullptr, static_cast<int>(report.cut.size()));
    if (!report.filledIn.isEmpty())
        sentences << ImportDialog::tr("%n video(s) were here already, and now have what this folder tells of them.",
            nullptr, static_cast<int>(report.filledIn.size()));
    if (!report.inTrash.isEmpty())
        sentences << ImportDialog::tr("%n video(s) lie in your library's trash and can be restored there.", nullptr,
            static_cast<int>(report.inTrash.size()));
    if (!report.odd.isEmpty())
        sentences << ImportDialog::tr(
            "%n file(s) could not be understood.", nullptr, static_cast<int>(report.odd.size()));
    if (!report.failed.isEmpty())
        sentences << ImportDialog::tr(
                         "%n video(s) could not be stored.", nullptr, static_cast<int>(report.failed.size()))
                  << ErrorText::sentence(report.failed.first().error);
    if (report.left > 0)
        sentences << ImportDialog::tr("%n video(s) are left; importing the same folder again goes on with them.",
            nullptr, static_cast<int>(report.left));
    return sentences.join(u' ');
}

QString ImportText::list(const ImportReport& report) {
    QStringList odd;
    for (const FolderScan::Odd& each : report.odd)
        odd << u"%1: %2"_s.arg(each.file, reasonOf(each));
    QStringList failed;
    for (const ImportReport::Failed& each : report.failed)
        failed << u"%1: %2"_s.arg(each.file, ErrorText::sentence(each.error));
    QStringList lines;
    addListPart(lines, ImportDialog::tr("Could not be stored"), failed);
    addListPart(lines, ImportDialog::tr("Not understood"), odd);
    addListPart(lines, ImportDialog::tr("In the trash"), report.inTrash);
    addListPart(lines, ImportDialog::tr("Imported, but words that were too long are cut"), report.cut);
    addListPart(lines, ImportDialog::tr("Imported"), report.imported);
    addListPart(lines, ImportDialog::tr("Here already, and now with what is told of them"), report.filledIn);
    addListPart(lines, ImportDialog::tr("Here already"), report.alreadyHere);
    return lines.join(u'\n');
}

ImportDialog::ImportDialog(Library& library, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportDialog>())
    , m_import(library) {
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->listEdit->setTabChangesFocus(true);
    connect(&library, &Library::closing, this, &QDialog::reject);
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
    connect(m_ui->folderEdit, &QLineEdit::textChanged, this, &ImportDialog::showState);
    connect(m_ui->importButton, &QPushButton::clicked, this, &ImportDialog::begin);
    connect(m_ui->closeButton, &QPushButton::clicked, this, [this] {
        if (m_import.isRunning())
            m_import.cancel();
        else
            reject();
    });
    connect(m_ui->copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->listEdit->toPlainText()); });
    connect(&m_import, &FolderImport::progressed, this, &ImportDialog::showProgress);
    connect(&m_import, &FolderImport::finished, this, [this](const ImportReport& report) {
        m_report = report;
        showReport();
        showState();
    });
    m_ui->messageLabel->setMessage({});
    showState();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::setFolder(const QString& folder) {
    m_ui->folderEdit->setText(QDir::toNativeSeparators(folder));
}

QString ImportDialog::folder() const {
    return QDir::fromNativeSeparators(m_ui->folderEdit->text().trimmed());
}

void ImportDialog::begin() {
    m_report.reset();
    m_ui->messageLabel->setMessage({});
    m_import.start(folder());
    m_ui->progressBar->setProgress(std::nullopt);
    m_ui->stageLabel->setText(tr("Looking through the folder…"));
    showState();
}

void ImportDialog::showProgress(int done, int total) {
    m_ui->progressBar->setProgress(total > 0 ? done * 100 / total : 0);
    m_ui->stageLabel->setText(tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(total)));
}

void ImportDialog::showReport() {
    if (!m_report)
        return;
    const bool good = !m_report->error && m_report->failed.isEmpty();
    m_ui->messageLabel->setLook(good ? MessageLabel::Look::NoteBox : MessageLabel::Look::ErrorBox);
    m_ui->messageLabel->setMessage(ImportText::summary(*m_report));
    m_ui->listEdit->setPlainText(ImportText::list(*m_report));
}

void ImportDialog::showState() {
    const bool running = m_import.isRunning();
    const bool listed = m_report && !m_ui->listEdit->document()->isEmpty();
    m_ui->progressBar->setVisible(running);
    m_ui->stageLabel->setVisible(running);
    m_ui->listPanel->setVisible(listed);
    m_ui->copyButton->setVisible(listed);
    m_ui->folderEdit->setEnabled(!running);
    m_ui->chooseButton->setEnabled(!running);
    m_ui->importButton->setEnabled(!running && QDir::isAbsolutePath(folder()));
    m_ui->closeButton->setText(running ? tr("Stop") : tr("Close"));
    // Sentences that wrap are as high as the dialog is wide.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void ImportDialog::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Where from"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::setFolder);
    dialog->open();
}

void ImportDialog::done(int result) {
    m_import.cancel();
    QDialog::done(result);
}

void ImportDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showReport();
        showState();
    }
}

void ImportDialog::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

} // namespace kinora
