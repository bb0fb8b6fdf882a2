#include "gui/player/PlayerFacts.h"

#include "gui/ErrorText.h"
#include "gui/LimitText.h"
#include "gui/gallery/GalleryText.h"
#include "gui/player/FileManager.h"
#include "gui/theme/Icon.h"
#include "player/ui_PlayerFacts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QTextDocument>

#include <algorithm>

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
    auto* family = new QMenu(this);
    family->setToolTipsVisible(true);
    m_ui->familyButton->setMenu(family);
    m_ui->familyButton->hide();
    connect(family, &QMenu::aboutToShow, this, &PlayerFacts::fillFamilyMenu);
    connect(m_ui->varyButton, &QAbstractButton::clicked, this, &PlayerFacts::varyRequested);
    connect(m_ui->settingsButton, &QAbstractButton::clicked, this, &PlayerFacts::settingsRequested);
    connect(m_ui->remixButton, &QAbstractButton::clicked, this, &PlayerFacts::remixRequested);
    m_ui->remixButton->hide();
    connect(m_ui->ratingStars, &RatingStars::rated, this, &PlayerFacts::rated);
    connect(m_ui->favoriteButton, &QAbstractButton::clicked, this, &PlayerFacts::favoriteChosen);
    connect(m_ui->publishButton, &QAbstractButton::clicked, this,
        [this] { emit publishRequested(m_video.video.state != VideoState::Published); });
    m_ui->exportButton->setIcon(icon(u"download"_s, IconRole::Text));
    connect(m_ui->exportButton, &QAbstractButton::clicked, this, &PlayerFacts::exportRequested);
    m_ui->trashButton->setIcon(icon(u"trash"_s, IconRole::Danger));
    connect(m_ui->trashButton, &QAbstractButton::clicked, this, &PlayerFacts::trashRequested);
    connect(m_ui->restoreButton, &QAbstractButton::clicked, this, &PlayerFacts::restoreRequested);
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
    m_ui->costValueLabel->setText(video.chargedMicroUsd ? LimitText::money(*video.chargedMicroUsd) : QString());
    m_ui->costLabel->setVisible(video.chargedMicroUsd.has_value());
    m_ui->costValueLabel->setVisible(video.chargedMicroUsd.has_value());
    const bool seeded = video.settings && video.settings->seed;
    m_ui->seedValueLabel->setText(seeded ? QString::number(*video.settings->seed) : QString());
    m_ui->seedLabel->setVisible(seeded);
    m_ui->seedValueLabel->setVisible(seeded);
    const auto showWords = [](QLabel* label, QLabel* value, const QString& words) {
        value->setText(words);
        label->setVisible(!words.isEmpty());
        value->setVisible(!words.isEmpty());
    };
    const VideoSettings settings = video.settings.value_or(VideoSettings());
    QStringList cameos;
    for (const QString& handle : settings.cameos)
        cameos << u'@' + handle;
    showWords(m_ui->negativeLabel, m_ui->negativeValueLabel, settings.negativePrompt);
    showWords(m_ui->cameosLabel, m_ui->cameosValueLabel, cameos.join(u' '));
    QString where =
        u"%1 · %2"_s.arg(GalleryText::bytes(video.bytes), fileState.isEmpty() ? tr("On this computer") : fileState);
    if (row.refused && row.fileState == FileState::Here)
        where += u'\n' + ErrorText::imported({.code = *row.refused});
    m_ui->fileValueLabel->setText(where);
    m_ui->hashValueLabel->setText(shortened(video.sha256));
    m_ui->hashValueLabel->setToolTip(video.sha256);
    m_ui->hashValueLabel->setAccessibleDescription(video.sha256);
    m_ui->folderButton->setEnabled(!file.isEmpty());
    m_ui->folderButton->setToolTip(file);
    showOpinion();
}

void PlayerFacts::showOpinion() {
    const Video& video = m_video.video;
    m_ui->ratingStars->showRating(video.rating);
    m_ui->ratingLabel->setText(video.rating > 0 ? tr("%1 of 5", "stars").arg(video.rating) : tr("Not rated"));
    m_ui->favoriteButton->setChecked(video.favorite);
    m_ui->favoriteButton->setIcon(icon(video.favorite ? u"heart-full"_s : u"heart"_s, IconRole::Accent));
    m_ui->favoriteButton->setToolTip(
        video.favorite ? tr("No longer a favourite (Shift+F)") : tr("Favourite (Shift+F)"));
    const bool trashed = video.state == VideoState::Trashed;
    m_ui->trashButton->setVisible(!trashed);
    m_ui->restoreButton->setVisible(trashed);
    m_ui->publishButton->setVisible(!trashed);
    m_ui->publishButton->setText(video.state == VideoState::Published ? tr("Stop publishing") : tr("Publish"));
}

void PlayerFacts::setRemixable(bool remixable) {
    m_ui->remixButton->setVisible(remixable);
}

QString PlayerFacts::relativeText(const Video& one, const Video& other) {
    constexpr int shown = 40;
    const QString words = other.prompt.size() > shown ? other.prompt.left(shown - 1) + QChar(0x2026) : other.prompt;
    QString kin = tr("Take");
    if (other.id == one.id)
        kin = tr("This one");
    else if (other.id == one.remixOf)
        kin = tr("Original");
    else if (!other.remixOf.isEmpty())
        kin = tr("Remix");
    return tr("%1 · %2", "kind of relative, beginning of its prompt")
        .arg(kin, words.simplified().replace(u'&', u"&&"_s));
}

void PlayerFacts::showFamily(
    const QList<LibraryVideo>& family, const std::function<QIcon(const LibraryVideo&)>& poster) {
    m_family = family;
    m_poster = poster;
    m_ui->familyButton->setVisible(family.size() > 1);
    m_ui->familyButton->setText(tr("Takes and remixes (%1)").arg(family.size()));
}

void PlayerFacts::fillFamilyMenu() {
    QMenu* menu = m_ui->familyButton->menu();
    menu->clear();
    delete m_beside;
    m_beside = new QMenu(tr("Side by side with this one"), menu);
    for (const LibraryVideo& other : m_family) {
        const QString text = relativeText(m_video.video, other.video);
        const QString id = other.video.id;
        QAction* action = menu->addAction(m_poster(other), text, this, [this, id] { emit videoRequested(id); });
        action->setData(id);
        action->setToolTip(other.video.prompt);
        if (id == m_video.video.id)
            action->setEnabled(false);
        else
            m_beside->addAction(action->icon(), text, this, [this, id] { emit comparisonRequested(id); })->setData(id);
    }
    menu->addSeparator();
    menu->addMenu(m_beside);
}

void PlayerFacts::showFamilyPosters() {
    QMenu* menu = m_ui->familyButton->menu();
    if (!menu->isVisible())
        return;
    for (const QMenu* each : {menu, m_beside}) {
        for (QAction* action : each->actions()) {
            const auto other = std::ranges::find(
                m_family, action->data().toString(), [](const LibraryVideo& row) { return row.video.id; });
            if (action->icon().isNull() && other != m_family.end())
                action->setIcon(m_poster(*other));
        }
    }
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
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showOpinion();
    }
    QFrame::changeEvent(event);
}

} // namespace kinora
