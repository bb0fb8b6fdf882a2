// The composer's cameos, side by side; more than fit are scrolled to.
#pragma once

#include "core/Cameo.h"

#include <QImage>
#include <QList>
#include <QScrollArea>
#include <QStringList>

#include <functional>

class QHBoxLayout;

namespace kinora {

class CameoButton;

class CameoRow : public QScrollArea {
    Q_OBJECT

public:
    explicit CameoRow(QWidget* parent = nullptr);

    void setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf);
    // Which of them stand in the prompt; once there are as many as the model takes, the others wait.
    void setChosen(const QStringList& cameoIds, int most);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void addRequested();
    void toggled(const kinora::Cameo& cameo);
    void editRequested(const kinora::Cameo& cameo);

protected:
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void translate();

    struct Entry {
        Cameo cameo;
        CameoButton* button;
    };
    QWidget* m_strip;
    QHBoxLayout* m_layout;
    CameoButton* m_add;
    QList<Entry> m_entries;
};

} // namespace kinora
