#include "storage/SearchText.h"

#include <QChar>
#include <QList>
#include <QStringList>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// What belongs together in a text: a word of a script with spaces, or a run of one without.
struct Run {
    QList<QString> characters;
    bool spaceless = false;
};

bool isSpaceless(char32_t character) {
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul: // has spaces, but particles are joined to words on both sides
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

QList<Run> runsOf(const QString& text) {
    QList<Run> runs;
    bool inRun = false;
    for (const char32_t character : text.normalized(QString::NormalizationForm_KC).toUcs4()) {
        const bool mark = QChar::isMark(character);
        if (!mark && !QChar::isLetterOrNumber(character)) {
            inRun = false;
            continue;
        }
        const QString letter = QString::fromUcs4(&character, 1);
        // A mark belongs to the letter before it; the sound mark ー counts as a letter of both kana ("common").
        if (inRun && (mark || (runs.last().spaceless && QChar::script(character) == QChar::Script_Common &&
                                  !QChar::isDigit(character)))) {
            mark ? void(runs.last().characters.last() += letter) : void(runs.last().characters << letter);
            continue;
        }
        const bool spaceless = isSpaceless(character);
        if (!inRun || runs.last().spaceless != spaceless)
            runs << Run{.characters = {}, .spaceless = spaceless};
        runs.last().characters << letter;
        inRun = true;
    }
    return runs;
}

QStringList pairsOf(const QList<QString>& characters) {
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < characters.size(); ++i)
        pairs << characters.at(i) + characters.at(i + 1);
    return pairs;
}

} // namespace

QString searchWords(const QString& text) {
    QStringList words;
    for (const Run& run : runsOf(text)) {
        if (run.spaceless)
            words << pairsOf(run.characters) << run.characters.last();
        else
            words << run.characters.join(QString());
    }
    return words.join(u' ');
}

QString searchExpression(const QString& text) {
    // Words hold letters, digits and marks only, so nothing in the quotes can end them.
    QStringList terms;
    for (const Run& run : runsOf(text)) {
        if (run.spaceless && run.characters.size() > 1)
            terms << u'"' + pairsOf(run.characters).join(u' ') + u'"';
        else
            terms << u'"' + run.characters.join(QString()) + u"\"*"_s;
    }
    return terms.join(u' ');
}

} // namespace kinora
