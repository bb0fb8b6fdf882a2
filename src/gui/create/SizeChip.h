// How large the video is to be, where the model leaves a choice.
#pragma once

#include "core/VideoModel.h"
#include "gui/widgets/MenuChip.h"

#include <optional>

namespace kinora {

class SizeChip : public MenuChip {
    Q_OBJECT

public:
    explicit SizeChip(QWidget* parent = nullptr);

    // The chip is there where the model offers more than one size in this orientation; each is shown with what a video
    // of that length costs.
    void setOffered(const std::optional<VideoModel>& model, Orientation orientation, std::optional<int> seconds);
    [[nodiscard]] bool isChoice() const { return m_offered.size() > 1; }

    // Kept also where it is not offered, for another orientation or model. Empty: the model's default.
    void setWanted(const QString& size);
    [[nodiscard]] const QString& wanted() const { return m_wanted; }
    // What comes of it here; empty where the model does not say.
    [[nodiscard]] QString chosen() const;

signals:
    void sizeChosen(const QString& size);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showChoices();

    std::optional<VideoModel> m_model;
    Orientation m_orientation = Orientation::Portrait;
    std::optional<int> m_seconds;
    QStringList m_offered;
    QString m_wanted;
};

} // namespace kinora
