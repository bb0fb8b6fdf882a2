#include "gui/widgets/EmptyState.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/Chip.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/FramesPicture.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kinora {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_chips(new QWidget(this))
    , m_flow(new FlowLayout(m_chips, space::s)) {
    auto* picture = new FramesPicture(this);
    picture->setArrangement(FramesPicture::Arrangement::Trio);
    picture->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // smaller, but never far from its words
    m_headline->setObjectName(QStringLiteral("emptyHeadlineLabel"));
    m_headline->setProperty("kind", QStringLiteral("headline"));
    m_sentence->setObjectName(QStringLiteral("emptySentenceLabel"));
    m_sentence->setProperty("kind", QStringLiteral("mute"));
    for (QLabel* label : {m_headline, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    m_flow->setCentered(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::s, 0, space::s);
    column->setSpacing(space::m);
    column->addStretch(1);
    column->addWidget(picture, 4);
    column->addSpacing(space::m);
    column->addWidget(m_headline);
    column->addWidget(m_sentence);
    column->addSpacing(space::xs);
    column->addWidget(m_chips);
    column->addStretch(1);
}

void EmptyState::setTexts(const QString& headline, const QString& sentence) {
    m_headline->setText(headline);
    m_sentence->setText(sentence);
}

void EmptyState::setSuggestions(const QStringList& suggestions) {
    while (QLayoutItem* item = m_flow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int place = 0; place < suggestions.size(); ++place) {
        const QString& suggestion = suggestions.at(place);
        auto* chip = new Chip(suggestion, m_chips);
        chip->setObjectName(QStringLiteral("suggestionChip%1").arg(place + 1));
        connect(chip, &Chip::clicked, this, [this, suggestion, place] { emit suggestionChosen(suggestion, place); });
        m_flow->addWidget(chip);
    }
    m_chips->setVisible(!suggestions.isEmpty());
}

} // namespace kinora
