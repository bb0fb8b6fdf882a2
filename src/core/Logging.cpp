#include "core/Logging.h"

namespace kinora {

// Info and up by default: a person's log should be readable without rules.
Q_LOGGING_CATEGORY(logApp, "kinora.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logGui, "kinora.gui", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "kinora.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logEvents, "kinora.events", QtInfoMsg)
Q_LOGGING_CATEGORY(logSession, "kinora.session", QtInfoMsg)
Q_LOGGING_CATEGORY(logCreation, "kinora.creation", QtInfoMsg)
Q_LOGGING_CATEGORY(logLibrary, "kinora.library", QtInfoMsg)
Q_LOGGING_CATEGORY(logDownloads, "kinora.downloads", QtInfoMsg)
Q_LOGGING_CATEGORY(logStorage, "kinora.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(logSecrets, "kinora.secrets", QtInfoMsg)
Q_LOGGING_CATEGORY(logRelay, "kinora.relay", QtInfoMsg)
Q_LOGGING_CATEGORY(logMedia, "kinora.media", QtInfoMsg)

} // namespace kinora
