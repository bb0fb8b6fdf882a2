// What the composer keeps: several prompts, what was sent before, presets.
#include "gui/create/Composer.h"
#include "gui/create/CreatePage.h"
#include "gui/create/MoreChip.h"
#include "gui/create/PromptTabs.h"

#include <QInputDialog>
#include <QScopedValueRollback>
#include <QShortcut>

#include <algorithm>

namespace kinora {

void CreatePage::connectDrafts() {
    connect(&m_drafts, &DraftService::setChanged, this, [this] { m_composer->setDrafts(m_drafts.set()); });
    const auto startAnother = [this] {
        m_drafts.startAnother();
        m_composer->focusPrompt();
    };
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_T), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, startAnother);
    connect(&m_composer->more(), &MoreChip::newPromptRequested, this, startAnother);
    connect(
        &m_composer->more(), &MoreChip::discardRequested, this, [this] { m_drafts.discard(m_drafts.set().current); });
    connect(&m_composer->more(), &MoreChip::promptChosen, this, &CreatePage::recall);
    connect(&m_composer->more(), &MoreChip::presetWanted, this, &CreatePage::askForPresetName);
    connect(&m_composer->more(), &MoreChip::presetChosen, &m_drafts, &DraftService::usePreset);
    connect(&m_composer->more(), &MoreChip::presetDiscarded, &m_drafts, &DraftService::removePreset);
    connect(&m_composer->tabs(), &PromptTabs::chosen, this, [this](int index) {
        m_drafts.choose(index);
        m_composer->focusPrompt();
    });
    connect(&m_composer->tabs(), &PromptTabs::discarded, &m_drafts, &DraftService::discard);
    connect(m_composer, &Composer::historyWished, this, &CreatePage::showSentBefore);
    m_composer->setDrafts(m_drafts.set());
}

void CreatePage::recall(const NewJob& job) {
    // What is being written stays beside it.
    m_drafts.startAnother();
    m_composer->setDraft(job);
    m_drafts.edit(m_composer->draft());
    showModels();
    m_composer->focusPrompt();
}

void CreatePage::showSentBefore(int step) {
    const QList<NewJob>& sent = m_drafts.set().sent;
    const int at = std::clamp(m_historyAt + step, -1, static_cast<int>(sent.size()) - 1);
    if (at == m_historyAt) {
        return;
    }
    if (m_historyAt < 0) {
        m_typed = m_composer->draft().prompt;
    }
    m_historyAt = at;
    const QScopedValueRollback recalling(m_recalling, true);
    m_composer->setPrompt(at < 0 ? m_typed : sent.at(at).prompt);
}

void CreatePage::askForPresetName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save a preset"));
    dialog->setLabelText(tr("Name of the preset. It keeps everything but the prompt and the picture."));
    dialog->setOkButtonText(tr("Save"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty()) {
            m_drafts.savePreset(name.trimmed());
        }
    });
    dialog->open();
}

} // namespace kinora
