#include "gui/create/PromptTabs.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/Chip.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace kinora {

namespace {

constexpr int longestLabel = 24;

QString beginningOf(const QString& prompt) {
    const QString text = prompt.simplified();
    return text.size() <= longestLabel ? text : text.left(longestLabel).trimmed() + QChar(0x2026);
}

} // namespace

PromptTabs::PromptTabs(QWidget* parent)
    : ScrollStrip(parent) {
    m_group.setExclusive(true);
    connect(&m_group, &QButtonGroup::idClicked, this, &PromptTabs::chosen);
    hide();
}

void PromptTabs::setDrafts(const DraftSet& drafts) {
    m_drafts = drafts;
    showDrafts();
}

void PromptTabs::changeEvent(QEvent* event) {
    ScrollStrip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showDrafts();
    }
}

bool PromptTabs::eventFilter(QObject* watched, QEvent* event) {
    const int index = static_cast<int>(m_chips.indexOf(static_cast<Chip*>(watched)));
    const bool deletes = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete;
    const bool middle =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::MiddleButton;
    if (index >= 0 && (deletes || middle)) {
        emit discarded(index);
        return true;
    }
    return ScrollStrip::eventFilter(watched, event);
}

void PromptTabs::showDrafts() {
    const auto count = m_drafts.open.size() > 1 ? m_drafts.open.size() : 0;
    // Chips stay, so that the focus does.
    while (m_chips.size() > count) {
        Chip* chip = m_chips.takeLast();
        m_group.removeButton(chip);
        chip->hide();
        chip->deleteLater(); // it may be what asked for this
    }
    while (m_chips.size() < count) {
        auto* chip = new Chip(&strip());
        const auto index = static_cast<int>(m_chips.size());
        chip->setObjectName(QStringLiteral("promptTab%1").arg(index));
        chip->setCheckable(true);
        chip->setContextMenuPolicy(Qt::ActionsContextMenu);
        auto* discard = new QAction(chip);
        chip->addAction(discard);
        connect(discard, &QAction::triggered, this, [this, index] { emit discarded(index); });
        m_group.addButton(chip, index);
        insert(-1, *chip);
        m_chips.append(chip);
        chip->show();
    }
    for (qsizetype i = 0; i < count; ++i) {
        Chip* chip = m_chips.at(i);
        const QString label = beginningOf(m_drafts.open.at(i).prompt);
        const QString text = label.isEmpty() ? tr("New prompt") : label;
        if (chip->text() != text) {
            chip->setText(text);
            chip->updateGeometry();
        }
        chip->setAccessibleName(tr("Prompt %1: %2").arg(i + 1).arg(text));
        chip->setToolTip(tr("Delete discards it"));
        chip->actions().first()->setText(tr("Discard this prompt"));
        chip->setChecked(i == m_drafts.current);
    }
    setVisible(count > 0);
    updateGeometry();
    if (m_shown != m_drafts.current && count > 0) {
        m_shown = m_drafts.current;
        // Once it has its place.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (Chip* chip = m_chips.value(m_shown)) {
                    ensureWidgetVisible(chip, space::xl, 0);
                }
            },
            Qt::QueuedConnection);
    }
}

} // namespace kinora
