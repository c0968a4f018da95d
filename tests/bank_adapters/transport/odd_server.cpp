// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/transport/odd_server.hpp"

#define WITH_SERVER 1  // The server's half of libssh/sftp.h.
#include <fcntl.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <libssh/sftp.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "tests/bank_adapters/transport/relay.hpp"

// Asking a message for its password serves a server of one thread better than the callbacks that are to follow it.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace mingzhang::test {

// One connection from its handshake to its end.
struct OddServer::Talk {
    OddServer& server;
    ssh_session session = ssh_new();
    ssh_channel channel = nullptr;
    sftp_session sftp = nullptr;
    std::set<std::unique_ptr<std::string>> open = {};  // Names, held by the handles given out.
    std::set<std::string*> listed = {};                // Of these, folders of which all names were given.
    std::size_t asked = 0;                             // Lots of questions.
    bool dumb = false;
    bool right = false;  // The first answer of all was the password.

    ~Talk() {
        if (sftp != nullptr) sftp_free(sftp);
        ssh_disconnect(session);
        ssh_free(session);
    }

    // Signs the user in and begins SFTP; false when the other side went.
    bool begin(int socket) {
        const std::unique_ptr<ssh_bind_struct, decltype(&ssh_bind_free)> bind{ssh_bind_new(), &ssh_bind_free};
        ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_HOSTKEY, server.host_key_.c_str());
        if (ssh_bind_accept_fd(bind.get(), session, socket) != SSH_OK || ssh_handle_key_exchange(session) != SSH_OK)
            return false;
        bool subsystem = false;
        while (!subsystem) {
            const ssh_message message = ssh_message_get(session);
            if (message == nullptr) return false;
            subsystem = answer(message);
            ssh_message_free(message);
        }
        sftp = sftp_server_new(session, channel);
        return sftp != nullptr && sftp_server_init(sftp) == SSH_OK;
    }

    // One more lot of questions, or the end of them.
    void ask_on(ssh_message message, const std::vector<Questions>& lots) {
        if (ssh_message_auth_kbdint_is_response(message) != 0) {
            const std::lock_guard lock{server.mutex_};
            for (int i = 0; i < ssh_userauth_kbdint_getnanswers(session); ++i) {
                server.answers_.emplace_back(ssh_userauth_kbdint_getanswer(session, static_cast<unsigned>(i)));
                if (server.answers_.size() == 1) right = server.answers_.front() == server.password_;
            }
        }
        if (asked == lots.size()) {
            if (right)
                ssh_message_auth_reply_success(message, 0);
            else
                ssh_message_reply_default(message);
            return;
        }
        const Questions& lot = lots[asked++];
        std::vector<const char*> texts;
        std::vector<char> shown;
        for (const Question& question : lot) {
            texts.push_back(question.text.c_str());
            shown.push_back(question.shown ? 1 : 0);
        }
        ssh_message_auth_interactive_request(message, "", "A bank", static_cast<unsigned>(lot.size()), texts.data(),
                                             shown.data());
    }

    bool answer(ssh_message message) {
        const int type = ssh_message_type(message);
        const int kind = ssh_message_subtype(message);
        std::vector<Questions> questions;
        int methods = SSH_AUTH_METHOD_PASSWORD;
        {
            const std::lock_guard lock{server.mutex_};
            questions = server.questions_;
            if (server.offers_ == Offers::questions_alone) methods = 0;
            if (!questions.empty()) methods |= SSH_AUTH_METHOD_INTERACTIVE;
        }
        if (type == SSH_REQUEST_AUTH) {
            ssh_message_auth_set_methods(message, methods);
            if (kind == SSH_AUTH_METHOD_PASSWORD && (methods & SSH_AUTH_METHOD_PASSWORD) != 0 &&
                ssh_message_auth_password(message) == server.password_)
                ssh_message_auth_reply_success(message, 0);
            else if (kind == SSH_AUTH_METHOD_INTERACTIVE && !questions.empty())
                ask_on(message, questions);
            else
                ssh_message_reply_default(message);
        } else if (type == SSH_REQUEST_CHANNEL_OPEN) {
            channel = ssh_message_channel_request_open_reply_accept(message);
        } else if (type == SSH_REQUEST_CHANNEL && kind == SSH_CHANNEL_REQUEST_SUBSYSTEM) {
            ssh_message_channel_request_reply_success(message);
            return true;
        } else {
            ssh_message_reply_default(message);
        }
        return false;
    }

    void carry_out(sftp_client_message message) {
        const std::lock_guard lock{server.mutex_};
        const char* given = sftp_client_message_get_filename(message);
        const std::string name = given == nullptr ? "" : given;
        auto& files = server.files_;
        const auto say = [&](std::uint32_t status) { sftp_reply_status(message, status, ""); };
        switch (sftp_client_message_get_type(message)) {
            case SSH_FXP_LSTAT:
            case SSH_FXP_STAT: {
                if (dumb || (server.oddity_ == Oddity::hides_the_hidden && name.find("/.") != std::string::npos))
                    return say(SSH_FX_PERMISSION_DENIED);
                if (!files.contains(name)) return say(SSH_FX_NO_SUCH_FILE);
                sftp_attributes_struct attributes{};
                attributes.flags = SSH_FILEXFER_ATTR_SIZE | SSH_FILEXFER_ATTR_PERMISSIONS;
                attributes.size = files[name].size();
                attributes.permissions = S_IFREG | 0600;
                sftp_reply_attr(message, &attributes);
                return;
            }
            case SSH_FXP_OPEN: {
                files[name];
                const auto held = open.insert(std::make_unique<std::string>(name)).first;
                const ssh_string handle = sftp_handle_alloc(sftp, held->get());
                sftp_reply_handle(message, handle);
                ssh_string_free(handle);
                return;
            }
            case SSH_FXP_WRITE: {
                const auto* opened = static_cast<std::string*>(sftp_handle(sftp, message->handle));
                std::string& bytes = files[*opened];
                if (server.oddity_ == Oddity::takes_no_byte) return say(SSH_FX_FAILURE);
                bytes.append(static_cast<const char*>(ssh_string_data(message->data)), ssh_string_len(message->data));
                if (server.oddity_ == Oddity::loses_a_byte) bytes.pop_back();
                return say(SSH_FX_OK);
            }
            case SSH_FXP_READ: {
                const auto* opened = static_cast<std::string*>(sftp_handle(sftp, message->handle));
                const std::string& bytes = files[*opened];
                if (message->offset >= bytes.size()) return say(SSH_FX_EOF);
                // Never more than three bytes at a time.
                const auto count = std::min<std::uint64_t>({message->len, bytes.size() - message->offset, 3});
                sftp_reply_data(message, bytes.data() + message->offset, static_cast<int>(count));
                return;
            }
            case SSH_FXP_CLOSE:
                sftp_handle_remove(sftp, sftp_handle(sftp, message->handle));
                return say(SSH_FX_OK);
            case SSH_FXP_OPENDIR: {
                if (!server.may_list_) return say(SSH_FX_PERMISSION_DENIED);
                const auto held = open.insert(std::make_unique<std::string>(name + '/')).first;
                const ssh_string handle = sftp_handle_alloc(sftp, held->get());
                sftp_reply_handle(message, handle);
                ssh_string_free(handle);
                return;
            }
            case SSH_FXP_READDIR: {
                auto* folder = static_cast<std::string*>(sftp_handle(sftp, message->handle));
                if (!listed.insert(folder).second ||
                    std::ranges::none_of(files, [&](const auto& file) { return file.first.starts_with(*folder); }))
                    return say(SSH_FX_EOF);
                for (const auto& [path, bytes] : files) {
                    if (!path.starts_with(*folder)) continue;
                    // No type and no size: some servers tell nothing but the name.
                    sftp_attributes_struct attributes{};
                    sftp_reply_names_add(message, path.c_str() + folder->size(), path.c_str(), &attributes);
                }
                sftp_reply_names(message);
                return;
            }
            case SSH_FXP_REMOVE:
                return say(files.erase(name) > 0 ? SSH_FX_OK : SSH_FX_NO_SUCH_FILE);
            case SSH_FXP_RENAME:
                return rename(message, name);
            default:
                return say(SSH_FX_OP_UNSUPPORTED);
        }
    }

    void rename(sftp_client_message message, const std::string& name) {
        const std::string to = sftp_client_message_get_data(message);
        const Oddity oddity = server.oddity_;
        auto& files = server.files_;
        if (oddity == Oddity::refuses_to_rename || oddity == Oddity::falls_dumb_at_rename) {
            dumb = oddity == Oddity::falls_dumb_at_rename;
            sftp_reply_status(message, SSH_FX_PERMISSION_DENIED, "");
            return;
        }
        files[to] = files[name];
        files.erase(name);
        if (oddity == Oddity::says_taken_and_is_not) files.erase(to);
        const bool yes = oddity != Oddity::renames_and_says_no && oddity != Oddity::says_taken_and_is_not;
        sftp_reply_status(message, yes ? SSH_FX_OK : SSH_FX_FAILURE, "");
    }
};

