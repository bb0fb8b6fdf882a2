// The page where videos are made: what is in progress, drafts, and the composer.
#pragma once

#include "gui/ErrorText.h"
#include "gui/create/RemixChip.h"
#include "services/Cameos.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Estimates.h"
#include "services/ReferencePictures.h"
#include "services/Retries.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class CreatePage;
}

namespace kinora {

class ColumnsLayout;
class Composer;
class JobCard;

class CreatePage : public QWidget {
    Q_OBJECT

public:
    // All outlive the page.
    struct Services {
        CreationService& creation;
        DraftService& drafts;
        Estimates& estimates;
        Retries& retries;
        Cameos& cameos;
        ReferencePictures& references;
        RemixSources remixes = {};
    };
    explicit CreatePage(const Services& services, QWidget* parent = nullptr);
    ~CreatePage() override;

    // The strip of finished videos under the jobs; the page takes ownership.
    void setDraftsStrip(QWidget* strip);
    // Whether the strip has anything to show: without jobs and drafts the page invites instead.
    void setHasDrafts(bool hasDrafts);

    void enter();
    // The composer takes the job's prompt and options.
    // With the picture that it began with, when that has arrived.
    void takeOver(const Job& job);
    // Another prompt beside what is being written.
    void recall(const NewJob& job);

signals:
    // What was used and what is left, line by line.
    void usageRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // The picture that a draft began with, on its way here.
    struct ReferenceFetch {
        quint64 number = 0;
        QString referenceId = {};
        bool failed = false; // while another was in front
    };

    void syncCards();
    void orderTabs(const QList<Job>& jobs);
    [[nodiscard]] JobCard* makeCard();
    void connectComposer();
    void connectDrafts();
    void takeOver(const Job& job, const ReferencePicture& reference);
    [[nodiscard]] ReferencePicture chosenFor(const QString& referenceId) const;
    void fetchReference(const QString& referenceId);
    void takeReference(const Result<ReferencePicture>& picture);
    void leaveFront();
    void fetchAgain();
    void showSentBefore(int step);
    void askForPresetName();
    void submit(const NewJob& job);
    void send(const NewJob& job);
    void takeReference(const QFuture<Result<ReferencePicture>>& picture);
    void choosePart();
    void showCameos();
    void editCameo(const std::optional<Cameo>& cameo);
    void cancel(const QString& jobId);
    void retry(const Job& job, const std::optional<qint64>& shownPrice);
    void showModels();
    void chooseModel(const QString& modelId);
    void tellRefusal(const Error& error);
    // In another language when that is chosen; the sentence of showFailure() stays as it is.
    void tellFailure(const Sentence& failure);
    void showFailure(const QString& sentence);
    void showNotice();
    /// That the model which something was made by is not to be had; empty where it is, or nothing was asked for.
    [[nodiscard]] QString otherModelNote() const;
    void showEstimate();
    void showEmptyOrContent();
    void placeComposer();
    void translate();

    std::unique_ptr<Ui::CreatePage> m_ui;
    CreationService& m_creation;
    DraftService& m_drafts;
    Estimates& m_estimates;
    Retries& m_retries;
    Cameos& m_cameos;
    ReferencePictures& m_references;
    Composer* m_composer;
    ColumnsLayout* m_columns;
    QHash<QString, JobCard*> m_cards;
    int m_historyAt = -1; // of what was sent; -1: what is typed
    QString m_typed;      // while something else is shown
    bool m_recalling = false;
    quint64 m_lastFetch = 0;
    QHash<quint64, ReferenceFetch> m_fetches; // by DraftService::serial()
    bool m_sendsLater = false;                // the one in front was sent meanwhile, and goes with its picture
    QString m_askedModel;                     // of what was taken over last, until something is changed
    bool m_hasDrafts = false;
    Sentence m_failure;          // says again what went wrong
    bool m_tellsFailure = false; // the composer says what went wrong, until something is changed
};

} // namespace kinora
