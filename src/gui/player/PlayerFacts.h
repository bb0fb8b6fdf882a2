// The panel beside a video: its prompt and its facts.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"

#include <QFrame>
#include <QTimer>

#include <memory>

namespace Ui {
class PlayerFacts;
}

namespace kinora {

class PlayerFacts : public QFrame {
    Q_OBJECT

public:
    explicit PlayerFacts(QWidget* parent = nullptr);
    ~PlayerFacts() override;

    /// `file` is absolute, empty unless it is on this computer; `fileState` says the rest.
    void show(const LibraryVideo& video, const QString& file, const QString& fileState, const Clock& clock);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void copyPrompt();
    void fitPrompt();

    std::unique_ptr<Ui::PlayerFacts> m_ui;
    LibraryVideo m_video;
    QString m_file;
    QTimer m_copied;
};

} // namespace kinora
