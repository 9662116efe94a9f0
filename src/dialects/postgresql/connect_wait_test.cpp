#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/interruption.hpp"
#include "dialects/url.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace limbeck::dialects::postgresql {
namespace {

/// A port of this machine behind which nobody answers.
class SilentServer {
  public:
    SilentServer() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
        listen(socket_, 8);
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    ~SilentServer() { close(socket_); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    Error failure_to_connect(const std::string& query) const {
        try {
            dialect_named("postgresql")
                .connect(parse_url("postgresql://u:tiger@127.0.0.1:" + std::to_string(port_) + "/db" + query));
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "connected";
        return Error(Error::Kind::Internal, "");
    }

  private:
    int socket_;
    int port_ = 0;
};

TEST(ConnectWait, KeepsConnectTimeout) {
    const SilentServer server;
    const auto begin = std::chrono::steady_clock::now();
    const Error error = server.failure_to_connect("?connect_timeout=2");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_NE(std::string(error.what()).find("timeout expired"), std::string::npos) << error.what();
    EXPECT_EQ(error.message().find("tiger"), std::string::npos);
}

TEST(ConnectWait, CanBeInterrupted) {
    const SilentServer server;
    std::thread other([] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        interrupt_waits();
    });
    EXPECT_EQ(server.failure_to_connect("").kind(), Error::Kind::Interrupted);
    other.join();
}

} // namespace
} // namespace limbeck::dialects::postgresql
