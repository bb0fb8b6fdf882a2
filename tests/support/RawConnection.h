// A bare TCP client for saying things a proper HTTP client never would.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kinora::test {

class RawConnection {
public:
    /// To 127.0.0.1; throws if nobody listens. `receiveBuffer` makes the kernel's buffer small, to be a slow reader.
    explicit RawConnection(std::uint16_t port, int receiveBuffer = 0);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// False if the peer closed before all was handed over.
    bool send(std::string_view bytes);
    /// Ends our direction only.
    void finishSending();
    /// Ends with a reset instead of an orderly close.
    void reset();

    /// Everything up to and including `mark`; what came so far if the peer closes or 10 s pass first.
    [[nodiscard]] std::string readUntil(std::string_view mark);
    /// Exactly `count` bytes, or less as above.
    [[nodiscard]] std::string read(std::size_t count);
    /// Everything until the peer closes.
    [[nodiscard]] std::string readAll();
    /// A head and the body its Content-Length announces.
    [[nodiscard]] std::string readResponse();
    /// True if the peer closes within 10 s without another byte.
    [[nodiscard]] bool closedByPeer();

private:
    bool fill();

    int m_socket = -1;
    std::string m_buffer;
};

} // namespace kinora::test
