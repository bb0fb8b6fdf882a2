// What became of videos and edits elsewhere, until it is read.
#pragma once

#include "gui/ErrorText.h"
#include "services/Library.h"

#include <QList>
#include <QObject>
#include <QString>

namespace kinora {

/// Follows the library; closing it ends what there was to say of it. GUI thread only.
class LibraryNotes : public QObject {
    Q_OBJECT

public:
    /// The library outlives this.
    explicit LibraryNotes(Library& library, QObject* parent = nullptr);

    /// What to say first, in the language of the moment; empty: nothing.
    [[nodiscard]] QString text() const;
    /// It was read: what is to be said next, if there is more.
    void dismiss();

signals:
    void changed();

private:
    void look(Library& library);
    void addImports(int videos, const Error& error);
    [[nodiscard]] QString importText() const;

    QString m_setAside; ///< name of the damaged list of videos that was set aside
    Sentence m_note;
    // Imported videos that the relay does not take, and why.
    int m_refused = 0;
    QList<Error> m_reasons;
    int m_waiting = 0;
    int m_unreadable = 0;
    Error m_waitsFor;
};

} // namespace kinora
