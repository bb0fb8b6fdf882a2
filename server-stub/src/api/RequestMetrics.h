// Counts the requests that were answered.
#pragma once

#include "base/Metrics.h"
#include "http/Server.h"

namespace kinora::api {

/// For http::ServerOptions::observer.
void countAnswer(Metrics& metrics, const http::Answered& answered);

} // namespace kinora::api
