// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "bank_adapters/transport/descriptor.hpp"
#include "bank_adapters/transport/https_road.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// HTTP/1.1 over TLS with certificates on both sides, as the road and its practice bank need it: whole messages, a time
// for every step, a bound for every size.
namespace mingzhang::bank::transport {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
    unsigned status = 0;
    HttpHeaders headers = {};
    std::string body = {};

    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;  // In any case; empty when absent.
};

struct HttpRequest {
    std::string method;
    std::string target;
    HttpHeaders headers = {};
    std::string body = {};  // Only where a server reads it; who asks hands the body over beside it.

    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

struct HttpFault {
    enum class Kind : std::uint8_t {
        lost,        // The connection ended.
        timed_out,   // The other side kept silent.
        turned_off,  // It said by TLS that it will not talk to us: the certificate is not on its list.
        bad_answer,  // What came is no answer.
        too_large,   // Its answer is larger than it may be.
    };
    Kind kind = Kind::lost;
    bool body_begun = false;  // A byte of the body, or all of a request without one, may be with the other side.
    std::string words = {};   // Of the protocol or the library, in English.
};

// One connection to a server whose certificate the authority vouches for, under the host's name.
class HttpsConnection {
public:
    [[nodiscard]] static Result<std::unique_ptr<HttpsConnection>, Refusal> open(const HttpsRoadSettings& settings,
                                                                                const std::string& place);
    ~HttpsConnection();
    HttpsConnection(const HttpsConnection&) = delete;
    HttpsConnection& operator=(const HttpsConnection&) = delete;

    [[nodiscard]] bool serves() const;
    // After a fault the connection serves no more.
    [[nodiscard]] Result<HttpAnswer, HttpFault> ask(const HttpRequest& request, std::string_view body,
                                                    std::uint64_t answer_bytes_max);

private:
    struct State;
    explicit HttpsConnection(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

struct HttpsServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                  // Zero: a free one.
    std::filesystem::path certificate_file;  // Its own.
    std::filesystem::path key_file;
    std::filesystem::path authority_file;  // Who vouches for those let in.
};

struct HttpReply {
    HttpAnswer answer;
    bool dropped = false;  // The connection ends in place of an answer.
};

// A server with a thread for each connection. The handler is called from them at the same time.
class HttpsServer {
public:
    using Handler = std::function<HttpReply(const HttpRequest&)>;

    [[nodiscard]] static Result<std::unique_ptr<HttpsServer>, Refusal> begin(const HttpsServerSettings& settings,
                                                                             Handler handler);
    ~HttpsServer();  // Ends every connection. The handler must return.
    HttpsServer(const HttpsServer&) = delete;
    HttpsServer& operator=(const HttpsServer&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    struct Tls;
    struct Session {
        int socket = -1;  // Closed by its thread, under the lock.
        bool over = false;
        std::jthread thread = {};
    };
    HttpsServer(std::unique_ptr<Tls> tls, Descriptor listener, std::uint16_t port, Handler handler);
    void accept_all();
    void serve(Session& session);

    std::unique_ptr<Tls> tls_;
    Descriptor listener_;
    std::uint16_t port_;
    Handler handler_;
    std::mutex mutex_;
    std::list<Session> sessions_;
    std::atomic<bool> stopping_ = false;
    std::jthread thread_;
};

}  // namespace mingzhang::bank::transport
