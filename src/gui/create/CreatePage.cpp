#include "gui/create/CreatePage.h"

#include "core/Receive.h"
#include "create/ui_CreatePage.h"
#include "gui/ErrorText.h"
#include "gui/LimitText.h"
#include "gui/create/CameoDialog.h"
#include "gui/create/Composer.h"
#include "gui/create/CropDialog.h"
#include "gui/create/JobCard.h"
#include "gui/create/PictureFiles.h"
#include "gui/theme/Tokens.h"
#include "gui/widgets/ColumnsLayout.h"

#include <QActionGroup>
#include <QEvent>
#include <QFileDialog>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace kinora {

namespace {

constexpr int minimumCardWidth = 300;
constexpr int bottomMargin = 22;

// The upload that the relay has not got any more, if that is why it refused.
QString refusedUpload(const Error& error, const NewJob& job) {
    const auto names = [](const FieldError& field) {
        return field.field == QLatin1String("referenceId");
    };
    const bool isWhy = std::any_of(error.fieldErrors.begin(), error.fieldErrors.end(), names);
    return isWhy ? job.referenceId : QString();
}

} // namespace

CreatePage::CreatePage(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::CreatePage>())
    , m_creation(services.creation)
    , m_drafts(services.drafts)
    , m_estimates(services.estimates)
    , m_retries(services.retries)
    , m_cameos(services.cameos)
    , m_references(services.references) {
    m_ui->setupUi(this);
    m_columns = new ColumnsLayout(m_ui->jobCards, minimumCardWidth, space::l);
    m_composer = new Composer(this);
    m_composer->setObjectName(QStringLiteral("composer"));
    m_composer->setRemixSources(services.remixes);
    m_ui->modelButton->setMenu(new QMenu(m_ui->modelButton));
    m_ui->usageButton->hide();

    connectComposer();
    connectDrafts();
    connect(&m_drafts, &DraftService::loaded, this, [this](const Draft& draft) {
        const bool told = m_tellsFailure;
        leaveFront();
        m_tellsFailure = told; // what could not be stored is said of all of them
        m_askedModel.clear();
        m_composer->setDraft(draft);
        showModels();
        showNotice();
        fetchAgain();
    });
    connect(&m_drafts, &DraftService::saveFailed, this, [this](const Error& error) {
        tellFailure(
            [error] { return tr("What you write cannot be kept for later: %1").arg(ErrorText::sentence(error)); });
    });
    connect(&m_drafts, &DraftService::damaged, this, [this] {
        tellFailure([] {
            return tr("The prompts that were kept here are damaged and were set aside in the library. "
                      "What you write from now on is kept again.");
        });
    });
    connect(m_ui->emptyState, &EmptyState::suggestionChosen, this, [this](const QString& suggestion) {
        Draft draft = m_composer->draft();
        draft.prompt = suggestion;
        m_composer->setDraft(draft);
        m_drafts.edit(draft);
        m_composer->focusPrompt();
    });
    for (const auto signal : {&CreationService::jobAdded, &CreationService::jobChanged}) {
        connect(&m_creation, signal, this, &CreatePage::syncCards);
    }
    connect(&m_creation, &CreationService::jobFinished, this, &CreatePage::syncCards);
    connect(&m_creation, &CreationService::jobRemoved, this, &CreatePage::syncCards);
    connect(&m_creation, &CreationService::modelsChanged, this, &CreatePage::showModels);
    connect(&m_creation, &CreationService::connectionChanged, this, &CreatePage::showModels);
    connect(&m_creation, &CreationService::waitingSubmissionsChanged, this, &CreatePage::showNotice);
    connect(&m_creation, &CreationService::queueChanged, this, &CreatePage::syncCards);
    connect(&m_estimates, &Estimates::changed, this, &CreatePage::showEstimate);
    connect(m_ui->usageButton, &QPushButton::clicked, this, &CreatePage::usageRequested);
    connect(&m_creation, &CreationService::submissionSettled, this,
        [this](const PendingSubmission& submission, const Result<QList<Job>>& answer) {
            if (answer) {
                m_tellsFailure = false;
                m_drafts.submitted(submission.job);
                showNotice();
            } else {
                tellRefusal(answer.error());
            }
        });
    m_composer->setDraft(m_drafts.draft());
    translate();
    showModels();
    syncCards();
    showEstimate();
    showCameos();
}

CreatePage::~CreatePage() = default;

