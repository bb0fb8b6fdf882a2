// Where a video is described and asked for.
#pragma once

#include "core/Cameo.h"
#include "core/DraftSet.h"
#include "core/NewJob.h"
#include "core/VideoModel.h"
#include "gui/create/RemixChip.h"

#include <QFrame>
#include <QImage>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QMimeData;

namespace Ui {
class Composer;
}

namespace kinora {

class MoreChip;
class PromptTabs;

// Knows no service: it holds a draft, offers what the chosen model can do, and says when something is wrong with the
// prompt.
class Composer : public QFrame {
    Q_OBJECT

public:
    explicit Composer(QWidget* parent = nullptr);
    ~Composer() override;

    // What else is kept: the other prompts, what was sent, presets. more() and tabs() say what is wanted of it.
    void setDrafts(const DraftSet& drafts);
    [[nodiscard]] MoreChip& more();
    [[nodiscard]] PromptTabs& tabs();
    // Another prompt in place of what is there; it can be undone.
    void setPrompt(const QString& prompt);

    // Shows a draft without reporting it as an edit.
    void setDraft(const Draft& draft);
    [[nodiscard]] Draft draft() const;
    // What of it is asked for: the draft without what the model cannot do, with the cameos that it names.
    [[nodiscard]] NewJob request() const;

    // The model that draft() names, or nothing while none is known: then length and price are not offered.
    void setModel(const std::optional<VideoModel>& model);

    // The account's cameos; offered where the model takes any.
    void setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf);
    // Where the composer finds out what a remix is made from.
    void setRemixSources(const RemixSources& sources);
    // The picture that was chosen is there now.
    void setReference(const ReferencePicture& picture);
    // Of the video that is described.
    [[nodiscard]] QSize shape() const;

    // What the relay says that the options shown cost, one video; nothing while it has not.
    void setEstimatedPrice(std::optional<qint64> microUsd);
    // The price that stands on the button.
    [[nodiscard]] std::optional<qint64> price() const { return m_price; }

    // The button shows that a request is on its way; the text can still be changed.
    void setSending(bool sending);
    // A sentence above the options: why a request failed, or what waits. Empty removes it.
    void setMessage(const QString& sentence, bool isError);
    // Takes this width on a page of that height, and says which height it needs: at most half of the page, as far as
    // the prompt can scroll for it. In a low page rows are lower and options fold.
    [[nodiscard]] int fitInto(int width, int pageHeight);
    void focusPrompt();

signals:
    // Something was typed or chosen.
    void edited(const kinora::Draft& draft);
    void submitted(const kinora::NewJob& job);
    void heightChanged();
    // A sentence about something that was not taken.
    void refused(const QString& sentence);
    // What was sent before (1), and back (-1).
    void historyWished(int step);
    void cameoAddRequested();
    void cameoEditRequested(const kinora::Cameo& cameo);
    // A file or a picture to begin with.
    void pictureFileRequested();
    void pictureFileOffered(const QString& path);
    void pictureOffered(const QImage& picture);
    void picturePartRequested();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void submit();
    void report();
    void connectOptions();
    void takePicture(const QMimeData& data);
    void showKeys();
    void showMore();
    void showChosenCameos();
    [[nodiscard]] std::optional<qint64> seed() const;
    void orderTabs();
    void showPrice();
    // Of all else in it at this width, where half of the page is the room that there is.
    [[nodiscard]] int heightBesidePrompt(int width, int room, int wishedGap);
    void countCharacters();
    void validate();
    [[nodiscard]] int limit() const;
    [[nodiscard]] int mostCameos() const;

    std::unique_ptr<Ui::Composer> m_ui;
    std::optional<VideoModel> m_model;
    QString m_modelId; // as drafted, also while the model is not known yet
    std::optional<qint64> m_estimatedPrice;
    std::optional<qint64> m_price;
    QTimer m_validation;
    QString m_message;
    bool m_messageIsError = false;
    bool m_loading = false;
};

} // namespace kinora
