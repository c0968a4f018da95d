// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bank_adapters/transport/road.hpp"

namespace mingzhang::bank::transport {

struct SftpRoadSettings {
    std::string host;
    std::uint16_t port = 22;
    std::string user;
    // As ssh-keygen -lf prints them ("SHA256:…"). A server has one key of each kind; any of those listed will do.
    std::vector<std::string> host_keys;
    std::filesystem::path key_file;          // Private, OpenSSH or PEM. Or else
    std::filesystem::path password_file;     // a password.
    std::filesystem::path pass_phrase_file;  // Of the key. Empty: it has none.
    // Folders on the server; a path that does not begin with a slash begins where the server puts the user.
    std::string out;
    std::string in;
    std::string done;                                   // Where fetched files go. Empty: they are deleted.
    std::chrono::milliseconds connect_timeout{20'000};  // Until signed in.
    std::chrono::milliseconds answer_timeout{60'000};   // Of each step after that.

    friend bool operator==(const SftpRoadSettings&, const SftpRoadSettings&) = default;
};

class SftpConnection;

// A folder of the bank's front machine (前置机) by SFTP version 3. A server whose host key is not one agreed on is
// never talked to. A file is written under a hidden name, its size checked, and then renamed.
//
//   unreachable   not connected, not signed in, or the connection went before the rename was asked for
//   rejected      the server answered no at any step; another file stands under the name
//   unknown       the rename was asked for, and whether it was done could not be asked
//   acknowledged  the server answered yes, or the file was seen under its name with these bytes
//
// What a broken connection leaves behind is a hidden file that nobody takes for the real one; the next sending of the
// name takes it away.
class SftpRoad final : public Road {
public:
    explicit SftpRoad(SftpRoadSettings settings);
    ~SftpRoad() override;
    SftpRoad(SftpRoad&&) noexcept;

    [[nodiscard]] DeliveryReport put(const std::string& name, std::string_view bytes) override;
    // A file that was picked up is absent, like one that never came: a server of files keeps no account.
    [[nodiscard]] Result<Presence, Refusal> look(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Result<std::vector<WaitingFile>, Refusal> waiting() override;
    [[nodiscard]] Result<std::string, Refusal> fetch(const WaitingFile& file) override;
    [[nodiscard]] Result<void, Refusal> take_away(const WaitingFile& file) override;

private:
    Result<SftpConnection*, Refusal> connected();
    DeliveryReport put_over(SftpConnection& server, const std::string& name, std::string_view bytes);

    SftpRoadSettings settings_;
    std::string place_;  // "sftp://bank.example:22"
    std::unique_ptr<SftpConnection> connection_;
};

}  // namespace mingzhang::bank::transport
