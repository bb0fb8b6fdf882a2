// Where a video is described and asked for.
#pragma once

#include "core/NewJob.h"
#include "core/VideoModel.h"

#include <QButtonGroup>
#include <QFrame>
#include <QTimer>

#include <memory>
#include <optional>

namespace Ui {
class Composer;
}

namespace kinora {

class OrientationSelector;

// Knows no service: it holds a draft, offers what the chosen model can do, and says when something is wrong with the
// prompt.
class Composer : public QFrame {
    Q_OBJECT

public:
    explicit Composer(QWidget* parent = nullptr);
    ~Composer() override;

    // Shows a draft without reporting it as an edit.
    void setDraft(const Draft& draft);
    [[nodiscard]] Draft draft() const;

    // The model that draft() names, or nothing while none is known: then length and price are not offered.
    void setModel(const std::optional<VideoModel>& model);

    // What the relay says that the options shown cost, one video; nothing while it has not.
    void setEstimatedPrice(std::optional<qint64> microUsd);
    // The price that stands on the button.
    [[nodiscard]] std::optional<qint64> price() const { return m_price; }

    // The button shows that a request is on its way; the text can still be changed.
    void setSending(bool sending);
    // A sentence above the options: why a request failed, or what waits. Empty removes it.
    void setMessage(const QString& sentence, bool isError);
    void setMaximumTextHeight(int pixels);
    void focusPrompt();

signals:
    // Something was typed or chosen.
    void edited(const kinora::Draft& draft);
    void submitted(const kinora::NewJob& job);
    void heightChanged();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void submit();
    void report();
    void showSeconds();
    void orderTabs();
    void showPrice();
    void countCharacters();
    void validate();
    [[nodiscard]] int limit() const;

    std::unique_ptr<Ui::Composer> m_ui;
    OrientationSelector* m_orientation;
    QWidget* m_secondsRow;
    QButtonGroup m_seconds;
    std::optional<VideoModel> m_model;
    QString m_modelId; // as drafted, also while the model is not known yet
    std::optional<int> m_wantedSeconds;
    std::optional<qint64> m_estimatedPrice;
    std::optional<qint64> m_price;
    QTimer m_validation;
    QString m_message;
    bool m_messageIsError = false;
    bool m_loading = false;
};

} // namespace kinora
