#include "gui/widgets/OrientationSelector.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/Chip.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>

namespace kinora {

OrientationSelector::OrientationSelector(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_portrait(new Chip(this))
    , m_landscape(new Chip(this)) {
    m_portrait->setObjectName(QStringLiteral("portraitChip"));
    m_portrait->setIconName(QStringLiteral("portrait"));
    m_landscape->setObjectName(QStringLiteral("landscapeChip"));
    m_landscape->setIconName(QStringLiteral("landscape"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    for (Chip* chip : {m_portrait, m_landscape}) {
        chip->setCheckable(true);
        m_group->addButton(chip);
        row->addWidget(chip);
    }
    m_group->setExclusive(true);
    m_portrait->setChecked(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusProxy(m_portrait);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton*, bool checked) {
        if (checked) {
            emit orientationChanged(orientation());
        }
    });
    translate();
}

Orientation OrientationSelector::orientation() const {
    return m_landscape->isChecked() ? Orientation::Landscape : Orientation::Portrait;
}

void OrientationSelector::setOrientation(Orientation orientation) {
    Chip* chip = orientation == Orientation::Landscape ? m_landscape : m_portrait;
    if (!chip->isHidden()) {
        chip->setChecked(true);
    }
}

void OrientationSelector::setOffered(const QList<Orientation>& offered) {
    Q_ASSERT(!offered.isEmpty());
    m_portrait->setVisible(offered.contains(Orientation::Portrait));
    m_landscape->setVisible(offered.contains(Orientation::Landscape));
    if (!offered.contains(orientation())) {
        setOrientation(offered.first());
    }
}

void OrientationSelector::setIconsOnly(bool iconsOnly) {
    for (Chip* chip : {m_portrait, m_landscape}) {
        chip->setIconOnly(iconsOnly);
    }
}

int OrientationSelector::fullWidth() const {
    int width = -space::s;
    for (const Chip* chip : {m_portrait, m_landscape}) {
        width += chip->isHidden() ? 0 : chip->fullSizeHint().width() + space::s;
    }
    return width;
}

void OrientationSelector::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        translate();
    }
}

void OrientationSelector::translate() {
    setAccessibleName(tr("Orientation"));
    m_portrait->setText(tr("Portrait"));
    m_portrait->setToolTip(tr("Upright, for phones"));
    m_portrait->setAccessibleName(m_portrait->text());
    m_landscape->setText(tr("Landscape"));
    m_landscape->setToolTip(tr("Wide, for screens"));
    m_landscape->setAccessibleName(m_landscape->text());
}

} // namespace kinora
