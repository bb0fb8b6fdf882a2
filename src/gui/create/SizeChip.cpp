#include "gui/create/SizeChip.h"

#include "gui/LimitText.h"

#include <QEvent>

namespace kinora {

namespace {

QString readable(const QString& size) {
    return QString(size).replace(u'x', QStringLiteral(" × "));
}

} // namespace

SizeChip::SizeChip(QWidget* parent)
    : MenuChip(parent) {
    connect(this, &MenuChip::picked, this, [this](int index) {
        setWanted(m_offered.at(index));
        emit sizeChosen(m_wanted);
    });
    showChoices();
}

void SizeChip::setOffered(const std::optional<VideoModel>& model, Orientation orientation, std::optional<int> seconds) {
    m_model = model;
    m_orientation = orientation;
    m_seconds = seconds;
    m_offered = model ? model->sizes.value(orientation) : QStringList();
    showChoices();
}

void SizeChip::setWanted(const QString& size) {
    m_wanted = size;
    showChoices();
}

QString SizeChip::chosen() const {
    return m_model ? sizeFor(*m_model, m_orientation, m_wanted) : QString();
}

void SizeChip::changeEvent(QEvent* event) {
    MenuChip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showChoices();
    }
}

void SizeChip::showChoices() {
    QList<Choice> choices;
    for (const QString& size : std::as_const(m_offered)) {
        const std::optional<qint64> price = priceOf(*m_model, m_seconds, size);
        choices.append({price ? readable(size) + u'\t' + LimitText::money(*price) : readable(size),
            QStringLiteral("sizeAction_") + size});
    }
    setChoices(choices, static_cast<int>(m_offered.indexOf(chosen())));
    setText(readable(chosen()));
    setAccessibleName(tr("Size: %1").arg(text()));
    setVisible(isChoice());
    updateGeometry();
}

} // namespace kinora
