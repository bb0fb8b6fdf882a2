#include "gui/leave/ExportDialog.h"

#include "core/Receive.h"
#include "core/VideoFilter.h"
#include "gui/ErrorText.h"
#include "gui/leave/ListText.h"
#include "gui/theme/Paint.h"
#include "leave/ui_ExportDialog.h"
#include "services/Library.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QString whyNotWritten(const Error& error) {
    if (error.code == ErrorCode::UnsupportedMediaType)
        return ExportDialog::tr("Nothing can be written into a video of this kind; a JSON file beside it can.");
    return ErrorText::sentence(error);
}

} // namespace

ExportDialog::ExportDialog(Library& library, AccountExport& account, QWidget* parent)
    : ExportDialog(library, QList<qint64>(), parent) {
    m_account = &account;
    connect(m_account, &AccountExport::finished, this, &ExportDialog::takeAccount);
    if (const auto newest = m_library.newest(1); newest && !newest->isEmpty())
        m_example = newest->first();
    m_ui->tableCheckBox->setChecked(true);
    m_ui->trashCheckBox->show();
    m_ui->accountCheckBox->show();
    translate();
}

ExportDialog::ExportDialog(Library& library, QList<qint64> keys, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_library(library)
    , m_keys(std::move(keys))
    , m_export(this) {
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->folderEdit->setText(QDir::toNativeSeparators(
        QDir(QStandardPaths::writableLocation(QStandardPaths::MoviesLocation)).filePath(u"Kinora"_s)));
    m_ui->nameEdit->setText(ExportWish().nameTemplate);
    m_ui->tableCheckBox->setChecked(m_keys.size() > 1);
    m_ui->trashCheckBox->hide();
    m_ui->accountCheckBox->hide();
    if (const auto first = m_library.rows(m_keys.mid(0, 1)); first && !first->isEmpty())
        m_example = first->first();
    connect(&m_library, &Library::closing, this, &QDialog::reject);
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &ExportDialog::showExample);
    connect(m_ui->folderEdit, &QLineEdit::textChanged, this, &ExportDialog::showState);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &ExportDialog::begin);
    connect(m_ui->closeButton, &QPushButton::clicked, this, [this] {
        if (isRunning())
            stop();
        else
            reject();
    });
    connect(m_ui->openButton, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(wish().folder)); });
    connect(&m_export, &VideoExport::progressed, this, &ExportDialog::showProgress);
    connect(&m_export, &VideoExport::finished, this, &ExportDialog::takeReport);
    connect(m_ui->copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->listEdit->toPlainText()); });
    m_ui->listEdit->setTabChangesFocus(true);
    m_ui->progressBar->hide();
    translate();
}

ExportDialog::~ExportDialog() = default;

ExportWish ExportDialog::wish() const {
    return {.folder = QDir::fromNativeSeparators(m_ui->folderEdit->text().trimmed()),
        .nameTemplate = m_ui->nameEdit->text(),
        .embedFacts = m_ui->embedCheckBox->isChecked(),
        .jsonBeside = m_ui->jsonCheckBox->isChecked(),
        .table = m_ui->tableCheckBox->isChecked()};
}

bool ExportDialog::isRunning() const {
    return m_export.isRunning() || (m_account != nullptr && m_account->isRunning());
}

void ExportDialog::stop() {
    m_isStopped = true;
    m_export.cancel(); // and its report comes
    if (m_account == nullptr || !m_account->isRunning())
        return;
    m_account->cancel();
    if (m_report)
        m_report->canceled = true;
    showReport();
    showState();
}

void ExportDialog::begin() {
    m_isStopped = false;
    m_report.reset();
    m_accountReport.reset();
    m_ui->listEdit->clear();
    m_ui->messageLabel->setMessage({});
    m_ui->progressBar->setProgress(std::nullopt);
    if (m_account != nullptr)
        exportAll();
    else
        m_export.start(m_library, m_keys, wish());
    showState();
}

void ExportDialog::exportAll() {
    using Places = Result<QList<VideoPlace>>;
    const auto start = [this](const QList<VideoPlace>& places) {
        QList<qint64> keys;
        for (const VideoPlace& place : places)
            keys << place.key;
        m_export.start(m_library, keys, wish());
        showState();
    };
    const auto take = [this](const Places& places, const auto& use) {
        if (places)
            use(*places);
        else if (places.error().code != ErrorCode::Canceled)
            takeReport({.error = places.error()});
    };
    receive(m_library.search({}), this, [this, start, take](const Places& places) {
        take(places, [this, start, take](const QList<VideoPlace>& most) {
            if (!m_ui->trashCheckBox->isChecked()) {
                start(most);
                return;
            }
            receive(
                m_library.search({.section = LibrarySection::Trash}), this, [start, take, most](const Places& trash) {
                    take(trash, [start, most](const QList<VideoPlace>& rest) { start(most + rest); });
                });
        });
    });
}

void ExportDialog::showProgress(int done, int total) {
    m_ui->progressBar->setProgress(total > 0 ? done * 100 / total : 0);
}

void ExportDialog::takeReport(const ExportReport& report) {
    m_report = report;
    const bool isWanted = m_account != nullptr && m_ui->accountCheckBox->isChecked() && !m_isStopped;
    const bool goesOn = isWanted && !report.error && !report.canceled;
    if (goesOn) {
        m_ui->progressBar->setProgress(std::nullopt);
        m_account->start(wish().folder);
    } else {
        showReport();
    }
    showState();
}

