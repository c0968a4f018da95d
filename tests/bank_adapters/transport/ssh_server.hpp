// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/transport/sftp_road.hpp"
#include "tests/bank_adapters/transport/relay.hpp"
#include "tests/base/temporary_folder.hpp"

namespace mingzhang::test {

// A bank's front machine: Debian's OpenSSH server with keys and settings of its own in a temporary folder, one process
// for each connection (sshd -i), behind a relay. A connection is over when the last process of it has ended: then what
// it did is done.
class SshServer {
public:
    SshServer() : SshServer{std::nullopt} {}
    // One that knows nobody's key and offers no `password`: it asks by keyboard-interactive, as PAM has it, which it
    // finds through the library `pam_shim`.
    struct AsksByPam {
        std::filesystem::path pam_shim;
        std::string password;
    };
    explicit SshServer(const std::optional<AsksByPam>& asks);

    // An office that knows the server and is known to it.
    [[nodiscard]] bank::transport::SftpRoadSettings settings() const;
    [[nodiscard]] const std::string& host_key() const { return host_key_; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path out() const { return folder_ / "out"; }
    [[nodiscard]] std::filesystem::path in() const { return folder_ / "in"; }
    // A new key, ssh-keygen's words for its kind added; known to the server unless it is a stranger's.
    enum class Known { yes, no };
    [[nodiscard]] std::filesystem::path make_key(const std::string& name, const std::string& kind, Known known);

    [[nodiscard]] Relay& relay() { return *relay_; }

private:
    [[nodiscard]] bank::transport::Descriptor begin_session();
    void ask_by_pam(const AsksByPam& asks);

    TemporaryFolder folder_;
    std::string host_key_;
    std::vector<std::string> surroundings_;  // Of the server's process, beside the test's own.
    pid_t session_ = 0;
    std::unique_ptr<Relay> relay_;
};

// A new host key in a file, and its fingerprint as ssh-keygen prints it.
[[nodiscard]] std::string make_host_key(const std::filesystem::path& path);

// Who runs the tests; and of root, an ordinary user whom folders can say no to.
[[nodiscard]] std::string own_user();
[[nodiscard]] std::string ordinary_user();

}  // namespace mingzhang::test
