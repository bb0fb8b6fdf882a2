#include "gui/create/OptionChips.h"

#include "gui/create/MoreChip.h"
#include "gui/create/ReferenceChip.h"
#include "gui/create/RemixChip.h"
#include "gui/create/SizeChip.h"
#include "gui/create/TakesChip.h"
#include "gui/theme/Tokens.h"
#include "gui/widgets/Chip.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/MenuChip.h"
#include "gui/widgets/OrientationSelector.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace kinora {

namespace {

// Where the model does not say how large its videos are.
constexpr QSize portraitShape(9, 16);
constexpr QSize landscapeShape(16, 9);

} // namespace

OptionChips::OptionChips(QWidget* parent)
    : QWidget(parent)
    , m_remix(new RemixChip(this))
    , m_orientation(new OrientationSelector(this))
    , m_secondsRow(new QWidget(this))
    , m_secondsChip(new MenuChip(this))
    , m_size(new SizeChip(this))
    , m_reference(new ReferenceChip(this))
    , m_takes(new TakesChip(this))
    , m_more(new MoreChip(this)) {
    m_remix->setObjectName(QStringLiteral("remixChip"));
    m_orientation->setObjectName(QStringLiteral("orientationSelector"));
    m_secondsRow->setObjectName(QStringLiteral("secondsRow"));
    m_secondsChip->setObjectName(QStringLiteral("secondsChip"));
    m_size->setObjectName(QStringLiteral("sizeChip"));
    m_reference->setObjectName(QStringLiteral("referenceChip"));
    m_takes->setObjectName(QStringLiteral("takesChip"));
    m_more->setObjectName(QStringLiteral("moreChip"));
    auto* secondsLayout = new QHBoxLayout(m_secondsRow);
    secondsLayout->setContentsMargins(0, 0, 0, 0);
    secondsLayout->setSpacing(space::s);
    auto* flow = new FlowLayout(this, space::s);
    for (QWidget* option :
        QList<QWidget*>{m_remix, m_orientation, m_secondsRow, m_secondsChip, m_size, m_reference, m_takes, m_more}) {
        flow->addWidget(option);
    }
    m_seconds.setExclusive(true);
    connect(m_remix, &RemixChip::removed, this, [this] {
        m_remix->setVideoId({});
        showSeconds();
        emit chosen();
    });
    connect(m_orientation, &OrientationSelector::orientationChanged, this, [this] {
        showSizes();
        emit chosen();
    });
    connect(&m_seconds, &QButtonGroup::idClicked, this, &OptionChips::chooseSeconds);
    connect(m_secondsChip, &MenuChip::picked, this, [this](int index) {
        chooseSeconds(offeredSeconds().at(index));
        showSeconds();
    });
    connect(m_size, &SizeChip::sizeChosen, this, &OptionChips::chosen);
    connect(m_takes, &TakesChip::countChosen, this, &OptionChips::chosen);
    setModel(std::nullopt);
}

void OptionChips::setModel(const std::optional<VideoModel>& model) {
    m_model = model;
    if (model && !model->orientations.isEmpty()) {
        m_orientation->setOffered(model->orientations);
    }
    m_takes->setMost(model ? model->maxCount : 1);
    showSeconds();
}

void OptionChips::setFolded(bool folded) {
    if (folded == m_folded) {
        return;
    }
    m_folded = folded;
    m_orientation->setIconsOnly(folded);
    m_reference->setIconOnly(folded);
    showSeconds();
}

int OptionChips::unfoldedWidth() const {
    const auto widthOf = [](const QWidget& option, int width) {
        return option.isHidden() ? 0 : width + space::s;
    };
    if (isRemix()) {
        return m_remix->sizeHint().width() + widthOf(*m_takes, m_takes->sizeHint().width()) +
               widthOf(*m_more, m_more->sizeHint().width());
    }
    int width = m_orientation->fullWidth();
    for (const QAbstractButton* chip : m_seconds.buttons()) {
        width += chip->sizeHint().width() + space::s;
    }
    width += widthOf(*m_reference, m_reference->fullSizeHint().width());
    for (const QWidget* chip : QList<QWidget*>{m_size, m_takes, m_more}) {
        width += widthOf(*chip, chip->sizeHint().width());
    }
    return width;
}

