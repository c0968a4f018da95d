// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/sftp_bank.hpp"

#include <fmt/format.h>

#include "tests/bank_adapters/transport/ssh_server.hpp"

namespace mingzhang::test {

struct SftpBank::Server {
    SshServer ssh;
};

SftpBank::SftpBank() : server_{std::make_unique<Server>()} {}
SftpBank::~SftpBank() = default;

std::string SftpBank::road() const {
    const auto at = server_->ssh.settings();
    return fmt::format(
        "[road]\nkind = \"sftp\"\nhost = \"{}\"\nport = {}\nuser = \"{}\"\nhost_key = \"{}\"\nkey_file = \"{}\"\n"
        "out = \"{}\"\nin = \"{}\"\n",
        at.host, at.port, at.user, at.host_keys.front(), at.key_file.string(), at.out, at.in);
}

std::filesystem::path SftpBank::to_bank() const {
    return server_->ssh.out();
}
std::filesystem::path SftpBank::from_bank() const {
    return server_->ssh.in();
}

}  // namespace mingzhang::test
