#include "storage/SearchText.h"

#include <QChar>
#include <QList>
#include <QStringList>

#include <algorithm>

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

/// Says how the emoji before it is drawn.
bool isVariation(char32_t character) {
    constexpr char32_t first = 0xFE00;
    constexpr char32_t last = 0xFE0F;
    return character >= first && character <= last;
}

/// What is left of emoji where signs part words.
bool isOfNoWord(const Run& run) {
    return std::ranges::all_of(run.characters, [](const QString& letter) {
        const QList<uint> all = letter.toUcs4();
        return std::ranges::all_of(all, isVariation);
    });
}

bool isSymbol(char32_t character) {
    switch (QChar::category(character)) {
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
    case QChar::Other_NotAssigned: // an emoji, most likely, that is newer than this Qt
        return true;
    default:
        return false;
    }
}

/// What is found for a symbol; nothing for one that stands for letters.
QStringList spellingsOf(char32_t character) {
    const QString typed = QString::fromUcs4(&character, 1);
    const QString plain = typed.normalized(QString::NormalizationForm_KC);
    const QList<uint> parts = plain.toUcs4();
    if (std::ranges::any_of(parts, [](char32_t part) { return QChar::isLetterOrNumber(part); }))
        return {};
    QStringList spellings{typed};
    if (plain != typed && parts.size() == 1)
        spellings << plain;
    // Input methods of CJK scripts write the signs of ASCII in full width.
    constexpr char32_t toFullWidth = 0xFEE0;
    constexpr char32_t asciiEnd = 0x7F;
    const char32_t wide = parts.first() + toFullWidth;
    if (parts.size() == 1 && parts.first() < asciiEnd && wide != character)
        spellings << QString::fromUcs4(&wide, 1);
    return spellings;
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
        if (isOfNoWord(run))
            continue;
        if (run.spaceless && run.characters.size() > 1)
            terms << u'"' + pairsOf(run.characters).join(u' ') + u'"';
        else
            terms << u'"' + run.characters.join(QString()) + u"\"*"_s;
    }
    return terms.join(u' ');
}

QList<QStringList> searchSymbols(const QString& text) {
    QList<QStringList> symbols;
    for (const char32_t character : text.toUcs4()) {
        if (!isSymbol(character))
            continue;
        if (const QStringList spellings = spellingsOf(character); !spellings.isEmpty() && !symbols.contains(spellings))
            symbols << spellings;
    }
    return symbols;
}

} // namespace kinora
