// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/transport/sftp_road.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::transport {

// Why a step failed. Only `refused` comes from the server itself; after it the connection serves on.
struct SftpFault {
    enum class Kind : std::uint8_t {
        refused,    // It answered no.
        lost,       // No answer: the connection is of no more use, and the step may have been done or not.
        timed_out,  // The same, because the time was over.
    };
    Kind kind = Kind::lost;
    std::string words = {};  // Of the protocol or the library, in English.
};

struct SftpFile {
    std::string name;  // Only in a listing.
    bool regular = false;
    std::uint64_t bytes = 0;
    std::uint64_t changed = 0;  // When, by the server's clock.

    friend bool operator==(const SftpFile&, const SftpFile&) = default;
};

// One signed-in session with a server that showed a host key agreed on. The only file that knows libssh.
class SftpConnection {
public:
    // `place` is for the words of a refusal.
    [[nodiscard]] static Result<std::unique_ptr<SftpConnection>, Refusal> open(const SftpRoadSettings& settings,
                                                                               const std::string& place);
    ~SftpConnection();
    SftpConnection(const SftpConnection&) = delete;
    SftpConnection& operator=(const SftpConnection&) = delete;

    // False once the other side has ended it or a step got no answer.
    [[nodiscard]] bool serves();

    // None: there is no such file. A symbolic link is not followed.
    [[nodiscard]] Result<std::optional<SftpFile>, SftpFault> look_at(const std::string& path);
    [[nodiscard]] Result<void, SftpFault> write_new(const std::string& path, std::string_view bytes);
    // Version 3: fails where `to` exists. OpenSSH's extension that replaces is not used.
    [[nodiscard]] Result<void, SftpFault> rename(const std::string& from, const std::string& to);
    [[nodiscard]] Result<void, SftpFault> remove(const std::string& path);
    // One byte over `bytes_max` where there are more.
    [[nodiscard]] Result<std::string, SftpFault> read(const std::string& path, std::uint64_t bytes_max);
    [[nodiscard]] Result<std::vector<SftpFile>, SftpFault> list(const std::string& path);

private:
    struct State;
    explicit SftpConnection(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::bank::transport
