// The relay's sign-in on a FakeRelay: accounts, sessions, and the rule that revokes a session when an old refresh token
// comes back.
#pragma once

#include "client/support/FakeRelay.h"
#include "client/support/Values.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <vector>

namespace kinora::tests {

class FakeSessions {
public:
    int generation = 0; ///< of the one session there is
    bool revoked = false;
    bool holdRefreshes = false; ///< refreshes are answered by releaseRefreshes()
    int refreshes = 0;          ///< asked
    QByteArray serverId = "0190a000-0000-7000-8000-000000000001";

    explicit FakeSessions(FakeRelay& relay) {
        relay.on("GET /api/v1/server", [this](const FakeRequest&, const FakeReply& reply) {
            reply.send(200,
                R"({"serverId":")" + serverId +
                    R"(","name":"Test relay","product":"kinora-relay","version":"1.0.0","registration":"open","firstAccount":false,)"
                    R"("passwordRules":{"minLength":8,"maxLength":256},"limits":{}})");
        });
        relay.on("POST /api/v1/auth/login", [this](const FakeRequest& request, const FakeReply& reply) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            if (body.value(u"password").toString() != u"correct horse")
                reply.problem(401, "invalid_credentials");
            else
                grant(reply, 200);
        });
        relay.on(
            "POST /api/v1/auth/register", [this](const FakeRequest&, const FakeReply& reply) { grant(reply, 201); });
        relay.on("POST /api/v1/auth/logout", [this](const FakeRequest&, const FakeReply& reply) {
            revoked = true;
            reply.send(204);
        });
        relay.on("POST /api/v1/auth/refresh", [this](const FakeRequest& request, const FakeReply& reply) {
            ++refreshes;
            if (holdRefreshes)
                m_held.push_back({request, reply});
            else
                refresh(request, reply);
        });
        relay.on("GET /api/v1/me", [this](const FakeRequest& request, const FakeReply& reply) {
            if (request.headers.value("authorization") == "Bearer " + accessToken())
                reply.send(200, accountJson(makeAccount()));
            else
                reply.problem(401, "unauthorized");
        });
    }

    [[nodiscard]] QByteArray accessToken() const {
        return "access." + QByteArray::number(generation) + '.' + QByteArray::number(m_issued);
    }
    /// From now on the access tokens given out so far are rejected.
    void expireAccess() { ++m_issued; }

    void releaseRefreshes() {
        holdRefreshes = false;
        for (const auto& [request, reply] : std::exchange(m_held, {}))
            refresh(request, reply);
    }

private:
    void refresh(const FakeRequest& request, const FakeReply& reply) {
        const QByteArray token = request.headers.value("cookie").mid(QByteArrayLiteral("kinora_refresh=sid.").size());
        const int asked = token.toInt();
        if (asked < generation - 1)
            revoked = true; // a stolen or forgotten copy
        if (revoked) {
            reply.problem(401, "unauthorized");
            return;
        }
        if (asked == generation)
            ++generation; // else the answer to it was lost: the same successor again
        ++m_issued;
        answer(reply, 200);
    }

    void grant(const FakeReply& reply, int status) {
        revoked = false;
        generation = 1;
        ++m_issued;
        answer(reply, status);
    }

    void answer(const FakeReply& reply, int status) const {
        reply.send(status,
            R"({"accessToken":")" + accessToken() + R"(","tokenType":"Bearer","expiresIn":900,"user":)" +
                accountJson(makeAccount()) + '}',
            {{"Set-Cookie", "kinora_refresh=sid." + QByteArray::number(generation) +
                                "; HttpOnly; SameSite=Strict; Path=/api/v1/auth"}});
    }

    std::vector<std::pair<FakeRequest, FakeReply>> m_held;
    int m_issued = 0;
};

} // namespace kinora::tests
