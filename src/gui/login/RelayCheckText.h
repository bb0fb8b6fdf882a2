// The words for what a relay answered, or did not, while its address is typed.
#pragma once

#include "core/ServerInfo.h"
#include "gui/widgets/LineEdit.h"
#include "services/SessionService.h"

#include <QCoreApplication>
#include <QString>

namespace kinora {

class RelayCheckText {
    Q_DECLARE_TR_FUNCTIONS(RelayCheckText)

public:
    struct Verdict {
        LineEdit::Status status = LineEdit::Status::None;
        QString word;     // in the field
        QString sentence; // below it; empty where the word says it all
    };
    // isUnprotected: what is sent there can be read on the way.
    [[nodiscard]] static Verdict verdict(const Result<RelayCheck>& answer, bool isUnprotected);

    // Its version, and who may make an account.
    [[nodiscard]] static QString facts(const ServerInfo& server);
};

} // namespace kinora
