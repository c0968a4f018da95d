// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/sftp_connection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libssh/libssh.h>
#include <libssh/sftp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <utility>

#include "bank_adapters/transport/deadline.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/crypto/secret_file.hpp"
#include "base/text/encoding.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::transport {
namespace {

// What every server takes in one packet (SFTP version 3, section 3).
constexpr std::size_t piece_max = 32 * 1024;

struct FreeSession {
    void operator()(ssh_session session) const { ssh_free(session); }
};
struct FreeSftp {
    void operator()(sftp_session sftp) const { sftp_free(sftp); }
};
struct FreeKey {
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
struct FreeAttributes {
    void operator()(sftp_attributes attributes) const { sftp_attributes_free(attributes); }
};
using Session = std::unique_ptr<ssh_session_struct, FreeSession>;
using Sftp = std::unique_ptr<sftp_session_struct, FreeSftp>;
using Key = std::unique_ptr<ssh_key_struct, FreeKey>;
using Attributes = std::unique_ptr<sftp_attributes_struct, FreeAttributes>;

// libssh writes to its socket without MSG_NOSIGNAL: a server that went away must not end the program. The signal is
// held back for this thread and taken out of the queue.
class NoPipeSignal {
public:
    NoPipeSignal() {
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        const timespec at_once{};
        if (!was_pending_)
            while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
            }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

private:
    sigset_t pipe_{};
    sigset_t before_{};
    bool was_pending_ = false;
};

std::string_view status_words(int status) noexcept {
    switch (status) {
        case SSH_FX_NO_SUCH_FILE:
        case SSH_FX_NO_SUCH_PATH:
            return "no such file";
        case SSH_FX_PERMISSION_DENIED:
            return "permission denied";
        case SSH_FX_WRITE_PROTECT:
            return "write protected";
        case SSH_FX_FILE_ALREADY_EXISTS:
            return "the file exists";
        case SSH_FX_OP_UNSUPPORTED:
            return "not supported";
        case SSH_FX_BAD_MESSAGE:
            return "bad message";
        default:
            return "failure";
    }
}

std::string fingerprint_of(ssh_session session) {
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK) return {};
    const Key key{raw};
    unsigned char* hash = nullptr;
    std::size_t size = 0;
    if (ssh_get_publickey_hash(key.get(), SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != 0) return {};
    char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    std::string fingerprint = text == nullptr ? "" : text;
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return fingerprint;
}

// A server's own words for a person: one short line. They are to be UTF-8 (RFC 4256, section 3.2); a bank's may be GBK.
std::string shown(std::string_view words) {
    constexpr int characters_max = 100;
    const std::string utf8 =
        first_wrong_utf8_byte(words) ? to_utf8(words, Encoding::gb18030).value_or("?") : std::string{words};
    std::string line;
    std::string_view rest = trim(utf8);
    for (int i = 0; i < characters_max && !rest.empty(); ++i) {
        const char32_t c = take_code_point(rest);
        const bool is_control = c < U' ' || (c >= 0x7f && c < 0xa0);
        append_code_point(line, is_control ? U' ' : c);
    }
    return line;
}

SftpFile described(const sftp_attributes_struct& attributes) {
    return {attributes.name == nullptr ? "" : attributes.name, attributes.type == SSH_FILEXFER_TYPE_REGULAR,
            attributes.size, attributes.mtime64 != 0 ? attributes.mtime64 : attributes.mtime};
}

}  // namespace

struct SftpConnection::State {
    Descriptor socket;  // Closed by us: libssh does not close what it was given.
    std::unique_ptr<Deadline> deadline;
    Session session;
    Sftp sftp;
    std::chrono::milliseconds answer_timeout{};
    bool lost = false;

