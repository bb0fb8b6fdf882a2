// How text is cut into words for the full-text index, the same way when it is stored and when it is looked for. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace kinora {

/// Words with spaces between, for a column tokenised by unicode61. SQLite's tokenizers take a whole sentence of a
/// script without spaces (Chinese, Japanese, Thai, …) for one word; here such a run becomes its overlapping pairs of
/// characters and, so that one character can be looked for too, the last one alone. Compatibility forms (full-width
/// letters, half- width kana) are made equal.
[[nodiscard]] QString searchWords(const QString& text);

/// The FTS5 expression that finds the words of `text` as VideoFilter::text says; empty when there is no word in it.
[[nodiscard]] QString searchExpression(const QString& text);

/// The symbols of `text`, emoji too, which are no words and not in the index: each once, as the spellings of which one
/// has to occur. Those that stand for letters (™, ㎏) are words, like every compatibility form of one.
[[nodiscard]] QList<QStringList> searchSymbols(const QString& text);

} // namespace kinora
