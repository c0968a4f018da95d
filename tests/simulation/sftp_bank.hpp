// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace mingzhang::test {

// A bank behind a real SFTP server: its two folders, and the [road] that leads there.
class SftpBank {
public:
    SftpBank();
    ~SftpBank();
    SftpBank(const SftpBank&) = delete;
    SftpBank& operator=(const SftpBank&) = delete;

    [[nodiscard]] std::string road() const;
    [[nodiscard]] std::filesystem::path to_bank() const;
    [[nodiscard]] std::filesystem::path from_bank() const;

private:
    struct Server;
    std::unique_ptr<Server> server_;
};

}  // namespace mingzhang::test