OddServer::OddServer(std::filesystem::path host_key, std::string password)
    : host_key_{std::move(host_key)}, password_{std::move(password)}, listener_{listen_somewhere(port_)} {
    thread_ = std::jthread{[this] { run(); }};
}

OddServer::~OddServer() {
    ::shutdown(listener_.number(), SHUT_RDWR);
    thread_.join();
}

void OddServer::set(Oddity oddity) {
    const std::lock_guard lock{mutex_};
    oddity_ = oddity;
    files_.clear();
}

void OddServer::ask(std::vector<Questions> questions, Offers offers) {
    const std::lock_guard lock{mutex_};
    questions_ = std::move(questions);
    offers_ = offers;
    answers_.clear();
}

std::vector<std::string> OddServer::answers() const {
    const std::lock_guard lock{mutex_};
    return answers_;
}

void OddServer::lay_down(const std::string& name, const std::string& bytes) {
    const std::lock_guard lock{mutex_};
    files_[name] = bytes;
}

void OddServer::let_list(bool may) {
    const std::lock_guard lock{mutex_};
    may_list_ = may;
}

std::map<std::string, std::string> OddServer::files() const {
    const std::lock_guard lock{mutex_};
    return files_;
}

void OddServer::run() {
    for (;;) {
        const bank::transport::Descriptor socket{::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (!socket.is_open()) return;
        serve(::fcntl(socket.number(), F_DUPFD_CLOEXEC, 0));
    }
}

void OddServer::serve(int socket) {
    Talk talk{*this};
    if (!talk.begin(socket)) return;
    for (;;) {
        const sftp_client_message message = sftp_get_client_message(talk.sftp);
        if (message == nullptr) return;
        talk.carry_out(message);
        sftp_client_message_free(message);
    }
}

}  // namespace mingzhang::test
