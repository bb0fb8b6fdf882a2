#include "gui/gallery/SelectionBar.h"

#include "gallery/ui_SelectionBar.h"

#include <QEvent>
#include <QMenu>

namespace kinora {

using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SelectionBar>())
    , m_ratings(new QMenu(this))
    , m_tags(new QMenu(this)) {
    m_ui->setupUi(this);
    m_ui->favoriteChip->setIconName(u"heart"_s);
    m_ui->ratingChip->setMenu(m_ratings);
    m_ui->tagChip->setMenu(m_tags);
    connect(m_ui->favoriteChip, &QPushButton::clicked, this, &SelectionBar::favoriteWished);
    connect(m_ui->exportChip, &QPushButton::clicked, this, &SelectionBar::exportWished);
    connect(m_ui->trashChip, &QPushButton::clicked, this, &SelectionBar::trashWished);
    connect(m_ui->restoreChip, &QPushButton::clicked, this, &SelectionBar::restoreWished);
    connect(m_ui->removeForeverChip, &QPushButton::clicked, this, &SelectionBar::removeForeverWished);
    connect(m_ui->allButton, &QPushButton::clicked, this, &SelectionBar::allWished);
    connect(m_ui->doneButton, &QPushButton::clicked, this, &SelectionBar::doneWished);
    setInTrash(false);
}

SelectionBar::~SelectionBar() = default;

void SelectionBar::setCount(int count) {
    m_count = count;
    m_ui->countLabel->setText(tr("%n chosen", "", count));
}

void SelectionBar::setInTrash(bool inTrash) {
    for (QWidget* chip : {m_ui->favoriteChip, m_ui->ratingChip, m_ui->tagChip, m_ui->trashChip})
        chip->setVisible(!inTrash);
    for (QWidget* chip : {m_ui->restoreChip, m_ui->removeForeverChip})
        chip->setVisible(inTrash);
}

void SelectionBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        setCount(m_count);
    }
    QWidget::changeEvent(event);
}

} // namespace kinora
