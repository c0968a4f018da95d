// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/http.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/span.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <system_error>

#include "bank_adapters/transport/deadline.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/crypto/secret_file.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
using boost::system::error_code;
using Stream = ssl::stream<asio::ip::tcp::socket>;

constexpr std::uint32_t header_bytes_max = 16 * 1024;
constexpr int interim_answers_max = 5;
constexpr std::chrono::seconds server_patience{60};

std::string_view find_header(const HttpHeaders& headers, std::string_view name) noexcept {
    for (const auto& [key, value] : headers)
        if (boost::beast::iequals(key, name)) return value;
    return {};
}

template <class Fields>
HttpHeaders headers_of(const Fields& fields) {
    HttpHeaders headers;
    for (const auto& field : fields) headers.emplace_back(std::string{field.name_string()}, std::string{field.value()});
    return headers;
}

// The far side said so by TLS; else the fault is of the wire (RFC 8446, section 6).
bool is_alert(const error_code& error) noexcept {
    return error.category() == asio::error::get_ssl_category() &&
           ERR_GET_REASON(static_cast<unsigned long>(error.value())) >= SSL_AD_REASON_OFFSET;
}

// Writes the pass phrase, a crypto::Secret or null, where OpenSSL wants it: its own room, which it wipes. Asio's
// callback would hand it over in strings that nobody wipes; and without any, OpenSSL asks on the terminal.
int give_pass_phrase(char* room, int size, int /*rwflag*/, void* pass_phrase) {
    if (pass_phrase == nullptr) return -1;
    const std::string_view text = static_cast<const crypto::Secret*>(pass_phrase)->text();
    if (text.size() > static_cast<std::size_t>(size)) return -1;
    std::ranges::copy(text, room);
    return static_cast<int>(text.size());
}

// Only the parts both sides share: own certificate and key, whose word counts, no version below 1.2.
error_code set_up(ssl::context& context, const std::filesystem::path& certificate, const crypto::Secret& key,
                  std::optional<crypto::Secret> pass_phrase, const std::filesystem::path& authority) {
    error_code error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_default_passwd_cb(context.native_handle(), &give_pass_phrase);
    SSL_CTX_set_default_passwd_cb_userdata(context.native_handle(), pass_phrase ? &*pass_phrase : nullptr);
    context.use_certificate_chain_file(certificate.string(), error);
    if (!error) context.use_private_key(asio::buffer(key.text()), ssl::context::pem, error);
    // It is wiped when this ends, and the context lives on.
    SSL_CTX_set_default_passwd_cb_userdata(context.native_handle(), nullptr);
    if (!error) context.load_verify_file(authority.string(), error);
    if (!error && SSL_CTX_check_private_key(context.native_handle()) != 1)
        error = asio::error::make_error_code(asio::error::invalid_argument);
    return error;
}

// Reads one message, a time for every piece of it.
template <class Parser>
error_code read_message(Stream& stream, boost::beast::flat_buffer& buffer, Parser& parser, Deadline& deadline,
                        std::chrono::milliseconds patience) {
    error_code error;
    while (!error && !parser.is_done()) {
        deadline.begin(patience);
        http::read_some(stream, buffer, parser, error);
        deadline.done();
    }
    return error;
}

