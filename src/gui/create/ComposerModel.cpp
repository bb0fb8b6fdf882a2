// What the chosen model makes of the composer: which options there are, what may be asked for, what it costs, how long
// a prompt may be.
#include "core/PromptRules.h"
#include "create/ui_Composer.h"
#include "gui/LimitText.h"
#include "gui/create/CameoCompleter.h"
#include "gui/create/Composer.h"
#include "gui/create/MoreChip.h"
#include "gui/widgets/Kind.h"

#include <algorithm>

namespace kinora {

namespace {

constexpr int defaultLimit = 1000;
constexpr int mostCameosOfAny = 3;

} // namespace

void Composer::showMore() {
    const bool remix = m_ui->options->isRemix();
    const bool negative = m_model && m_model->negativePrompt && !remix;
    const bool seeds = m_model && m_model->seed && !remix;
    m_ui->promptEdit->setPlaceholderText(remix ? tr("Say what should be different…") : tr("Describe your video…"));
    more().setOptionsOffered(negative || seeds);
    m_ui->negativeEdit->setVisible(negative);
    m_ui->seedEdit->setVisible(seeds);
    m_ui->more->setVisible((negative || seeds) && more().areOptionsShown());
    m_ui->cameoRow->setVisible(mostCameos() > 0);
    m_ui->options->updateGeometry();
    orderTabs();
    emit heightChanged();
}

void Composer::showChosenCameos() {
    m_ui->promptEdit->cameos().setMost(mostCameos());
    m_ui->cameoRow->setChosen(m_ui->promptEdit->cameos().mentioned(), mostCameos());
}

NewJob Composer::request() const {
    // Without what this model cannot do; the draft keeps it for another one.
    NewJob job = draft();
    if (!job.remixOf.isEmpty()) {
        // As its video is; of what is drafted beside it nothing is lost.
        job.negativePrompt.clear();
        job.seed.reset();
        job.reference = {};
        return job;
    }
    job.size = m_ui->options->chosenSize();
    if (!m_model || !m_model->negativePrompt) {
        job.negativePrompt.clear();
    }
    if (!m_model || !m_model->seed) {
        job.seed.reset();
    }
    if (!m_model || !m_model->referenceImage) {
        job.reference = {};
    }
    job.cameos = m_ui->promptEdit->cameos().mentioned().mid(0, mostCameos());
    return job;
}

void Composer::setModel(const std::optional<VideoModel>& model) {
    m_loading = true;
    if (!model || !m_model || model->id != m_model->id) {
        m_estimatedPrice.reset();
    }
    m_model = model;
    if (model) {
        m_modelId = model->id;
    }
    m_ui->options->setModel(model);
    showMore();
    showChosenCameos();
    showPrice();
    m_loading = false;
    countCharacters();
    validate();
}

void Composer::setEstimatedPrice(std::optional<qint64> microUsd) {
    m_estimatedPrice = microUsd;
    showPrice();
}

void Composer::showPrice() {
    // Before the relay has estimated it, what the model's own price makes of the options.
    m_price = m_estimatedPrice ? m_estimatedPrice : m_ui->options->price();
    if (!m_ui->generateButton->isBusy()) {
        m_ui->generateButton->setText(
            m_price ? tr("Generate · %1", "price").arg(LimitText::money(*m_price * m_ui->options->count()))
                    : tr("Generate"));
    }
}

void Composer::countCharacters() {
    const PromptCheck check = checkPrompt(m_ui->promptEdit->toPlainText(), limit());
    m_ui->countLabel->setText(
        tr("%1 / %2", "characters used of characters allowed").arg(check.length).arg(check.limit));
    m_ui->countLabel->setAccessibleName(tr("%1 of %2 characters").arg(check.length).arg(check.limit));
    const QString kind = check.problem == PromptProblem::TooLong ? QStringLiteral("errorText") : QStringLiteral("dim");
    setKind(*m_ui->countLabel, kind);
    m_ui->generateButton->setEnabled(check.problem == PromptProblem::None);
}

void Composer::validate() {
    m_validation.stop();
    const PromptCheck check = checkPrompt(m_ui->promptEdit->toPlainText(), limit());
    if (check.problem == PromptProblem::TooLong) {
        m_ui->messageLabel->setLook(MessageLabel::Look::FieldError);
        m_ui->messageLabel->setMessage(
            tr("%n character(s) too long for this model.", nullptr, check.length - check.limit));
    } else if (!m_message.isEmpty()) {
        m_ui->messageLabel->setLook(m_messageIsError ? MessageLabel::Look::ErrorBox : MessageLabel::Look::NoteBox);
        m_ui->messageLabel->setMessage(m_message);
    } else if (m_ui->options->isRemix() && m_model && !m_model->remix) {
        m_ui->messageLabel->setLook(MessageLabel::Look::NoteBox);
        m_ui->messageLabel->setMessage(tr("This model makes no remixes any more."));
    } else if (m_ui->options->isRemix() && !m_ui->promptEdit->cameos().mentioned().isEmpty()) {
        m_ui->messageLabel->setLook(MessageLabel::Look::NoteBox);
        m_ui->messageLabel->setMessage(tr("A remix takes words alone: the names of cameos are sent as words."));
    } else if (m_model && m_ui->promptEdit->cameos().mentioned().size() > mostCameos()) {
        m_ui->messageLabel->setLook(MessageLabel::Look::NoteBox);
        m_ui->messageLabel->setMessage(
            mostCameos() == 0
                ? tr("This model does not know cameos: their names are sent as words.")
                : tr("This model takes %n cameo(s): those that stand first in the prompt.", nullptr, mostCameos()));
    } else {
        m_ui->messageLabel->setMessage({});
    }
    emit heightChanged();
}

int Composer::mostCameos() const {
    return m_model && !m_ui->options->isRemix() ? std::min(m_model->maxCameos, mostCameosOfAny) : 0;
}

int Composer::limit() const {
    return m_model ? m_model->maxPromptChars : defaultLimit;
}

} // namespace kinora
