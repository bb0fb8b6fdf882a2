// "@" in a prompt: offers the cameos, and shows which words are theirs.
#pragma once

#include "core/Cameo.h"

#include <QImage>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QCompleter;
class QKeyEvent;
class QPlainTextEdit;
class QStandardItemModel;

namespace kinora {

class CameoHighlighter;

class CameoCompleter : public QObject {
    Q_OBJECT

public:
    // edit owns it.
    explicit CameoCompleter(QPlainTextEdit& edit);

    void setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf);
    // How many a prompt may have; more are not offered.
    void setMost(int most) { m_most = most; }
    // Ids of those whose handles stand in the text, in their order there, each once.
    [[nodiscard]] QStringList mentioned() const;
    // Another text in place of what is there; it can be undone. Nothing is offered for what nobody types.
    void replaceText(const QString& text);
    // Puts the handle at the cursor, or takes every one of it out.
    void toggle(const QString& handle);

    // True for a key that belongs to the list while it is open.
    [[nodiscard]] bool takesKey(const QKeyEvent& event) const;

private:
    void offer();
    void insert(const QString& handle);
    // What was typed behind an "@" before the cursor; null where there is none.
    [[nodiscard]] QString typedHandle() const;

    QPlainTextEdit& m_edit;
    QCompleter* m_completer;
    QStandardItemModel* m_model;
    CameoHighlighter* m_highlighter;
    QList<Cameo> m_cameos;
    int m_most = 0;
    bool m_inserting = false;
};

} // namespace kinora