void OptionChips::setOptions(const Draft& draft) {
    m_orientation->setOrientation(draft.orientation);
    m_wantedSeconds = draft.seconds;
    m_size->setWanted(draft.size);
    m_takes->setCount(draft.count);
    m_reference->setReference(draft.reference);
    m_remix->setVideoId(draft.remixOf);
    showSeconds();
}

void OptionChips::writeTo(Draft& draft) const {
    draft.orientation = m_orientation->orientation();
    draft.seconds = m_wantedSeconds;
    draft.size = m_size->wanted();
    draft.count = m_takes->count();
    draft.reference = m_reference->reference();
    draft.remixOf = m_remix->videoId();
}

QString OptionChips::chosenSize() const {
    return m_size->isChoice() ? m_size->chosen() : QString();
}

QSize OptionChips::shape() const {
    const QSize size = sizeOf(m_size->chosen());
    if (!size.isEmpty()) {
        return size;
    }
    return m_orientation->orientation() == Orientation::Portrait ? portraitShape : landscapeShape;
}

std::optional<qint64> OptionChips::price() const {
    return m_model ? priceOf(*m_model, m_wantedSeconds, m_size->chosen()) : std::nullopt;
}

bool OptionChips::isRemix() const {
    return !m_remix->videoId().isEmpty();
}

int OptionChips::count() const {
    return m_takes->count();
}

QList<QWidget*> OptionChips::stops() const {
    QList<QWidget*> stops{m_remix};
    stops << m_orientation->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    for (int i = 0; i < m_secondsRow->layout()->count(); ++i) {
        stops << m_secondsRow->layout()->itemAt(i)->widget();
    }
    return stops << m_secondsChip << m_size << m_reference << m_takes << m_more;
}

void OptionChips::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showSeconds();
    }
}

QList<int> OptionChips::offeredSeconds() const {
    QList<int> ordered = m_model ? m_model->seconds : QList<int>();
    std::ranges::sort(ordered);
    return ordered;
}

void OptionChips::chooseSeconds(int seconds) {
    m_wantedSeconds = seconds;
    showSizes();
    emit chosen();
}

void OptionChips::showSeconds() {
    const QList<int> offered = m_model ? m_model->seconds : QList<int>();
    QLayout* row = m_secondsRow->layout();
    while (QLayoutItem* item = row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!offered.isEmpty() && (!m_wantedSeconds || !offered.contains(*m_wantedSeconds))) {
        m_wantedSeconds = offered.first();
    }
    const QList<int> ordered = offeredSeconds();
    QList<MenuChip::Choice> choices;
    for (const int seconds : ordered) {
        const QString text = tr("%1 s", "length of a video").arg(seconds);
        choices.append({text, QStringLiteral("secondsAction%1").arg(seconds)});
        auto* chip = new Chip(text, m_secondsRow);
        chip->setObjectName(QStringLiteral("secondsChip%1").arg(seconds));
        chip->setAccessibleName(tr("%n second(s)", nullptr, seconds));
        chip->setCheckable(true);
        chip->setChecked(seconds == m_wantedSeconds);
        m_seconds.addButton(chip, seconds);
        row->addWidget(chip);
    }
    m_secondsRow->updateGeometry();
    const auto chosenIndex = static_cast<int>(m_wantedSeconds ? ordered.indexOf(*m_wantedSeconds) : -1);
    m_secondsChip->setChoices(choices, chosenIndex);
    m_secondsChip->setText(chosenIndex < 0 ? QString() : choices.at(chosenIndex).text);
    m_secondsChip->setAccessibleName(tr("Length: %1").arg(m_secondsChip->text()));
    m_secondsChip->updateGeometry();
    showSizes();
    emit offeredChanged();
}

void OptionChips::showSizes() {
    m_size->setOffered(m_model, m_orientation->orientation(), m_wantedSeconds);
    showOffered();
}

void OptionChips::showOffered() {
    const bool free = !isRemix();
    const bool hasLengths = m_model && !m_model->seconds.isEmpty();
    m_remix->setVisible(!free);
    m_orientation->setVisible(free);
    m_secondsRow->setVisible(free && hasLengths && !m_folded);
    m_secondsChip->setVisible(free && hasLengths && m_folded);
    m_size->setVisible(free && m_size->isChoice());
    m_reference->setVisible(free && m_model && m_model->referenceImage);
    updateGeometry();
}

} // namespace kinora