void CreatePage::connectComposer() {
    connect(m_composer, &Composer::edited, this, [this](const Draft& draft) {
        m_tellsFailure = false;
        m_askedModel.clear();
        m_historyAt = m_recalling ? m_historyAt : -1;
        m_drafts.edit(draft);
        m_estimates.want(m_composer->request());
        showNotice();
    });
    connect(m_composer, &Composer::submitted, this, &CreatePage::submit);
    connect(m_composer, &Composer::refused, this, &CreatePage::showFailure);
    connect(m_composer, &Composer::heightChanged, this, &CreatePage::placeComposer);
    connect(m_composer, &Composer::cameoAddRequested, this, [this] { editCameo(std::nullopt); });
    connect(m_composer, &Composer::cameoEditRequested, this, [this](const Cameo& cameo) { editCameo(cameo); });
    connect(&m_cameos, &Cameos::changed, this, &CreatePage::showCameos);
    connect(m_composer, &Composer::pictureFileRequested, this, [this] {
        QFileDialog* dialog = pictureFileDialog(this);
        connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { takeReference(m_references.takeFile(path)); });
        dialog->open();
    });
    connect(m_composer, &Composer::pictureFileOffered, this,
        [this](const QString& path) { takeReference(m_references.takeFile(path)); });
    connect(m_composer, &Composer::pictureOffered, this,
        [this](const QImage& picture) { takeReference(m_references.takeImage(picture)); });
    connect(m_composer, &Composer::picturePartRequested, this, &CreatePage::choosePart);
}

void CreatePage::takeReference(const QFuture<Result<ReferencePicture>>& picture) {
    receive(picture, this, [this](const Result<ReferencePicture>& kept) {
        if (kept) {
            m_composer->setReference(*kept);
        } else {
            showFailure(
                kept.error().code == ErrorCode::CorruptFile ? notAPicture() : ErrorText::sentence(kept.error()));
        }
    });
}

void CreatePage::choosePart() {
    auto* dialog = new CropDialog(m_composer->draft().reference, m_composer->shape(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CropDialog::chosen, m_composer, &Composer::setReference);
    dialog->open();
}

void CreatePage::showCameos() {
    m_composer->setCameos(m_cameos.list(), [this](const QString& cameoId) { return m_cameos.picture(cameoId); });
    placeComposer();
}

void CreatePage::editCameo(const std::optional<Cameo>& cameo) {
    auto* dialog = new CameoDialog(m_cameos, cameo, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CreatePage::setDraftsStrip(QWidget* strip) {
    m_ui->draftsSectionLayout->addWidget(strip);
}

void CreatePage::setHasDrafts(bool hasDrafts) {
    m_hasDrafts = hasDrafts;
    showEmptyOrContent();
}

void CreatePage::enter() {
    m_composer->focusPrompt();
}

void CreatePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
        showModels();
        showEstimate();
        if (m_tellsFailure && m_failure) {
            m_composer->setMessage(m_failure(), true);
        }
    }
}

void CreatePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeComposer();
}

void CreatePage::submit(const NewJob& job) {
    m_tellsFailure = false;
    showNotice();
    m_composer->setSending(true);
    if (job.reference.isEmpty() && m_fetches.contains(m_drafts.serial())) {
        m_sendsLater = true; // without its picture it would be another video
        return;
    }
    if (job.reference.isEmpty()) {
        send(job);
        return;
    }
    receive(m_references.send(job.reference, m_composer->shape()), this, [this, job](const Result<QString>& uploaded) {
        if (uploaded) {
            NewJob whole = job;
            whole.referenceId = *uploaded;
            send(whole);
            return;
        }
        m_composer->setSending(false);
        showFailure(tr("The reference image could not be sent, and nothing else was. %1")
                .arg(uploaded.error().code == ErrorCode::CorruptFile ? notAPicture()
                                                                     : ErrorText::sentence(uploaded.error())));
    });
}

void CreatePage::send(const NewJob& job) {
    receive(m_creation.submit(job, m_composer->price()), this, [this, job](const Result<QList<Job>>& answer) {
        m_composer->setSending(false);
        if (answer) {
            m_drafts.submitted(job);
            m_ui->contentScrollArea->verticalScrollBar()->setValue(0);
        } else {
            m_references.forget(refusedUpload(answer.error(), job));
            tellRefusal(answer.error());
        }
        showModels();
    });
}

void CreatePage::tellRefusal(const Error& error) {
    // What was shown of price and limits was not true any more.
    if (error.code == ErrorCode::ValidationFailed) {
        m_cameos.refresh();
    }
    if (error.limit || error.code == ErrorCode::Conflict) {
        m_creation.refreshModels();
        m_estimates.refresh();
    }
    tellFailure([error] { return ErrorText::submission(error); });
}

void CreatePage::tellFailure(const Sentence& failure) {
    showFailure(failure());
    m_failure = failure;
}

void CreatePage::showFailure(const QString& sentence) {
    m_tellsFailure = true;
    m_failure = {};
    m_composer->setMessage(sentence, true);
}