template <class Serializer>
error_code write_message(Stream& stream, Serializer& serializer, Deadline& deadline,
                         std::chrono::milliseconds patience) {
    error_code error;
    while (!error && !serializer.is_done()) {
        deadline.begin(patience);
        http::write_some(stream, serializer, error);
        deadline.done();
    }
    return error;
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const noexcept {
    return find_header(headers, name);
}
std::string_view HttpRequest::header(std::string_view name) const noexcept {
    return find_header(headers, name);
}

struct HttpsConnection::State {
    asio::io_context io;
    ssl::context context{ssl::context::tls_client};
    std::unique_ptr<Stream> stream;
    std::unique_ptr<Deadline> deadline;
    boost::beast::flat_buffer buffer;
    std::string host;
    std::chrono::milliseconds answer_timeout{};
    bool lost = false;

    ~State() { deadline.reset(); }  // Before the socket it watches.

    HttpFault fault(const error_code& error, bool body_begun) {
        lost = true;
        if (deadline->ran_out()) return {HttpFault::Kind::timed_out, body_begun, "no answer in time"};
        if (is_alert(error)) return {HttpFault::Kind::turned_off, body_begun, error.message()};
        if (error == http::error::body_limit || error == http::error::header_limit)
            return {HttpFault::Kind::too_large, body_begun, error.message()};
        const bool bad = error.category() == http::make_error_code(http::error::bad_version).category() &&
                         error != http::error::end_of_stream && error != http::error::partial_message;
        return {bad ? HttpFault::Kind::bad_answer : HttpFault::Kind::lost, body_begun, error.message()};
    }

    Result<void, Refusal> load_own(const HttpsRoadSettings& settings, const std::string& place) {
        const auto unreadable = [&](const Text& why) {
            return refuse(RoadError::secret_unreadable, place, why.zh, why.en);
        };
        const auto key = crypto::read_secret_file(settings.key_file);
        if (!key) return unreadable(refusal(key.error(), settings.key_file.string()).what());
        std::optional<crypto::Secret> pass_phrase;
        if (!settings.pass_phrase_file.empty()) {
            auto read = crypto::read_pass_phrase(settings.pass_phrase_file);
            if (!read) return unreadable(refusal(read.error(), settings.pass_phrase_file.string()).what());
            pass_phrase.emplace(*std::move(read));
        }
        if (const auto error =
                set_up(context, settings.certificate_file, *key, std::move(pass_phrase), settings.authority_file))
            return unreadable({"证书、私钥或口令不能用：" + error.message(),
                               "certificate, key or pass phrase cannot be used: " + error.message()});
        return {};
    }

    Result<void, Refusal> shake_hands(const HttpsRoadSettings& settings, const std::string& place) {
        auto socket = connect_to(settings.host, settings.port, settings.connect_timeout);
        if (!socket) return refuse(RoadError::cannot_reach, place, socket.error());
        asio::ip::tcp::socket owned{io};
        owned.assign(asio::ip::tcp::v4(), socket->release());
        stream = std::make_unique<Stream>(std::move(owned), context);
        deadline = std::make_unique<Deadline>(stream->lowest_layer().native_handle());
        stream->set_verify_mode(ssl::verify_peer);
        stream->set_verify_callback(ssl::host_name_verification(settings.host));
        SSL_set_tlsext_host_name(stream->native_handle(), settings.host.c_str());
        error_code error;
        deadline->begin(settings.connect_timeout);
        stream->handshake(Stream::client, error);
        deadline->done();
        if (!error) return {};
        if (deadline->ran_out()) return refuse(RoadError::no_answer, place, error.message());
        const long verified = SSL_get_verify_result(stream->native_handle());
        if (verified != X509_V_OK)
            return refuse(RoadError::not_trusted, place, X509_verify_cert_error_string(verified));
        // A name that does not fit is refused by the callback, and the chain is right all the same.
        if (ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED)
            return refuse(RoadError::not_trusted, place, "the certificate is of another host");
        return refuse(is_alert(error) ? RoadError::not_let_in : RoadError::cannot_reach, place, error.message());
    }
};

HttpsConnection::HttpsConnection(std::unique_ptr<State> state) : state_{std::move(state)} {}
HttpsConnection::~HttpsConnection() = default;

Result<std::unique_ptr<HttpsConnection>, Refusal> HttpsConnection::open(const HttpsRoadSettings& settings,
                                                                        const std::string& place) {
    auto state = std::make_unique<State>();
    state->host = settings.host;
    state->answer_timeout = settings.answer_timeout;
    if (auto loaded = state->load_own(settings, place); !loaded) return pass_on(loaded);
    if (auto shaken = state->shake_hands(settings, place); !shaken) return pass_on(shaken);
    return std::unique_ptr<HttpsConnection>{new HttpsConnection{std::move(state)}};
}

bool HttpsConnection::serves() const {
    // Tickets of TLS 1.3 may lie there to be read; the other side's end is another matter.
    pollfd ready{state_->stream->lowest_layer().native_handle(), POLLRDHUP, 0};
    return !state_->lost && ::poll(&ready, 1, 0) == 0;
}

Result<HttpAnswer, HttpFault> HttpsConnection::ask(const HttpRequest& request, std::string_view body,
                                                   std::uint64_t answer_bytes_max) {
    State& state = *state_;
    using Body = http::span_body<const char>;
    http::request<Body> message{http::string_to_verb(request.method), request.target, 11};
    message.set(http::field::host, state.host);
    for (const auto& [name, value] : request.headers) message.set(name, value);
    message.body() = Body::value_type{body.data(), body.size()};
    if (!body.empty() || request.method == "PUT") message.content_length(body.size());
    http::request_serializer<Body> serializer{message};
    // The head goes out by itself: until it has gone, no byte of the body has.
    serializer.split(true);
    error_code error;
    while (!error && !serializer.is_header_done()) {
        state.deadline->begin(state.answer_timeout);
        http::write_some(*state.stream, serializer, error);
        state.deadline->done();
    }
    if (error) return tl::unexpected{state.fault(error, body.empty())};
    error = write_message(*state.stream, serializer, *state.deadline, state.answer_timeout);
    // A server may answer no before it has read everything, and then end the connection: its answer is still there.
    const error_code not_written = error;

    for (int interim = 0; interim <= interim_answers_max; ++interim) {
        http::response_parser<http::string_body> parser;
        parser.header_limit(header_bytes_max);
        parser.body_limit(answer_bytes_max);
        error = read_message(*state.stream, state.buffer, parser, *state.deadline, state.answer_timeout);
        if (error) return tl::unexpected{state.fault(not_written && !is_alert(error) ? not_written : error, true)};
        if (parser.get().result_int() / 100 == 1) continue;
        if (not_written || !parser.get().keep_alive()) state.lost = true;
        auto& answer = parser.get();
        return HttpAnswer{answer.result_int(), headers_of(answer), std::move(answer.body())};
    }
    state.lost = true;
    return tl::unexpected{HttpFault{HttpFault::Kind::bad_answer, true, "no final answer"}};
}

struct HttpsServer::Tls {
    asio::io_context io;
    ssl::context context{ssl::context::tls_server};
};

Result<std::unique_ptr<HttpsServer>, Refusal> HttpsServer::begin(const HttpsServerSettings& settings, Handler handler) {
    auto tls = std::make_unique<Tls>();
    const auto key = crypto::read_secret_file(settings.key_file);
    if (!key) {
        const Text why = refusal(key.error(), settings.key_file.string()).what();
        return refuse(RoadError::secret_unreadable, settings.address, why.zh, why.en);
    }
    if (const auto error = set_up(tls->context, settings.certificate_file, *key, std::nullopt, settings.authority_file))
        return refuse(RoadError::secret_unreadable, settings.address, error.message(), error.message());
    tls->context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);

    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    const int reused = 1;
    socklen_t size = sizeof address;
    Descriptor listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::inet_pton(AF_INET, settings.address.c_str(), &address.sin_addr) != 1 ||
        ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &reused, sizeof reused) != 0 ||
        ::bind(listener.number(), raw, sizeof address) != 0 || ::listen(listener.number(), SOMAXCONN) != 0 ||
        ::getsockname(listener.number(), raw, &size) != 0)
        return refuse(RoadError::cannot_reach, settings.address, system_words(errno));
    return std::unique_ptr<HttpsServer>{
        new HttpsServer{std::move(tls), std::move(listener), ntohs(address.sin_port), std::move(handler)}};
}

