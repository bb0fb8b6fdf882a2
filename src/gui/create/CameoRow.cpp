#include "gui/create/CameoRow.h"

#include "gui/create/CameoButton.h"
#include "gui/theme/Tokens.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QWheelEvent>

namespace kinora {

namespace {

// The focus ring lies outside of a button.
constexpr int ringRoom = 4;

} // namespace

CameoRow::CameoRow(QWidget* parent)
    : QScrollArea(parent)
    , m_strip(new QWidget(this))
    , m_layout(new QHBoxLayout(m_strip))
    , m_add(new CameoButton(CameoButton::Look::Add, m_strip)) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(m_strip);
    m_layout->setContentsMargins(ringRoom, ringRoom, ringRoom, ringRoom);
    m_layout->setSpacing(space::s);
    m_layout->addWidget(m_add);
    m_layout->addStretch(1);
    m_add->setObjectName(QStringLiteral("addCameoButton"));
    m_add->installEventFilter(this);
    connect(m_add, &CameoButton::clicked, this, &CameoRow::addRequested);
    translate();
}

void CameoRow::setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf) {
    // Buttons stay, so that the focus does.
    while (m_entries.size() > cameos.size()) {
        delete m_entries.takeLast().button;
    }
    while (m_entries.size() < cameos.size()) {
        auto* button = new CameoButton(CameoButton::Look::Cameo, m_strip);
        auto* edit = new QAction(button);
        button->addAction(edit);
        button->setContextMenuPolicy(Qt::ActionsContextMenu);
        button->installEventFilter(this);
        const qsizetype index = m_entries.size();
        connect(button, &CameoButton::clicked, this, [this, index] { emit toggled(m_entries.at(index).cameo); });
        connect(edit, &QAction::triggered, this, [this, index] { emit editRequested(m_entries.at(index).cameo); });
        m_layout->insertWidget(static_cast<int>(index) + 1, button);
        m_entries.append(Entry{{}, button});
        button->show();
    }
    QWidget* previous = m_add;
    for (qsizetype i = 0; i < cameos.size(); ++i) {
        setTabOrder(previous, m_entries.at(i).button);
        previous = m_entries.at(i).button;
        m_entries[i].cameo = cameos.at(i);
        CameoButton* button = m_entries.at(i).button;
        button->setObjectName(QStringLiteral("cameoButton_") + cameos.at(i).handle);
        button->setText(cameos.at(i).name);
        button->setPicture(pictureOf(cameos.at(i).id));
    }
    translate();
    m_strip->updateGeometry();
}

void CameoRow::setChosen(const QStringList& cameoIds, int most) {
    for (const Entry& entry : m_entries) {
        const bool chosen = cameoIds.contains(entry.cameo.id);
        entry.button->setChecked(chosen);
        entry.button->setEnabled(chosen || cameoIds.size() < most);
    }
}

QSize CameoRow::sizeHint() const {
    return {200, m_add->sizeHint().height() + 2 * ringRoom};
}

QSize CameoRow::minimumSizeHint() const {
    return {100, sizeHint().height()};
}

void CameoRow::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        translate();
    }
}

void CameoRow::wheelEvent(QWheelEvent* event) {
    // There is no other way to move it by a mouse.
    const int step = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - step);
    event->accept();
}

bool CameoRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        ensureWidgetVisible(qobject_cast<QWidget*>(watched), space::xl, 0);
    }
    return QScrollArea::eventFilter(watched, event);
}

void CameoRow::translate() {
    m_add->setText(tr("Add cameo"));
    m_add->setAccessibleName(m_add->text());
    m_add->setToolTip(tr("Somebody or something to be recognised in several videos"));
    for (const Entry& entry : m_entries) {
        const QString handle = u'@' + entry.cameo.handle;
        entry.button->setAccessibleName(tr("Cameo %1").arg(entry.cameo.name));
        entry.button->setToolTip(
            entry.cameo.description.isEmpty() ? handle : QStringLiteral("%1: %2").arg(handle, entry.cameo.description));
        entry.button->actions().first()->setText(tr("Edit cameo…"));
    }
}

} // namespace kinora
