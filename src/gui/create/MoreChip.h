// What is not needed every time: unwanted things and seed, another prompt, what was sent before, presets.
#pragma once

#include "core/DraftSet.h"
#include "gui/widgets/Chip.h"

namespace kinora {

class MoreChip : public Chip {
    Q_OBJECT

public:
    explicit MoreChip(QWidget* parent = nullptr);

    // Whether the model has more options, and whether they are shown.
    void setOptionsOffered(bool offered);
    void setOptionsShown(bool shown);
    [[nodiscard]] bool areOptionsShown() const { return m_shown; }
    void setDrafts(const DraftSet& drafts);

signals:
    void optionsToggled(bool shown);
    void newPromptRequested();
    void discardRequested();
    void promptChosen(const kinora::NewJob& job);
    void presetChosen(const QString& name);
    void presetWanted();
    void presetDiscarded(const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addSent();
    void addPresets();

    DraftSet m_drafts;
    bool m_offered = false;
    bool m_shown = false;
};

} // namespace kinora
