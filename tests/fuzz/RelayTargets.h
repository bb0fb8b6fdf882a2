// The relay's parsers of bytes that others write, and the stand-in's of what official clients send.
#pragma once

#include "fuzz/Target.h"

namespace kinora::test {

/// From the wire: end of the head, scanner, target, body.
void fuzzHead(std::string_view bytes);
[[nodiscard]] std::vector<std::string> headSeeds();
/// Header fields, path and query; the first line is "METHOD target", each further one a field.
void fuzzFields(std::string_view bytes);
/// JSON bodies, through all that read one.
void fuzzBody(std::string_view bytes);
/// Access and refresh tokens, cursors, times, encodings.
void fuzzToken(std::string_view bytes);
/// Server-Sent Events of an upstream.
void fuzzSse(std::string_view bytes);
/// The answer of a chat-stream gateway.
void fuzzChat(std::string_view bytes);
[[nodiscard]] std::vector<std::string> chatSeeds();
/// The JSON and the pages of an upstream, and the addresses in them.
void fuzzReply(std::string_view bytes);
/// What the stand-in reads; the first line is the Content-Type, the rest the body.
void fuzzForm(std::string_view bytes);

} // namespace kinora::test
