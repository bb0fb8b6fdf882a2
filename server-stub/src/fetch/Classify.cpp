#include "fetch/Classify.h"

namespace kinora::fetch {

Cause causeOf(CURLcode code, bool requestOut) {
    switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED:
        return Cause::BadUrl;
    case CURLE_UNSUPPORTED_PROTOCOL:
        // Also what libcurl says to a reply that is no HTTP at all ("HTTP/0.9").
        return requestOut ? Cause::Protocol : Cause::BadUrl;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return Cause::Dns;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
        return Cause::Connect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_USE_SSL_FAILED:
        return Cause::Tls;
    case CURLE_OPERATION_TIMEDOUT:
        return Cause::TimedOut;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        // Before the request went out this is a proxy or a TLS peer that hung up.
        return requestOut ? Cause::Cut : Cause::Connect;
    case CURLE_FILESIZE_EXCEEDED:
        return Cause::TooLarge;
    default:
        return requestOut ? Cause::Protocol : Cause::Connect;
    }
}

} // namespace kinora::fetch
