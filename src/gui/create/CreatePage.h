// The page where videos are made: what is in progress, drafts, and the composer.
#pragma once

#include "services/CreationService.h"
#include "services/DraftService.h"

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
    // Both outlive the page.
    CreatePage(CreationService& creation, DraftService& drafts, QWidget* parent = nullptr);
    ~CreatePage() override;

    // The strip of finished videos under the jobs; the page takes ownership.
    void setDraftsStrip(QWidget* strip);
    // Whether the strip has anything to show: without jobs and drafts the page invites instead.
    void setHasDrafts(bool hasDrafts);

    void enter();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void syncCards();
    [[nodiscard]] JobCard* makeCard();
    void submit(const NewJob& job);
    void cancel(const QString& jobId);
    void retry(const QString& jobId);
    void takeOver(const Job& job);
    void showModels();
    void chooseModel(const QString& modelId);
    void showWaiting();
    void showEmptyOrContent();
    void placeComposer();
    void translate();

    std::unique_ptr<Ui::CreatePage> m_ui;
    CreationService& m_creation;
    DraftService& m_drafts;
    Composer* m_composer;
    ColumnsLayout* m_columns;
    QHash<QString, JobCard*> m_cards;
    bool m_hasDrafts = false;
};

} // namespace kinora
