// The page where videos are made: what is in progress, drafts, and the composer.
#pragma once

#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Estimates.h"

#include <QHash>
#include <QWidget>

#include <memory>

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
    CreatePage(CreationService& creation, DraftService& drafts, Estimates& estimates, QWidget* parent = nullptr);
    ~CreatePage() override;

    // The strip of finished videos under the jobs; the page takes ownership.
    void setDraftsStrip(QWidget* strip);
    // Whether the strip has anything to show: without jobs and drafts the page invites instead.
    void setHasDrafts(bool hasDrafts);

    void enter();
    // The composer takes the job's prompt and options.
    void takeOver(const Job& job);

signals:
    // What was used and what is left, line by line.
    void usageRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void syncCards();
    [[nodiscard]] JobCard* makeCard();
    void submit(const NewJob& job);
    void cancel(const QString& jobId);
    void retry(const Job& job);
    void showModels();
    void chooseModel(const QString& modelId);
    void tellRefusal(const Error& error);
    void showFailure(const QString& sentence);
    void showNotice();
    void showEstimate();
    void showEmptyOrContent();
    void placeComposer();
    void translate();

    std::unique_ptr<Ui::CreatePage> m_ui;
    CreationService& m_creation;
    DraftService& m_drafts;
    Estimates& m_estimates;
    Composer* m_composer;
    ColumnsLayout* m_columns;
    QHash<QString, JobCard*> m_cards;
    bool m_hasDrafts = false;
    bool m_tellsFailure = false; // the composer says what went wrong, until something is changed
};

} // namespace kinora
