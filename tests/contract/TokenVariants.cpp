#include "contract/TokenVariants.h"

#include "base/Crypto.h"

#include <boost/json.hpp>

#include <chrono>
#include <functional>

namespace kinora::test {

namespace json = boost::json;

namespace {

constexpr auto Header = R"({"alg":"HS256","typ":"at+jwt"})";

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

class Forge {
public:
    Forge(std::string_view valid, std::string_view secret)
        : m_secret(secret)
        , m_token(valid)
        , m_header(valid.substr(0, valid.find('.')))
        , m_payload(valid.substr(m_header.size() + 1, valid.rfind('.') - m_header.size() - 1))
        , m_signature(valid.substr(valid.rfind('.') + 1))
        , m_claims(json::parse(fromBase64Url(m_payload).value()).as_object()) {}

    void add(const std::string& name, std::string token) { m_made.emplace_back(name, std::move(token)); }
    /// With this header and this payload as text, signed as ours are.
    void addSigned(const std::string& name, std::string_view header, std::string_view payload) {
        const std::string content = toBase64Url(header) + "." + toBase64Url(payload);
        add(name, content + "." + toBase64Url(hmacSha256(m_secret, content)));
    }
    void addHeader(const std::string& name, std::string_view header) {
        addSigned(name, header, json::serialize(m_claims));
    }
    void addClaims(const std::string& name, const std::function<void(json::object&)>& change) {
        json::object claims = m_claims;
        change(claims);
        addSigned(name, Header, json::serialize(claims));
    }
    void addClaim(const std::string& name, std::string_view claim, json::value value) {
        addClaims(name, [&](json::object& claims) { claims[claim] = std::move(value); });
    }
    void addPayload(const std::string& name, std::string_view payload) { addSigned(name, Header, payload); }

