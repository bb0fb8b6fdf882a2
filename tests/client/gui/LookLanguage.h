// The languages that pages are looked at in: those of the app, and two that only tests speak.
#pragma once

#include "gui/language/Language.h"

#include <QApplication>
#include <QHash>
#include <QString>
#include <QTranslator>

namespace kinora::tests {

// A language of no country: English, 40 % longer and with accents, to see what a longer language would cut off and
// which words nobody may translate.
class PseudoTranslator final : public QTranslator {
public:
    // In Hebrew letters, so that it is read from right to left as well.
    void setMirrored(bool mirrored) { m_mirrored = mirrored; }

    // Placeholders and tags stay as they are.
    [[nodiscard]] QString lengthened(const QString& english) const {
        static const QHash<QChar, QChar> accents{{u'a', u'å'}, {u'e', u'é'}, {u'i', u'ï'}, {u'o', u'ö'}, {u'u', u'û'},
            {u'A', u'Å'}, {u'E', u'É'}, {u'O', u'Ö'}, {u'U', u'Û'}, {u'n', u'ñ'}, {u'c', u'ç'}, {u'y', u'ÿ'}};
        static const QString hebrew = QStringLiteral("אבכדעפגהיחקלמנופקרסתוושזיצ");
        const auto written = [this](QChar letter) {
            const QChar small = letter.toLower();
            if (!m_mirrored)
                return accents.value(letter, letter);
            return small >= u'a' && small <= u'z' ? hebrew.at(small.unicode() - u'a') : letter;
        };
        QString result;
        bool inTag = false;
        for (qsizetype i = 0; i < english.size(); ++i) {
            const QChar letter = english.at(i);
            const bool placeholder = i > 0 && english.at(i - 1) == u'%';
            inTag = letter == u'<' || (inTag && letter != u'>');
            result += inTag || placeholder ? letter : written(letter);
        }
        // In words, so that it wraps as a language does.
        const QString filler = m_mirrored ? QStringLiteral("עוד אחת ") : QStringLiteral("ôñé twö ");
        const auto more = english.size() * 2 / 5;
        for (qsizetype i = 0; i < more; ++i) {
            result += i == 0 ? QChar(u' ') : filler.at((i - 1) % filler.size());
        }
        return result.trimmed();
    }

    [[nodiscard]] QString translate(const char* context, const char* source, const char*, int) const override {
        const QString english = QString::fromUtf8(source);
        // What Qt asks a language for, not a text; and keys are short in all of them.
        const bool isText = english != QLatin1String("QT_LAYOUT_DIRECTION") && qstrcmp(context, "QShortcut") != 0;
        return isText ? lengthened(english) : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }

private:
    bool m_mirrored = false;
};

// Speaks a language as long as it lives: one of the app's, "pseudo", or "rtl", which is pseudo in other letters, read
// from right to left.
class LookLanguage {
public:
    static constexpr const char* all[] = {"en", "de", "zh_CN", "pseudo", "rtl"};

    LookLanguage(Language& language, const QString& name) {
        const bool mirrored = name == QLatin1String("rtl");
        m_made = mirrored || name == QLatin1String("pseudo");
        language.use(m_made ? QStringLiteral("en") : name);
        m_pseudo.setMirrored(mirrored);
        if (m_made) {
            QCoreApplication::installTranslator(&m_pseudo);
        }
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    }
    ~LookLanguage() {
        QCoreApplication::removeTranslator(&m_pseudo);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

private:
    PseudoTranslator m_pseudo;
    bool m_made = false;
};

} // namespace kinora::tests
