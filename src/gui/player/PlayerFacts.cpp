#include "gui/player/PlayerFacts.h"

#include "gui/gallery/GalleryText.h"
#include "gui/player/FileManager.h"
#include "gui/theme/Icon.h"
#include "player/ui_PlayerFacts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QTextDocument>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int copiedMs = 1500;

QString shortened(const QString& sha256) {
    return sha256.size() > 12 ? sha256.left(4) + u'…' + sha256.right(4) : sha256;
}

} // namespace

PlayerFacts::PlayerFacts(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::PlayerFacts>()) {
    m_ui->setupUi(this);
    m_ui->promptEdit->document()->setDocumentMargin(0);
    m_ui->copyButton->setIcon(icon(u"copy"_s, IconRole::Text));
    m_ui->folderButton->setIcon(icon(u"folder"_s, IconRole::Text));
    connect(m_ui->copyButton, &QAbstractButton::clicked, this, &PlayerFacts::copyPrompt);
    connect(m_ui->folderButton, &QAbstractButton::clicked, this, [this] { showInFileManager(m_file); });
    m_copied.setSingleShot(true);
    m_copied.setInterval(copiedMs);
    connect(&m_copied, &QTimer::timeout, this, [this] { m_ui->copyButton->setText(tr("Copy prompt")); });
}

PlayerFacts::~PlayerFacts() = default;

void PlayerFacts::show(const LibraryVideo& row, const QString& file, const QString& fileState, const Clock& clock) {
    const bool other = m_video.video.id != row.video.id;
    m_video = row;
    m_file = file;
    const Video& video = row.video;
    if (other || m_ui->promptEdit->toPlainText() != video.prompt)
        m_ui->promptEdit->setPlainText(video.prompt); // setting it again would lose a selection
    fitPrompt();
    const QString model = video.upstream.isEmpty() ? video.model : u"%1 · %2"_s.arg(video.model, video.upstream);
    m_ui->modelValueLabel->setText(video.demo ? tr("%1 (demo)").arg(model) : model);
    m_ui->sizeValueLabel->setText(u"%1 × %2"_s.arg(video.size.width()).arg(video.size.height()));
    m_ui->lengthValueLabel->setText(GalleryText::length(video.seconds));
    m_ui->createdValueLabel->setText(GalleryText::moment(video.createdAt, clock.now()));
    m_ui->tookValueLabel->setText(
        row.tookMs ? GalleryText::length(static_cast<double>(*row.tookMs) / 1000) : QString());
    m_ui->tookLabel->setVisible(row.tookMs.has_value());
    m_ui->tookValueLabel->setVisible(row.tookMs.has_value());
    m_ui->fileValueLabel->setText(
        u"%1 · %2"_s.arg(GalleryText::bytes(video.bytes), file.isEmpty() ? fileState : tr("on this computer")));
    m_ui->hashValueLabel->setText(shortened(video.sha256));
    m_ui->hashValueLabel->setToolTip(video.sha256);
    m_ui->hashValueLabel->setAccessibleDescription(video.sha256);
    m_ui->folderButton->setEnabled(!file.isEmpty());
    m_ui->folderButton->setToolTip(file);
}

void PlayerFacts::copyPrompt() {
    QGuiApplication::clipboard()->setText(m_video.video.prompt);
    m_ui->copyButton->setText(tr("Copied"));
    m_copied.start();
}

void PlayerFacts::fitPrompt() {
    // As high as its text, so that the facts follow it; a long one scrolls once it has half of the panel.
    QTextDocument* document = m_ui->promptEdit->document();
    const int lines = static_cast<int>(document->size().height()); // a plain text edit counts its height in lines
    const int wanted = (lines + 1) * m_ui->promptEdit->fontMetrics().lineSpacing();
    constexpr int least = 40;
    m_ui->promptEdit->setFixedHeight(qBound(least, wanted, qMax(least, height() / 2)));
}

void PlayerFacts::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitPrompt();
}

void PlayerFacts::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    QFrame::changeEvent(event);
}

} // namespace kinora