HttpsServer::HttpsServer(std::unique_ptr<Tls> tls, Descriptor listener, std::uint16_t port, Handler handler)
    : tls_{std::move(tls)}, listener_{std::move(listener)}, port_{port}, handler_{std::move(handler)} {
    thread_ = std::jthread{[this] { accept_all(); }};
}

HttpsServer::~HttpsServer() {
    stopping_ = true;
    ::shutdown(listener_.number(), SHUT_RDWR);
    thread_.join();
    {
        const std::lock_guard lock{mutex_};
        for (const Session& session : sessions_)
            if (session.socket >= 0) ::shutdown(session.socket, SHUT_RDWR);
    }
    sessions_.clear();
}

void HttpsServer::accept_all() {
    while (!stopping_) {
        const int socket = ::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock{mutex_};
        std::erase_if(sessions_, [](const Session& session) { return session.over; });
        if (socket < 0) continue;
        Session& session = sessions_.emplace_back();
        session.socket = socket;
        session.thread = std::jthread{[this, &session] { serve(session); }};
    }
}

void HttpsServer::serve(Session& session) {
    asio::ip::tcp::socket owned{tls_->io};
    owned.assign(asio::ip::tcp::v4(), session.socket);
    Stream stream{std::move(owned), tls_->context};
    {
        Deadline deadline{session.socket};
        deadline.begin(server_patience);
        error_code error;
        stream.handshake(Stream::server, error);
        boost::beast::flat_buffer buffer;
        while (!error) {
            http::request_parser<http::string_body> parser;
            parser.header_limit(header_bytes_max);
            parser.body_limit(file_bytes_max);
            error = read_message(stream, buffer, parser, deadline, server_patience);
            if (error) break;
            auto& request = parser.get();
            const HttpReply reply = handler_({std::string{request.method_string()}, std::string{request.target()},
                                              headers_of(request), std::move(request.body())});
            if (reply.dropped) break;
            http::response<http::string_body> answer{static_cast<http::status>(reply.answer.status), 11};
            for (const auto& [name, value] : reply.answer.headers) answer.set(name, value);
            answer.body() = reply.answer.body;
            answer.keep_alive(request.keep_alive());
            answer.prepare_payload();
            http::response_serializer<http::string_body> serializer{answer};
            error = write_message(stream, serializer, deadline, server_patience);
            if (!request.keep_alive()) break;
        }
        // Whatever the other side still sends is read: else the kernel answers it with a reset, and what was said last
        // is lost on the way.
        deadline.begin(std::chrono::seconds{5});
        ::shutdown(session.socket, SHUT_WR);
        std::array<char, 4096> rest{};
        while (::recv(session.socket, rest.data(), rest.size(), 0) > 0) {
        }
    }
    const std::lock_guard lock{mutex_};
    stream.lowest_layer().close();
    session.socket = -1;
    session.over = true;
}

}  // namespace mingzhang::bank::transport