void ExportDialog::takeAccount(const AccountReport& report) {
    if (!m_report)
        return; // of another dialog
    m_accountReport = report;
    showReport();
    showState();
}

QStringList ExportDialog::videoSentences(const ExportReport& report) const {
    const auto notHere = static_cast<int>(report.notHere.size());
    QStringList sentences;
    if (report.error)
        sentences << ErrorText::sentence(*report.error);
    if (report.canceled)
        sentences << tr("Stopped.");
    const bool isNothing = report.written + notHere == 0 && report.failed.isEmpty() && !m_accountReport;
    if (!report.error && !report.canceled && isNothing)
        sentences << tr("There is nothing to export.");
    if (report.written > 0)
        sentences << tr("%n video(s) written.", nullptr, report.written);
    if (notHere > 0)
        sentences << tr("%n video(s) left out: the files are not on this computer, and the relay cannot be asked.",
            nullptr, notHere);
    if (!report.failed.isEmpty()) {
        sentences << tr("%n video(s) could not be written.", nullptr, static_cast<int>(report.failed.size()))
                  << whyNotWritten(report.failed.first().error);
    }
    return sentences;
}

QStringList ExportDialog::accountSentences(const AccountReport& report) const {
    if (report.error)
        return {tr("The account could not be written."), ErrorText::sentence(*report.error)};
    QStringList sentences{tr("The account lies in “%1”.").arg(QFileInfo(report.folder).fileName())};
    QStringList names;
    for (const AccountPart part : report.leftOut) {
        switch (part) {
        case AccountPart::Profile:
            names << tr("profile");
            break;
        case AccountPart::Cameos:
            names << tr("cameos");
            break;
        case AccountPart::Usage:
            names << tr("costs");
            break;
        case AccountPart::Requests:
            names << tr("requests");
            break;
        }
    }
    if (!names.isEmpty())
        sentences << tr("Not in it: %1.").arg(QLocale().createSeparatedList(names));
    if (report.picturesLeftOut > 0)
        sentences << tr("%n picture(s) of it could not be had.", nullptr, report.picturesLeftOut);
    if (report.why)
        sentences << ErrorText::sentence(*report.why);
    return sentences;
}

void ExportDialog::showReport() {
    if (!m_report)
        return;
    const ExportReport& report = *m_report;
    QStringList sentences = videoSentences(report);
    bool good = !report.error && report.failed.isEmpty();
    if (m_accountReport) {
        sentences << accountSentences(*m_accountReport);
        good = good && !m_accountReport->error && !m_accountReport->why;
    }
    m_ui->messageLabel->setLook(good ? MessageLabel::Look::NoteBox : MessageLabel::Look::ErrorBox);
    m_ui->messageLabel->setMessage(sentences.join(u' '));
    QStringList failed;
    for (const ExportReport::Failed& each : report.failed)
        failed << u"%1: %2"_s.arg(each.name, whyNotWritten(each.error));
    QStringList lines;
    addListPart(lines, tr("Could not be written"), failed);
    addListPart(lines, tr("Left out: not on this computer"), report.notHere);
    m_ui->listEdit->setPlainText(lines.join(u'\n'));
}

void ExportDialog::showState() {
    const bool running = isRunning();
    m_ui->progressBar->setVisible(running);
    for (QWidget* input : std::initializer_list<QWidget*>{m_ui->folderEdit, m_ui->chooseButton, m_ui->nameEdit,
             m_ui->embedCheckBox, m_ui->jsonCheckBox, m_ui->tableCheckBox, m_ui->trashCheckBox, m_ui->accountCheckBox})
        input->setEnabled(!running);
    m_ui->exportButton->setEnabled(!running && QDir::isAbsolutePath(wish().folder));
    m_ui->closeButton->setText(running ? tr("Stop") : tr("Close"));
    const bool isAccountThere = m_accountReport && !m_accountReport->error;
    m_ui->openButton->setVisible(m_report && (m_report->written > 0 || isAccountThere) && !running);
    const bool listed = !m_ui->listEdit->document()->isEmpty();
    m_ui->listPanel->setVisible(listed);
    m_ui->copyButton->setVisible(listed);
    // Sentences that wrap are as high as the dialog is wide.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void ExportDialog::showExample() {
    if (m_example)
        m_ui->exampleLabel->setText(
            tr("For example: %1").arg(exportName(m_ui->nameEdit->text(), m_example->video, 1) + u".mp4"_s));
}

void ExportDialog::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Where to"), wish().folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& folder) { m_ui->folderEdit->setText(QDir::toNativeSeparators(folder)); });
    dialog->open();
}

void ExportDialog::done(int result) {
    m_isStopped = true;
    m_export.cancel();
    if (m_account != nullptr)
        m_account->cancel();
    QDialog::done(result);
}

void ExportDialog::translate() {
    m_ui->titleLabel->setText(m_account != nullptr
                                  ? tr("Export everything")
                                  : tr("Export %n video(s)", nullptr, static_cast<int>(m_keys.size())));
    showExample();
    showState();
}

void ExportDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showReport();
        translate();
    }
}

void ExportDialog::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

} // namespace kinora