void CreatePage::showModels() {
    const QList<VideoModel>& models = m_creation.models();
    QMenu* menu = m_ui->modelButton->menu();
    menu->clear();
    m_ui->modelButton->setVisible(!models.isEmpty());
    if (models.isEmpty()) {
        m_composer->setModel(std::nullopt);
        const std::optional<Error> error = m_creation.modelsError();
        m_ui->demoLabel->setText(
            error && m_creation.connection().kind == ConnectionStatus::Kind::Online
                ? tr("The models of the relay could not be read. %1").arg(ErrorText::sentence(*error))
                : QString());
        return;
    }
    const QString wanted = m_composer->draft().model;
    const auto found =
        std::find_if(models.begin(), models.end(), [&wanted](const VideoModel& model) { return model.id == wanted; });
    const VideoModel& chosen = found != models.end() ? *found : models.first();
    auto* group = new QActionGroup(menu);
    for (const VideoModel& model : models) {
        QAction* action = menu->addAction(model.demo ? tr("%1 · demo", "model").arg(model.label) : model.label);
        action->setCheckable(true);
        action->setChecked(model.id == chosen.id);
        action->setEnabled(model.availability != ModelAvailability::Retired);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = model.id] { chooseModel(id); });
    }
    m_ui->modelButton->setText(chosen.demo ? tr("%1 · demo", "model").arg(chosen.label) : chosen.label);
    m_ui->modelButton->setAccessibleName(tr("Model: %1").arg(m_ui->modelButton->text()));
    m_ui->modelButton->setToolTip(chosen.upstream);
    if (chosen.availability != ModelAvailability::Ready && !chosen.reason.isEmpty()) {
        m_ui->demoLabel->setText(chosen.reason);
    } else {
        m_ui->demoLabel->setText(
            chosen.demo ? tr("No video service is set up on this relay: a stand-in makes the videos.") : QString());
    }
    m_composer->setModel(chosen);
    m_estimates.want(m_composer->request());
}

void CreatePage::chooseModel(const QString& modelId) {
    m_askedModel.clear();
    Draft draft = m_composer->draft();
    draft.model = modelId;
    draft.remixOf.clear(); // which is made by the model of its video
    m_composer->setDraft(draft);
    showModels();
    m_drafts.edit(m_composer->draft());
}

void CreatePage::showNotice() {
    if (m_tellsFailure) {
        return;
    }
    const auto waiting = static_cast<int>(m_creation.waitingSubmissions().size());
    const std::optional<Estimate>& estimate = m_estimates.current();
    if (waiting > 0) {
        m_composer->setMessage(
            tr("%n request(s) wait for the relay and are sent as soon as it is back. Nothing is made twice.", nullptr,
                waiting),
            false);
    } else if (const QString note = otherModelNote(); !note.isEmpty()) {
        m_composer->setMessage(note, false);
    } else if (estimate && estimate->refusal) {
        m_composer->setMessage(ErrorText::submission(*estimate->refusal), false);
    } else {
        m_composer->setMessage({}, false);
    }
}

QString CreatePage::otherModelNote() const {
    const QList<VideoModel>& models = m_creation.models();
    const auto taken = std::ranges::find(models, m_composer->draft().model, &VideoModel::id);
    if (m_askedModel.isEmpty() || taken == models.end() ||
        std::ranges::find(models, m_askedModel, &VideoModel::id) != models.end()) {
        return {};
    }
    return tr("%1 is not offered on this relay. %2 takes its place.").arg(m_askedModel, taken->label);
}

void CreatePage::showEstimate() {
    const std::optional<Estimate>& estimate = m_estimates.current();
    m_composer->setEstimatedPrice(estimate ? estimate->priceMicroUsd : std::nullopt);
    // What is known stays while the same is asked of other options.
    if (estimate || m_creation.connection().kind != ConnectionStatus::Kind::Online) {
        const QString left = estimate ? LimitText::shortest(estimate->limits) : QString();
        m_ui->usageButton->setText(left);
        m_ui->usageButton->setAccessibleName(tr("Usage: %1").arg(left));
        m_ui->usageButton->setVisible(!left.isEmpty());
    }
    showNotice();
}

void CreatePage::showEmptyOrContent() {
    const bool hasJobs = !m_cards.isEmpty();
    m_ui->jobsSection->setVisible(hasJobs);
    m_ui->draftsSection->setVisible(m_hasDrafts);
    m_ui->contentStack->setCurrentWidget(
        hasJobs || m_hasDrafts ? static_cast<QWidget*>(m_ui->contentScrollArea) : m_ui->emptyPane);
    placeComposer();
}

void CreatePage::placeComposer() {
    const int left = m_ui->contentLayout->contentsMargins().left();
    const int composerWidth = width() - 2 * left;
    const int composerHeight = m_composer->fitInto(composerWidth, height());
    m_composer->setGeometry(left, height() - bottomMargin - composerHeight, composerWidth, composerHeight);
    m_composer->raise();
    // The content slides behind the composer and ends there, so that nothing looks out below it; all of it can be
    // scrolled out from behind.
    m_ui->pageLayout->setContentsMargins(0, 0, 0, bottomMargin + radius::panel);
    const int covered = composerHeight - radius::panel + space::l;
    m_ui->contentLayout->setContentsMargins(left, 0, left, covered);
    m_ui->emptyPaneLayout->setContentsMargins(left, 0, left, covered);
}

void CreatePage::translate() {
    m_ui->emptyState->setTexts(
        tr("Describe your first video"), tr("A subject, what happens, how the camera moves. One sentence is enough."));
    m_ui->emptyState->setSuggestions(
        {tr("A paper boat crosses a puddle"), tr("City waking up, time-lapse"), tr("A fox in falling snow")});
}

} // namespace kinora
