#include "gui/language/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace kinora {

Language::Language(QObject* parent)
    : QObject(parent) {
}

Language::~Language() {
    QCoreApplication::removeTranslator(&m_app);
    QCoreApplication::removeTranslator(&m_qt);
}

QStringList Language::offered() {
    return {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
}

QString Language::nativeName(const QString& language) {
    switch (QLocale(language).language()) {
    case QLocale::German:
        return QStringLiteral("Deutsch");
    case QLocale::Chinese:
        return QStringLiteral("简体中文");
    default:
        return QStringLiteral("English");
    }
}

void Language::use(const QString& language) {
    m_choice = language;
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_app);
    const QString folder = QStringLiteral(":/i18n");
    if (!m_app.load(locale, QStringLiteral("kinora"), QStringLiteral("_"), folder)) {
        // The source is English, but only a translation knows its plurals.
        static_cast<void>(m_app.load(QStringLiteral("kinora_en"), folder));
        QCoreApplication::installTranslator(&m_app);
        return;
    }
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    // Asked first, so installed last.
    QCoreApplication::installTranslator(&m_app);
}

void Language::setChoice(const QString& language) {
    if (language == m_choice) {
        return;
    }
    use(language);
    emit choiceChanged(language);
}

} // namespace kinora
