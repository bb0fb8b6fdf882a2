// What the composer keeps and gets back: several prompts, what was sent before, presets, an earlier job.
#include "core/CameoMentions.h"
#include "core/PromptRules.h"
#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/create/Composer.h"
#include "gui/create/CreatePage.h"
#include "gui/create/MoreChip.h"
#include "gui/create/PictureFiles.h"
#include "gui/create/PromptTabs.h"

#include <QFile>
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

// As it was chosen, not just the part that was sent; empty where this computer does not have it.
ReferencePicture CreatePage::chosenFor(const QString& referenceId) const {
    const QList<NewJob>& sent = m_drafts.set().sent;
    const auto known = std::ranges::find(sent, referenceId, &NewJob::referenceId);
    const bool isHere = !referenceId.isEmpty() && known != sent.end() && QFile::exists(known->reference.file);
    return isHere ? known->reference : ReferencePicture();
}

void CreatePage::fetchReference(const QString& referenceId) {
    const quint64 draft = m_drafts.serial();
    const quint64 number = ++m_lastFetch;
    m_fetches.insert(draft, {.number = number, .referenceId = referenceId});
    receive(m_references.takeUpload(referenceId), this, [this, draft, number](const Result<ReferencePicture>& picture) {
        if (const auto fetch = m_fetches.find(draft); fetch == m_fetches.end() || fetch->number != number) {
            return; // something else was begun there meanwhile
        } else if (draft != m_drafts.serial() && !picture) {
            fetch->failed = true; // tried again when its prompt comes to the front, where this can be said
            return;
        }
        m_fetches.remove(draft);
        if (draft != m_drafts.serial()) {
            m_drafts.giveReference(draft, *picture);
        } else {
            takeReference(picture);
        }
    });
}

void CreatePage::takeReference(const Result<ReferencePicture>& picture) {
    const bool isSent = std::exchange(m_sendsLater, false);
    if (isSent) {
        m_composer->setSending(false);
    }
    const bool otherChosen = !m_composer->draft().reference.isEmpty();
    if (!picture && !otherChosen) {
        showFailure(tr("The picture that this began with could not be fetched. %1")
                .arg(picture.error().code == ErrorCode::CorruptFile ? notAPicture()
                                                                    : ErrorText::sentence(picture.error())));
        return;
    }
    if (!otherChosen) {
        const QString asked = m_askedModel;
        m_composer->setReference(*picture);
        m_askedModel = asked; // that one is not there is as true as before
        showNotice();
    }
    if (isSent) {
        submit(m_composer->request());
    }
}

void CreatePage::leaveFront() {
    if (std::exchange(m_sendsLater, false)) {
        m_composer->setSending(false);
    }
    m_tellsFailure = false;
}

void CreatePage::fetchAgain() {
    const ReferenceFetch fetch = m_fetches.value(m_drafts.serial());
    if (fetch.failed) {
        fetchReference(fetch.referenceId);
    }
}

void CreatePage::takeOver(const Job& job) {
    const ReferencePicture chosen = chosenFor(job.referenceId);
    takeOver(job, chosen);
    if (!job.referenceId.isEmpty() && chosen.isEmpty()) {
        fetchReference(job.referenceId);
    }
}

void CreatePage::takeOver(const Job& job, const ReferencePicture& reference) {
    // What is being written stays beside it.
    const QString written = normalizedPrompt(m_composer->draft().prompt);
    if (!written.isEmpty() && written != normalizedPrompt(job.prompt)) {
        m_drafts.makeRoom();
    }
    leaveFront();
    m_fetches.remove(m_drafts.serial());
    Draft draft = m_composer->draft();
    draft.prompt = withHandlesOfToday(job.prompt, job.cameos, m_cameos.list());
    draft.orientation = job.orientation;
    draft.seconds = job.seconds;
    draft.size = job.size;
    draft.count = 1; // each take is a job of its own
    draft.negativePrompt = job.negativePrompt;
    draft.seed = job.seed;
    draft.reference = reference;
    draft.remixOf = job.remixOf;
    const QList<VideoModel>& models = m_creation.models();
    if (models.isEmpty() || std::ranges::find(models, job.model, &VideoModel::id) != models.end()) {
        draft.model = job.model;
    }
    m_composer->setDraft(draft);
    m_drafts.edit(m_composer->draft());
    m_askedModel = job.model;
    showModels();
    showNotice();
    m_composer->focusPrompt();
}

void CreatePage::recall(const NewJob& job) {
    // What is being written stays beside it.
    m_drafts.makeRoom();
    leaveFront();
    m_fetches.remove(m_drafts.serial());
    Draft draft = job;
    draft.prompt = withHandlesOfToday(job.prompt, job.cameos, m_cameos.list());
    const bool isUploaded = !job.referenceId.isEmpty() && job.reference.isEmpty();
    if (isUploaded) {
        draft.reference = chosenFor(job.referenceId);
        draft.referenceId.clear();
    }
    m_composer->setDraft(draft);
    m_drafts.edit(m_composer->draft());
    m_askedModel = job.model;
    showModels();
    showNotice();
    if (isUploaded && draft.reference.isEmpty()) {
        fetchReference(job.referenceId);
    }
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
