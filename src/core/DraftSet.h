// Everything the composer keeps: what is not sent yet, what was sent, and options under a name.
#pragma once

#include "core/NewJob.h"

#include <QList>
#include <QString>

namespace kinora {

struct Preset {
    QString name;
    NewJob options; ///< without a prompt

    bool operator==(const Preset&) const = default;
};

struct DraftSet {
    QList<Draft> open = {Draft()}; ///< never empty
    int current = 0;               ///< of open
    QList<NewJob> sent = {};       ///< the newest first, each prompt once
    QList<Preset> presets = {};    ///< in the order of their names

    bool operator==(const DraftSet&) const = default;
};

} // namespace kinora
