#include "gui/shell/LibraryNotes.h"

#include "services/ImportSender.h"

#include <QFileInfo>
#include <QStringList>

namespace kinora {

LibraryNotes::LibraryNotes(Library& library, QObject* parent)
    : QObject(parent) {
    connect(&library, &Library::opened, this, [this, &library] { look(library); });
    look(library);
    connect(&library, &Library::goneElsewhere, this, [this](int videos, int filesKept) {
        m_note = [videos, filesKept] {
            QString note = tr("%n videos were deleted for ever elsewhere or from the trash.", nullptr, videos);
            if (filesKept > 0) {
                note += QChar::Space + tr("Files that were here are now in the folder “removed” of your library.");
            }
            return note;
        };
        emit changed();
    });
    connect(&library, &Library::editsRefused, this, [this](const QStringList& ids, const Error& error) {
        m_note = [videos = static_cast<int>(ids.size()), error] {
            return tr("A change to %n videos was not accepted.", nullptr, videos) + QChar::Space +
                   ErrorText::sentence(error);
        };
        emit changed();
    });
    connect(&library, &Library::importsLeft, this, &LibraryNotes::addImports);
    connect(&library, &Library::closing, this, [this] {
        m_setAside.clear();
        m_note = {};
        m_refused = m_waiting = m_unreadable = 0;
        m_reasons.clear();
        emit changed();
    });
}

void LibraryNotes::look(Library& library) {
    if (!library.isOpen() || library.setAsideFile().isEmpty()) {
        return;
    }
    m_setAside = QFileInfo(library.setAsideFile()).fileName();
    library.setAsideTold();
    emit changed();
}

QString LibraryNotes::text() const {
    if (!m_setAside.isEmpty()) {
        return tr("The list of your videos was damaged and is being made anew, from the files here and from the relay. "
                  "The damaged one is kept in the folder of your library: %1")
            .arg(m_setAside);
    }
    return m_note ? m_note() : importText();
}

void LibraryNotes::dismiss() {
    if (!m_setAside.isEmpty()) {
        m_setAside.clear();
    } else if (m_note) {
        m_note = {};
    } else if (m_refused > 0) {
        m_refused = 0;
        m_reasons.clear();
    } else if (m_waiting > 0) {
        m_waiting = 0;
    } else {
        m_unreadable = 0;
    }
    emit changed();
}

void LibraryNotes::addImports(int videos, const Error& error) {
    if (importsWait(error.code)) {
        m_waiting = videos;
        m_waitsFor = error;
    } else if (error.code == ErrorCode::FileFailed) {
        m_unreadable += videos;
    } else {
        m_refused += videos;
        m_reasons << error;
    }
    emit changed();
}

QString LibraryNotes::importText() const {
    QStringList sentences;
    if (m_refused > 0) {
        sentences << tr(
            "%n imported videos stay on this computer only: the relay does not take them.", nullptr, m_refused);
        for (const Error& reason : m_reasons) {
            if (const QString words = ErrorText::imported(reason); !sentences.contains(words)) {
                sentences << words;
            }
        }
        sentences << tr("They can be offered again in the settings, under Library.", nullptr, m_refused);
    } else if (m_waiting > 0) {
        sentences << tr("%n imported videos are on this computer only so far.", nullptr, m_waiting)
                  << ErrorText::imported(m_waitsFor);
    } else if (m_unreadable > 0) {
        sentences << tr("%n imported videos cannot be read on this computer, so the relay does not have them yet.",
            nullptr, m_unreadable);
    }
    return sentences.join(QChar::Space);
}

} // namespace kinora
