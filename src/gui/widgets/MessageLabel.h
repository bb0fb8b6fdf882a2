// A sentence about what failed (or needs attention), beside what it is about; takes no room while there is none.
#pragma once

#include <QLabel>

namespace kinora {

// Wraps, can be selected, and is announced to screen readers.
class MessageLabel : public QLabel {
    Q_OBJECT

public:
    enum class Look { FieldError, ErrorBox, NoteBox };

    explicit MessageLabel(QWidget* parent = nullptr);
    void setLook(Look look);

    // Empty hides.
    void setMessage(const QString& text);
};

} // namespace kinora
