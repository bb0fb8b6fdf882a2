#include "gui/create/MoreChip.h"

#include "gui/widgets/MenuChip.h"

#include <QEvent>
#include <QMenu>

namespace kinora {

namespace {

constexpr int shownPrompts = 12;
constexpr int longestEntry = 60;

QString entryOf(const QString& text) {
    QString entry = text.simplified();
    if (entry.size() > longestEntry) {
        entry = entry.left(longestEntry).trimmed() + QChar(0x2026);
    }
    return menuText(entry);
}

} // namespace

MoreChip::MoreChip(QWidget* parent)
    : Chip(parent) {
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &MoreChip::fill);
    fill();
}

void MoreChip::setOptionsOffered(bool offered) {
    m_offered = offered;
}

void MoreChip::setOptionsShown(bool shown) {
    m_shown = shown;
}

void MoreChip::setDrafts(const DraftSet& drafts) {
    m_drafts = drafts;
}

void MoreChip::changeEvent(QEvent* event) {
    Chip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
}

void MoreChip::fill() {
    setText(tr("More"));
    setAccessibleName(tr("More options"));
    // A menu keeps what was added to it as a menu of its own.
    qDeleteAll(menu()->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    menu()->clear();
    if (m_offered) {
        QAction* options = menu()->addAction(tr("Not wanted, and seed"));
        options->setObjectName(QStringLiteral("optionsAction"));
        options->setCheckable(true);
        options->setChecked(m_shown);
        connect(options, &QAction::triggered, this, [this](bool on) {
            m_shown = on;
            emit optionsToggled(on);
        });
        menu()->addSeparator();
    }
    QAction* another = menu()->addAction(tr("New prompt, keep this one"));
    another->setObjectName(QStringLiteral("newPromptAction"));
    // Shown here, handled by the page: a menu's own shortcuts end with the menu.
    another->setText(another->text() + QStringLiteral("\tCtrl+T"));
    connect(another, &QAction::triggered, this, &MoreChip::newPromptRequested);
    if (m_drafts.open.size() > 1) {
        connect(menu()->addAction(tr("Discard this prompt")), &QAction::triggered, this, &MoreChip::discardRequested);
    }
    addSent();
    addPresets();
}

void MoreChip::addSent() {
    QMenu* sent = menu()->addMenu(tr("Sent before"));
    sent->setObjectName(QStringLiteral("sentMenu"));
    sent->setEnabled(!m_drafts.sent.isEmpty());
    for (const NewJob& job : m_drafts.sent.mid(0, shownPrompts)) {
        connect(
            sent->addAction(entryOf(job.prompt)), &QAction::triggered, this, [this, job] { emit promptChosen(job); });
    }
}

void MoreChip::addPresets() {
    QMenu* presets = menu()->addMenu(tr("Presets"));
    presets->setObjectName(QStringLiteral("presetsMenu"));
    for (const Preset& preset : std::as_const(m_drafts.presets)) {
        connect(presets->addAction(entryOf(preset.name)), &QAction::triggered, this,
            [this, name = preset.name] { emit presetChosen(name); });
    }
    if (!m_drafts.presets.isEmpty()) {
        presets->addSeparator();
    }
    QAction* save = presets->addAction(tr("Save these options…"));
    save->setObjectName(QStringLiteral("savePresetAction"));
    connect(save, &QAction::triggered, this, &MoreChip::presetWanted);
    if (m_drafts.presets.isEmpty()) {
        return;
    }
    QMenu* removal = presets->addMenu(tr("Delete a preset"));
    for (const Preset& preset : std::as_const(m_drafts.presets)) {
        connect(removal->addAction(entryOf(preset.name)), &QAction::triggered, this,
            [this, name = preset.name] { emit presetDiscarded(name); });
    }
}

} // namespace kinora
