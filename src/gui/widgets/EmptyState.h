// An invitation where there is nothing yet: three frames, a headline, a sentence, and chips to start from.
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;

namespace kinora {

class FlowLayout;

class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setTexts(const QString& headline, const QString& sentence);
    void setSuggestions(const QStringList& suggestions);

signals:
    // Its words, and its place among those that were set.
    void suggestionChosen(const QString& suggestion, int place);

private:
    QLabel* m_headline;
    QLabel* m_sentence;
    QWidget* m_chips;
    FlowLayout* m_flow;
};

} // namespace kinora
