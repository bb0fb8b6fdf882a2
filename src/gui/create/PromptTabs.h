// The prompts that are not sent yet, when there are several: which one is in front.
#pragma once

#include "core/DraftSet.h"

#include <QButtonGroup>
#include <QWidget>

namespace kinora {

class Chip;
class FlowLayout;

class PromptTabs : public QWidget {
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

    FlowLayout* m_layout;
    QButtonGroup m_group;
    QList<Chip*> m_chips;
    DraftSet m_drafts;
};

} // namespace kinora