    ~State() {
        // Closing channel and session sends a last word, which must not take longer than any other.
        const NoPipeSignal held_back;
        if (deadline) deadline->begin(std::min(answer_timeout, std::chrono::milliseconds{5'000}));
        sftp.reset();
        if (session) ssh_disconnect(session.get());
        session.reset();
        deadline.reset();
    }

    // One step of the protocol; `step` says whether it went well. A fault is the server's own answer only when a status
    // came and the connection still stands: libssh 0.10 sets the same numbers when it has lost it.
    template <class Step>
    Result<void, SftpFault> carry_out(const Step& step) {
        const NoPipeSignal held_back;
        if (lost) return tl::unexpected{SftpFault{SftpFault::Kind::lost, "the connection was lost before"}};
        sftp->errnum = SSH_FX_OK;
        deadline->begin(answer_timeout);
        const bool done = step();
        deadline->done();
        if (done) return {};
        if (deadline->ran_out()) {
            lost = true;
            return tl::unexpected{SftpFault{SftpFault::Kind::timed_out, "no answer in time"}};
        }
        const bool stands = ssh_is_connected(session.get()) != 0 && ssh_channel_is_open(sftp->channel) != 0 &&
                            ssh_channel_is_eof(sftp->channel) == 0;
        const int status = sftp_get_error(sftp.get());
        if (stands && status != SSH_FX_OK && status != SSH_FX_NO_CONNECTION && status != SSH_FX_CONNECTION_LOST)
            return tl::unexpected{SftpFault{SftpFault::Kind::refused, std::string{status_words(status)}}};
        lost = true;
        return tl::unexpected{SftpFault{SftpFault::Kind::lost, ssh_get_error(session.get())}};
    }

    // Frees what belongs to a lost connection: the library says a last word over it all the same.
    template <class Step>
    void let_go(const Step& step) {
        const NoPipeSignal held_back;
        ::shutdown(socket.number(), SHUT_RDWR);
        step();
    }

    Result<void, Refusal> set_up(const SftpRoadSettings& settings, const std::string& place);
    Result<void, Refusal> shake_hands(const SftpRoadSettings& settings, const std::string& place);
    Result<void, Refusal> sign_in(const SftpRoadSettings& settings, const std::string& place);
    [[nodiscard]] bool only_asks_questions() const;
    Result<int, Refusal> answer_questions(const crypto::Secret& password, const std::string& place);
    Result<Sftp, std::string> begin_sftp() const;
};

SftpConnection::SftpConnection(std::unique_ptr<State> state) : state_{std::move(state)} {}
SftpConnection::~SftpConnection() = default;

Result<void, Refusal> SftpConnection::State::set_up(const SftpRoadSettings& settings, const std::string& place) {
    auto connected = connect_to(settings.host, settings.port, settings.connect_timeout);
    if (!connected) return refuse(RoadError::cannot_reach, place, connected.error());
    socket = *std::move(connected);
    // libssh wants to wait by itself.
    ::fcntl(socket.number(), F_SETFL, ::fcntl(socket.number(), F_GETFL) & ~O_NONBLOCK);
    deadline = std::make_unique<Deadline>(socket.number());
    session = Session{ssh_new()};
    const socket_t number = socket.number();
    // Nothing comes from this machine's own files of SSH: what holds stands in the settings alone.
    const bool process_config = false;
    const long seconds = std::chrono::ceil<std::chrono::seconds>(settings.connect_timeout).count();
    const int rsa_bits_min = 2048;
    const auto set = [&](ssh_options_e option, const void* value) {
        return ssh_options_set(session.get(), option, value) == SSH_OK;
    };
    if (session == nullptr || !set(SSH_OPTIONS_HOST, settings.host.c_str()) ||
        !set(SSH_OPTIONS_USER, settings.user.c_str()) || !set(SSH_OPTIONS_PROCESS_CONFIG, &process_config) ||
        !set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null") || !set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") ||
        !set(SSH_OPTIONS_TIMEOUT, &seconds) || !set(SSH_OPTIONS_RSA_MIN_SIZE, &rsa_bits_min) ||
        !set(SSH_OPTIONS_FD, &number))
        return refuse(RoadError::cannot_reach, place, session ? ssh_get_error(session.get()) : "out of memory");
    return {};
}

Result<void, Refusal> SftpConnection::State::shake_hands(const SftpRoadSettings& settings, const std::string& place) {
    if (ssh_connect(session.get()) != SSH_OK)
        return refuse(deadline->ran_out() ? RoadError::no_answer : RoadError::cannot_reach, place,
                      ssh_get_error(session.get()));
    const std::string fingerprint = fingerprint_of(session.get());
    if (std::ranges::find(settings.host_keys, fingerprint) == settings.host_keys.end())
        return refuse(RoadError::not_trusted, place, fingerprint);
    return {};
}

// Whether the server takes a password only as the answer to a question of its own (keyboard-interactive).
bool SftpConnection::State::only_asks_questions() const {
    const int offered = ssh_userauth_list(session.get(), nullptr);
    return (offered & SSH_AUTH_METHOD_INTERACTIVE) != 0 && (offered & SSH_AUTH_METHOD_PASSWORD) == 0;
}

// RFC 4256. The first question, alone and to be answered unseen, is the one for the password. Any other gets no answer,
// or a code sent to somebody's phone would be answered with the password, and a new password with the old one.
Result<int, Refusal> SftpConnection::State::answer_questions(const crypto::Secret& password, const std::string& place) {
    constexpr int rounds_max = 10;  // Some are news alone.
    bool answered = false;
    for (int round = 0; round < rounds_max; ++round) {
        const int said = ssh_userauth_kbdint(session.get(), nullptr, nullptr);
        if (said != SSH_AUTH_INFO) return said;
        const int questions = ssh_userauth_kbdint_getnprompts(session.get());
        if (questions <= 0) continue;
        char echo = 0;
        std::string asked;
        for (int i = 0; i < questions; ++i) {
            char echo_this = 0;
            const char* question = ssh_userauth_kbdint_getprompt(session.get(), static_cast<unsigned>(i), &echo_this);
            asked += fmt::format("{}“{}”", i == 0 ? "" : " ", shown(question == nullptr ? "" : question));
            echo |= echo_this;
        }
        if (answered || questions > 1 || echo != 0) return refuse(RoadError::asks_more, place, asked);
        answered = true;
        if (ssh_userauth_kbdint_setanswer(session.get(), 0, password.c_str()) != 0) return SSH_AUTH_ERROR;
    }
    return SSH_AUTH_DENIED;
}

Result<void, Refusal> SftpConnection::State::sign_in(const SftpRoadSettings& settings, const std::string& place) {
    const auto secret_unreadable = [&](const Text& why) {
        return refuse(RoadError::secret_unreadable, place, why.zh, why.en);
    };
    int answer = SSH_AUTH_ERROR;
    if (!settings.key_file.empty()) {
        const auto text = crypto::read_secret_file(settings.key_file);
        if (!text) return secret_unreadable(refusal(text.error(), settings.key_file.string()).what());
        std::optional<crypto::Secret> pass_phrase;
        if (!settings.pass_phrase_file.empty()) {
            auto read = crypto::read_pass_phrase(settings.pass_phrase_file);
            if (!read) return secret_unreadable(refusal(read.error(), settings.pass_phrase_file.string()).what());
            pass_phrase.emplace(*std::move(read));
        }
        ssh_key raw = nullptr;
        // An empty pass phrase and not none: for none, OpenSSL would ask on the terminal.
        if (ssh_pki_import_privkey_base64(text->c_str(), pass_phrase ? pass_phrase->c_str() : "", nullptr, nullptr,
                                          &raw) != SSH_OK)
            return secret_unreadable(
                {settings.key_file.string() + " 不是私钥，或口令不对", "no private key, or not its pass phrase"});
        const Key key{raw};
        answer = ssh_userauth_publickey(session.get(), nullptr, key.get());
    } else {
        const auto password = crypto::read_pass_phrase(settings.password_file);
        if (!password) return secret_unreadable(refusal(password.error(), settings.password_file.string()).what());
        // Asking for nothing shows what the server offers.
        answer = ssh_userauth_none(session.get(), nullptr);
        if (answer == SSH_AUTH_DENIED && only_asks_questions()) {
            auto said = answer_questions(*password, place);
            if (!said) return pass_on(said);
            answer = *said;
        } else if (answer == SSH_AUTH_DENIED) {
            answer = ssh_userauth_password(session.get(), nullptr, password->c_str());
        }
    }
    if (answer == SSH_AUTH_SUCCESS) return {};
    if (deadline->ran_out()) return refuse(RoadError::no_answer, place, settings.user);
    if (answer == SSH_AUTH_ERROR) return refuse(RoadError::cannot_reach, place, ssh_get_error(session.get()));
    return refuse(RoadError::not_let_in, place, settings.user);
}

Result<Sftp, std::string> SftpConnection::State::begin_sftp() const {
    Sftp begun{sftp_new(session.get())};
    if (!begun || sftp_init(begun.get()) != SSH_OK) return tl::unexpected{std::string{ssh_get_error(session.get())}};
    return begun;
}

Result<std::unique_ptr<SftpConnection>, Refusal> SftpConnection::open(const SftpRoadSettings& settings,
                                                                      const std::string& place) {
    const NoPipeSignal held_back;
    auto state = std::make_unique<State>();
    state->answer_timeout = settings.answer_timeout;
    if (auto set = state->set_up(settings, place); !set) return pass_on(set);
    state->deadline->begin(settings.connect_timeout);
    if (auto known = state->shake_hands(settings, place); !known) return pass_on(known);
    if (auto signed_in = state->sign_in(settings, place); !signed_in) return pass_on(signed_in);
    auto sftp = state->begin_sftp();
    state->deadline->done();
    if (!sftp)
        return refuse(state->deadline->ran_out() ? RoadError::no_answer : RoadError::cannot_reach, place, sftp.error());
    state->sftp = *std::move(sftp);
    return std::unique_ptr<SftpConnection>{new SftpConnection{std::move(state)}};
}

bool SftpConnection::serves() {
    // Between two steps a server has nothing to say but that it goes.
    pollfd ready{state_->socket.number(), POLLRDHUP, 0};
    return !state_->lost && !state_->deadline->ran_out() && ::poll(&ready, 1, 0) == 0;
}

Result<std::optional<SftpFile>, SftpFault> SftpConnection::look_at(const std::string& path) {
    Attributes attributes;
    const auto asked = state_->carry_out([&] {
        attributes.reset(sftp_lstat(state_->sftp.get(), path.c_str()));
        return attributes != nullptr;
    });
    if (asked) return std::optional{described(*attributes)};
    const int status = sftp_get_error(state_->sftp.get());
    if (asked.error().kind == SftpFault::Kind::refused &&
        (status == SSH_FX_NO_SUCH_FILE || status == SSH_FX_NO_SUCH_PATH))
        return std::optional<SftpFile>{};
    return tl::unexpected{asked.error()};
}

Result<void, SftpFault> SftpConnection::write_new(const std::string& path, std::string_view bytes) {
    constexpr mode_t mode = 0660;
    sftp_file file = nullptr;
    auto done = state_->carry_out([&] {
        file = sftp_open(state_->sftp.get(), path.c_str(), O_WRONLY | O_CREAT | O_EXCL, mode);
        return file != nullptr;
    });
    if (!done) return done;
    while (done && !bytes.empty()) {
        done = state_->carry_out([&] {
            // It may take less than it is given.
            const ssize_t written = sftp_write(file, bytes.data(), std::min(bytes.size(), piece_max));
            if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
            return written > 0;
        });
    }
    // A full disk may show only now. The handle is freed even when the connection is gone.
    const auto closed = state_->carry_out([&] { return sftp_close(std::exchange(file, nullptr)) == SSH_OK; });
    if (file != nullptr) state_->let_go([&] { sftp_close(file); });
    return done ? closed : done;
}

Result<void, SftpFault> SftpConnection::rename(const std::string& from, const std::string& to) {
    return state_->carry_out([&] { return sftp_rename(state_->sftp.get(), from.c_str(), to.c_str()) == SSH_OK; });
}

Result<void, SftpFault> SftpConnection::remove(const std::string& path) {
    return state_->carry_out([&] { return sftp_unlink(state_->sftp.get(), path.c_str()) == SSH_OK; });
}

Result<std::string, SftpFault> SftpConnection::read(const std::string& path, std::uint64_t bytes_max) {
    sftp_file file = nullptr;
    auto done = state_->carry_out([&] {
        file = sftp_open(state_->sftp.get(), path.c_str(), O_RDONLY, 0);
        return file != nullptr;
    });
    if (!done) return tl::unexpected{done.error()};
    std::string bytes;
    std::array<char, piece_max> piece{};
    bool ended = false;
    while (done && !ended && bytes.size() <= bytes_max) {
        done = state_->carry_out([&] {
            // It may give less than it is asked for; none is the end.
            const std::size_t wanted = std::min<std::uint64_t>(piece.size(), bytes_max + 1 - bytes.size());
            const ssize_t got = sftp_read(file, piece.data(), wanted);
            if (got > 0) bytes.append(piece.data(), static_cast<std::size_t>(got));
            ended = got == 0;
            return got >= 0;
        });
    }
    const auto closed = state_->carry_out([&] { return sftp_close(std::exchange(file, nullptr)) == SSH_OK; });
    if (file != nullptr) state_->let_go([&] { sftp_close(file); });
    if (!done || !closed) return tl::unexpected{done ? closed.error() : done.error()};
    return bytes;
}

Result<std::vector<SftpFile>, SftpFault> SftpConnection::list(const std::string& path) {
    sftp_dir folder = nullptr;
    auto done = state_->carry_out([&] {
        folder = sftp_opendir(state_->sftp.get(), path.c_str());
        return folder != nullptr;
    });
    if (!done) return tl::unexpected{done.error()};
    std::vector<SftpFile> files;
    bool ended = false;
    while (done && !ended) {
        done = state_->carry_out([&] {
            const Attributes attributes{sftp_readdir(state_->sftp.get(), folder)};
            if (attributes) files.push_back(described(*attributes));
            ended = attributes == nullptr && sftp_dir_eof(folder) == 1;
            return attributes != nullptr || ended;
        });
    }
    const auto closed = state_->carry_out([&] { return sftp_closedir(std::exchange(folder, nullptr)) == SSH_OK; });
    if (folder != nullptr) state_->let_go([&] { sftp_closedir(folder); });
    if (!done || !closed) return tl::unexpected{done ? closed.error() : done.error()};
    return files;
}

}  // namespace mingzhang::bank::transport
