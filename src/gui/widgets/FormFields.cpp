#include "gui/widgets/FormFields.h"

#include "gui/widgets/LineEdit.h"
#include "gui/widgets/MessageLabel.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds typingPause{500};

} // namespace

FormFields::FormFields(QWidget& form)
    : QObject(&form)
    , m_form(form) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        for (Field& field : m_fields) {
            field.touched = field.touched || !field.edit->text().isEmpty();
        }
        validate();
    });
}

void FormFields::add(LineEdit& edit, MessageLabel& error, Check check) {
    const qsizetype index = m_fields.size();
    m_fields.append({&edit, &error, std::move(check)});
    connect(&edit, &QLineEdit::textEdited, this, [this, index] {
        // A correction clears its complaint at once.
        if (m_fields.at(index).check().isEmpty()) {
            say(m_fields.at(index), {});
        }
        m_pause.start(typingPause);
        emit edited();
    });
    connect(&edit, &QLineEdit::editingFinished, this, [this, index] {
        Field& field = m_fields[index];
        field.touched = field.touched || !field.edit->text().isEmpty();
        validate();
    });
    connect(&edit, &QLineEdit::returnPressed, this, &FormFields::sendRequested);
}

bool FormFields::mayBeSent() {
    m_pause.stop();
    for (Field& field : m_fields) {
        field.touched = true;
    }
    if (validate()) {
        return true;
    }
    const auto wrong = std::ranges::find_if(m_fields, [](const Field& field) { return field.edit->isInvalid(); });
    wrong->edit->setFocus(Qt::OtherFocusReason);
    return false;
}

void FormFields::refuse(LineEdit& edit, const QString& sentence) {
    const auto refused = std::ranges::find(m_fields, &edit, &Field::edit);
    const bool isFirst = std::ranges::none_of(m_fields, [](const Field& field) { return field.edit->isInvalid(); });
    say(*refused, sentence);
    if (isFirst) {
        edit.setFocus(Qt::OtherFocusReason);
    }
}

void FormFields::translate() {
    for (const Field& field : m_fields) {
        if (const QString problem = field.check(); !field.error->isHidden() && !problem.isEmpty()) {
            field.error->setMessage(problem);
        }
    }
}

void FormFields::say(const Field& field, const QString& sentence) {
    field.error->setMessage(sentence);
    field.edit->setInvalid(!sentence.isEmpty());
}

bool FormFields::validate() {
    bool allGood = true;
    for (const Field& field : std::as_const(m_fields)) {
        if (!field.edit->isVisibleTo(&m_form)) {
            continue;
        }
        const QString problem = field.check();
        allGood = allGood && problem.isEmpty();
        say(field, field.touched ? problem : QString());
    }
    return allGood;
}

} // namespace kinora
