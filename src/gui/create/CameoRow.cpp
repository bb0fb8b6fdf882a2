#include "gui/create/CameoRow.h"

#include "gui/create/CameoButton.h"

#include <QAction>
#include <QEvent>
#include <QMenu>

#include <utility>

namespace kinora {

CameoRow::CameoRow(QWidget* parent)
    : ScrollStrip(parent)
    , m_add(new CameoButton(CameoButton::Look::Add, &strip()))
    , m_edit(new CameoButton(CameoButton::Look::Edit, &strip())) {
    insert(-1, *m_add);
    m_add->setObjectName(QStringLiteral("addCameoButton"));
    connect(m_add, &CameoButton::clicked, this, &CameoRow::addRequested);
    insert(-1, *m_edit);
    m_edit->setObjectName(QStringLiteral("editCameosButton"));
    m_edit->hide();
    connect(m_edit, &CameoButton::clicked, this, &CameoRow::offerEditing);
    translate();
}

void CameoRow::setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf) {
    // Buttons stay, so that the focus does.
    while (m_entries.size() > cameos.size()) {
        delete m_entries.takeLast().button;
    }
    while (m_entries.size() < cameos.size()) {
        auto* button = new CameoButton(CameoButton::Look::Cameo, &strip());
        auto* edit = new QAction(button);
        button->addAction(edit);
        button->setContextMenuPolicy(Qt::ActionsContextMenu);
        const qsizetype index = m_entries.size();
        connect(button, &CameoButton::clicked, this, [this, index] { emit toggled(m_entries.at(index).cameo); });
        connect(edit, &QAction::triggered, this, [this, index] { emit editRequested(m_entries.at(index).cameo); });
        button->setLow(m_low);
        insert(static_cast<int>(index) + 2, *button);
        m_entries.append(Entry{{}, button});
        button->show();
    }
    m_edit->setVisible(!cameos.isEmpty());
    setTabOrder(m_add, m_edit);
    QWidget* previous = m_edit;
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
    strip().updateGeometry();
}

void CameoRow::setChosen(const QStringList& cameoIds, int most) {
    for (const Entry& entry : m_entries) {
        const bool chosen = cameoIds.contains(entry.cameo.id);
        entry.button->setChecked(chosen);
        entry.button->setEnabled(chosen || cameoIds.size() < most);
    }
}

void CameoRow::setLow(bool low) {
    if (low == m_low) {
        return;
    }
    m_low = low;
    m_add->setLow(low);
    m_edit->setLow(low);
    for (const Entry& entry : m_entries) {
        entry.button->setLow(low);
    }
    updateGeometry();
}

void CameoRow::offerEditing() {
    auto* menu = new QMenu(m_edit);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Entry& entry : std::as_const(m_entries)) {
        const Cameo& cameo = entry.cameo;
        // An ampersand would become a mark under the letter behind it.
        QString name = cameo.name;
        name.replace(u'&', QStringLiteral("&&"));
        const QAction* edit = menu->addAction(QStringLiteral("%1  @%2").arg(name, cameo.handle));
        connect(edit, &QAction::triggered, this, [this, cameo] { emit editRequested(cameo); });
    }
    menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height())));
}

void CameoRow::changeEvent(QEvent* event) {
    ScrollStrip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        translate();
    }
}

void CameoRow::translate() {
    m_add->setText(tr("Add cameo"));
    m_add->setAccessibleName(m_add->text());
    m_add->setToolTip(tr("Somebody or something to be recognised in several videos"));
    m_edit->setText(tr("Edit"));
    m_edit->setAccessibleName(tr("Edit cameos"));
    m_edit->setToolTip(tr("Change or delete a cameo"));
    for (const Entry& entry : m_entries) {
        const QString handle = u'@' + entry.cameo.handle;
        entry.button->setAccessibleName(tr("Cameo %1").arg(entry.cameo.name));
        entry.button->setToolTip(
            entry.cameo.description.isEmpty() ? handle : QStringLiteral("%1: %2").arg(handle, entry.cameo.description));
        entry.button->actions().first()->setText(tr("Edit cameo…"));
    }
}

} // namespace kinora
