// What can be chosen about a video, as chips: orientation, length, size, reference image, takes, and more.
#pragma once

#include "core/NewJob.h"
#include "core/VideoModel.h"

#include <QButtonGroup>
#include <QList>
#include <QSize>
#include <QWidget>

#include <optional>

namespace kinora {

class MenuChip;
class MoreChip;
class OrientationSelector;
class ReferenceChip;
class RemixChip;
class SizeChip;
class TakesChip;

// Shows what the model can do, and nothing else. What was chosen for another model is kept for it.
class OptionChips : public QWidget {
    Q_OBJECT

public:
    explicit OptionChips(QWidget* parent = nullptr);

    // Nothing while none is known: then little is offered.
    void setModel(const std::optional<VideoModel>& model);
    // In one row where that can be: shorter forms of what has many words or many chips.
    void setFolded(bool folded);
    [[nodiscard]] int unfoldedWidth() const;

    // Takes these options of a draft, and tells nobody.
    void setOptions(const Draft& draft);
    // Writes what is chosen into a draft.
    void writeTo(Draft& draft) const;

    // The size to ask for; empty where there is no choice.
    [[nodiscard]] QString chosenSize() const;
    // Of the video that is described.
    [[nodiscard]] QSize shape() const;
    // Of one video, by the model's own prices.
    [[nodiscard]] std::optional<qint64> price() const;
    [[nodiscard]] int count() const;

    [[nodiscard]] RemixChip& remix() { return *m_remix; }
    // Of another video: only words and takes are asked for then.
    [[nodiscard]] bool isRemix() const;
    [[nodiscard]] ReferenceChip& reference() { return *m_reference; }
    [[nodiscard]] MoreChip& more() { return *m_more; }
    // In the order of reading.
    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    // By the person, or because the former choice is no longer offered.
    void chosen();
    // Other chips than before: stops() are others.
    void offeredChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QList<int> offeredSeconds() const;
    void chooseSeconds(int seconds);
    void showSeconds();
    void showSizes();
    // What a remix has from its video is not offered.
    void showOffered();

    RemixChip* m_remix;
    OrientationSelector* m_orientation;
    QWidget* m_secondsRow;
    MenuChip* m_secondsChip; // instead of that row while folded
    SizeChip* m_size;
    ReferenceChip* m_reference;
    TakesChip* m_takes;
    MoreChip* m_more;
    QButtonGroup m_seconds;
    std::optional<VideoModel> m_model;
    std::optional<int> m_wantedSeconds;
    bool m_folded = false;
};

} // namespace kinora
