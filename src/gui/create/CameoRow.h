// The composer's cameos, side by side; more than fit are scrolled to.
#pragma once

#include "core/Cameo.h"
#include "gui/widgets/ScrollStrip.h"

#include <QImage>
#include <QList>
#include <QStringList>

#include <functional>

namespace kinora {

class CameoButton;

class CameoRow : public ScrollStrip {
    Q_OBJECT

public:
    explicit CameoRow(QWidget* parent = nullptr);

    void setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf);
    // Which of them stand in the prompt; once there are as many as the model takes, the others wait.
    void setChosen(const QStringList& cameoIds, int most);

    // In a low window.
    void setLow(bool low);

signals:
    void addRequested();
    void toggled(const kinora::Cameo& cameo);
    void editRequested(const kinora::Cameo& cameo);

protected:
    void changeEvent(QEvent* event) override;

private:
    void translate();
    void offerEditing();

    struct Entry {
        Cameo cameo;
        CameoButton* button;
    };
    CameoButton* m_add;
    CameoButton* m_edit;
    QList<Entry> m_entries;
    bool m_low = false;
};

} // namespace kinora
