// The language of the app: as the system's, or the one that was chosen. Switches while the app runs.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace kinora {

// Needs an application object, not necessarily one with windows. Every widget is told by QEvent::LanguageChange.
class Language : public QObject {
    Q_OBJECT

public:
    // Nothing is translated before use().
    explicit Language(QObject* parent = nullptr);
    ~Language() override;

    // The languages there are, as "de" or "zh_CN".
    [[nodiscard]] static QStringList offered();
    // What its speakers call it.
    [[nodiscard]] static QString nativeName(const QString& language);

    // One of offered(), or a locale of its language; empty: the system's. English where there is no translation.
    void use(const QString& language);
    [[nodiscard]] QString choice() const { return m_choice; }

    // As use(), and tells that the person has chosen.
    void setChoice(const QString& language);

signals:
    void choiceChanged(const QString& language);

private:
    QString m_choice;
    QTranslator m_app;
    QTranslator m_qt;
};

} // namespace kinora
