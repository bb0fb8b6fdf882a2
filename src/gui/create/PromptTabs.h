// The prompts that are not sent yet, when there are several: which one is in front.
#pragma once

#include "core/DraftSet.h"
#include "gui/widgets/ScrollStrip.h"

#include <QButtonGroup>

namespace kinora {

class Chip;

class PromptTabs : public ScrollStrip {
    Q_OBJECT

public:
    explicit PromptTabs(QWidget* parent = nullptr);

    // Hidden while there is only one.
    void setDrafts(const DraftSet& drafts);

signals:
    void chosen(int index);
    void discarded(int index);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showDrafts();

    QButtonGroup m_group;
    QList<Chip*> m_chips;
    DraftSet m_drafts;
    int m_shown = -1; // the tab that was scrolled to
};

} // namespace kinora