    const std::string m_secret;
    const std::string m_token;
    const std::string m_header;
    const std::string m_payload;
    const std::string m_signature;
    const json::object m_claims;
    std::vector<std::pair<std::string, std::string>> m_made;
};

void forgeAlgorithms(Forge& forge) {
    for (const char* algorithm : {"none", "None", "NONE", "nOnE", "", "HS384", "HS512", "hs256", "RS256", "ES256",
             "PS256", "EdDSA", "HS256 ", "dir"}) {
        const std::string header = std::string(R"({"alg":")") + algorithm + R"(","typ":"at+jwt"})";
        forge.addHeader(std::string("algorithm ") + algorithm, header);
        forge.add(
            std::string("algorithm ") + algorithm + " unsigned", toBase64Url(header) + "." + forge.m_payload + ".");
    }
    forge.addHeader("no algorithm", R"({"typ":"at+jwt"})");
    forge.addHeader("algorithm null", R"({"alg":null,"typ":"at+jwt"})");
    forge.addHeader("algorithm twice", R"({"alg":"none","alg":"HS256","typ":"at+jwt"})");
    forge.addHeader("algorithms", R"({"alg":["HS256","none"],"typ":"at+jwt"})");
}

void forgeHeaders(Forge& forge) {
    for (const char* type : {"JWT", "jwt", "", "rt+jwt", "AT+JWT", "application/at+jwt", "id+jwt"})
        forge.addHeader(std::string("type ") + type, std::string(R"({"alg":"HS256","typ":")") + type + R"("})");
    forge.addHeader("no type", R"({"alg":"HS256"})");
    forge.addHeader("members in another order", R"({"typ":"at+jwt","alg":"HS256"})");
    forge.addHeader("white space", R"({"alg": "HS256", "typ": "at+jwt"})");
    for (const char* member : {R"("kid":"../../../../dev/null")", R"("kid":"' UNION SELECT 'key")",
             R"("kid":"jwt_secret")", R"("jku":"https://evil.example/keys")", R"("x5u":"https://evil.example/cert")",
             R"("jwk":{"kty":"oct","k":"AAAA"})", R"("crit":["exp"])", R"("crit":[],"b64":false)", R"("zip":"DEF")",
             R"("cty":"JWT")"})
        forge.addHeader(std::string("with ") + member, R"({"alg":"HS256","typ":"at+jwt",)" + std::string(member) + "}");
    forge.addHeader("empty object", "{}");
    forge.addHeader("empty", "");
    forge.addHeader("a list", "[]");
}

void forgeSignatures(Forge& forge) {
    const std::string content = forge.m_header + "." + forge.m_payload;
    const auto signedBy = [&](std::string_view secret) {
        return content + "." + toBase64Url(hmacSha256(secret, content));
    };
    forge.add("no signature", content + ".");
    forge.add("no signature, no dot", content);
    forge.add("signature cut by one", forge.m_token.substr(0, forge.m_token.size() - 1));
    forge.add("signature cut to half", content + "." + forge.m_signature.substr(0, forge.m_signature.size() / 2));
    forge.add("signature with more", forge.m_token + "AAAA");
    forge.add("signature with an equals sign", forge.m_token + "=");
    forge.add("signature of zeros", content + "." + toBase64Url(std::string(32, '\0')));
    forge.add("signature of another's secret", signedBy("another secret of thirty-two bytes"));
    forge.add("signature of the empty secret", signedBy(""));
    forge.add("signature of the audience", signedBy(std::string(forge.m_claims.at("aud").as_string())));
    forge.add("signature in hexadecimal", content + "." + toHex(hmacSha256(forge.m_secret, content)));
    forge.add("signature in other base64", content + "." + toBase64(std::string(32, '\xff')));
    forge.add("signature by another hash", content + "." + toBase64Url(hmacSha384(forge.m_secret, content)));
    forge.add(
        "signature of the payload alone", content + "." + toBase64Url(hmacSha256(forge.m_secret, forge.m_payload)));
    // The last letter carries four bits of the signature and two that mean nothing.
    std::string stray = forge.m_token;
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    stray.back() = letters[letters.find(stray.back()) ^ 1U];
    forge.add("signature with stray bits", stray);
    std::string flipped = forge.m_token;
    flipped[content.size() + 1] = flipped[content.size() + 1] == 'A' ? 'B' : 'A';
    forge.add("signature with one other letter", flipped);
    json::object other = forge.m_claims;
    other["sub"] = "0190a3b4-0002-7000-8000-000000000001";
    forge.add("payload of another under our signature",
        forge.m_header + "." + toBase64Url(json::serialize(other)) + "." + forge.m_signature);
}

void forgeShapes(Forge& forge, std::string_view refreshToken) {
    forge.add("a refresh token", std::string(refreshToken));
    forge.add("four parts", forge.m_token + "." + forge.m_signature);
    forge.add("five parts", forge.m_token + ".a.b");
    forge.add("a dot in front", "." + forge.m_token);
    forge.add("dots", "..");
    forge.add("one word", "token");
    forge.add("white space inside", forge.m_header + ". " + forge.m_payload + "." + forge.m_signature);
    forge.add("the scheme twice", "Bearer " + forge.m_token);
    forge.add("quoted", "\"" + forge.m_token + "\"");
    forge.add("two of them", forge.m_token + "," + forge.m_token);
    forge.add("percent-encoded", "%65" + forge.m_token.substr(1));
    forge.add("in capitals", [&] {
        std::string text = forge.m_token;
        for (char& c : text)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return text;
    }());
    forge.add("base64 that is none", forge.m_header + ".!!!!." + forge.m_signature);
    json::object padded = forge.m_claims;
    padded["pad"] = std::string(3000, 'a');
    forge.addPayload("large", json::serialize(padded));
}

void forgePayloads(Forge& forge) {
    const std::string good = json::serialize(forge.m_claims);
    forge.addPayload("empty payload", "");
    forge.addPayload("payload of an empty object", "{}");
    forge.addPayload("payload of a list", "[" + good + "]");
    forge.addPayload("payload of null", "null");
    forge.addPayload("payload cut", good.substr(0, good.size() - 1));
    forge.addPayload("payload with more behind", good + "{}");
    forge.addPayload("payload that is not UTF-8", "{\"sub\":\"\xff\"}");
    forge.addPayload("payload nested deeply", std::string(300, '[') + std::string(300, ']'));
    const std::string inner = good.substr(1);
    forge.addPayload("subject twice", R"({"sub":"0190a3b4-0002-7000-8000-000000000001",)" + inner);
    forge.addPayload("end twice", R"({"exp":99999999999,)" + inner);
}

void forgeClaims(Forge& forge) {
    for (const char* claim : {"iss", "aud", "sub", "sid", "iat", "exp", "jti"})
        forge.addClaims(std::string("without ") + claim, [&](json::object& claims) { claims.erase(claim); });
    forge.addClaim("another issuer", "iss", "kinora-relay.evil");
    forge.addClaim("empty issuer", "iss", "");
    forge.addClaim("another audience", "aud", "0190a3b4-0002-7000-8000-000000000001");
    forge.addClaim("audience in a list", "aud", json::array{forge.m_claims.at("aud")});
    forge.addClaim("every audience", "aud", "*");
    forge.addClaim("another session", "sid", "0190a3b4-0002-7000-8000-000000000001");
    forge.addClaim("session null", "sid", nullptr);
    forge.addClaim("session of SQL", "sid", "' OR '1'='1");
    forge.addClaim("another subject", "sub", "0190a3b4-0002-7000-8000-000000000001");
    forge.addClaim("subject of a number", "sub", 1);
    for (const int ago : {3600, 120}) {
        forge.addClaims("expired " + std::to_string(ago) + " s ago", [ago](json::object& claims) {
            claims["exp"] = now() - ago;
            claims["iat"] = now() - ago - 900;
        });
    }
    forge.addClaim("living longer than ours do", "exp", now() + 86'400);
    forge.addClaim("expires in text", "exp", json::string(std::to_string(now() + 900)));
    forge.addClaim("expires never", "exp", nullptr);
    forge.addClaim("expires before time", "exp", -1);
    forge.addClaim("expires in a fraction", "exp", 1e300);
    forge.addClaims("made in the future", [](json::object& claims) {
        claims["iat"] = now() + 3600;
        claims["exp"] = now() + 4500;
    });
    forge.addClaim("not yet valid", "nbf", now() + 3600);
    forge.addClaim("with a role", "role", "admin");
}

} // namespace

std::vector<std::pair<std::string, std::string>> tokenVariants(
    std::string_view valid, std::string_view secret, std::string_view refreshToken) {
    Forge forge(valid, secret);
    forgeAlgorithms(forge);
    forgeHeaders(forge);
    forgeSignatures(forge);
    forgeShapes(forge, refreshToken);
    forgePayloads(forge);
    forgeClaims(forge);
    return std::move(forge.m_made);
}

} // namespace kinora::test
