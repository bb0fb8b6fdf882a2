// Gestures and models that tests of the create page share.
#pragma once

#include "Stage.h"
#include "gui/create/JobCard.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace kinora::tests {

inline const QString prompt = QStringLiteral("A paper boat crosses a puddle");

inline void writePrompt(Stage& stage, const QString& text) {
    auto* edit = stage.find<QPlainTextEdit>("promptEdit");
    edit->clear();
    edit->insertPlainText(text);
}

inline void chooseMore(Stage& stage, const char* name) {
    QMenu* menu = stage.find<QPushButton>("moreChip")->menu();
    emit menu->aboutToShow();
    auto* action = menu->findChild<QAction*>(QLatin1String(name));
    QVERIFY2(action != nullptr, name);
    action->trigger();
    QApplication::processEvents();
}

inline VideoModel able() {
    VideoModel model = paperStudio();
    model.maxCount = 4;
    model.maxCameos = 3;
    model.referenceImage = true;
    model.negativePrompt = true;
    model.seed = true;
    return model;
}

inline VideoModel sized() {
    VideoModel model = able();
    model.sizes = {{Orientation::Portrait, {QStringLiteral("720x1280"), QStringLiteral("1024x1792")}},
        {Orientation::Landscape, {QStringLiteral("1280x720")}}};
    model.pricePerSecondMicroUsd = 100000;
    model.sizePricesMicroUsd = {{QStringLiteral("1024x1792"), 250000}};
    return model;
}

inline JobCard* onlyCard(Stage& stage) {
    JobCard* shown = nullptr;
    for (JobCard* card : stage.window->findChildren<JobCard*>()) {
        if (card->isVisible()) {
            Q_ASSERT(shown == nullptr);
            shown = card;
        }
    }
    return shown;
}

/// A job that the upstream had no room for: nothing was charged, it can be tried again.
inline Job refusedJob(const QString& words) {
    Job job = failedJob(1, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
    job.prompt = words;
    return job;
}

/// The relay tells that it failed, and the person chooses "Edit and try again".
inline void editAgain(Stage& stage, const Job& failed) {
    stage.events.tell(JobFailedEvent{failed});
    QTRY_VERIFY(onlyCard(stage) != nullptr);
    stage.click("editButton");
}

} // namespace kinora::tests
