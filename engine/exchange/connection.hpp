// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/signing/envelope.hpp"
#include "bank_adapters/transport/road.hpp"
#include "base/calendar/cut_off.hpp"
#include "base/commands/command.hpp"

// Exchange with banks (收送): which road leads to the bank of an account, what went over it and what came.
namespace mingzhang::exchange {

// What was agreed with a bank, as one TOML text: its road, its signatures, its hours. Keys and passwords stand in files
// the text names, never in the text.
struct ConnectionText {
    std::string toml;
    std::filesystem::path folder;  // Where file names in the text begin.
    std::string file_name;         // For findings.
};

// The text as it is used. Keys are read; the bank is not called before the road is.
struct OpenConnection {
    std::string name;                                     // What the office calls it.
    std::string road_kind;                                // "sftp": what the register of files shows.
    std::string place = {};                               // "sftp://minzheng@sftp.bank.example:22/upload"; no secrets.
    std::optional<std::filesystem::path> in_folder = {};  // Of this machine, which can be watched.
    std::optional<calendar::CutOff> hours = {};           // When the bank takes files; none: at any time.
    std::unique_ptr<bank::transport::Road> road;
    std::unique_ptr<bank::signing::Agreement> agreement;
};
// How a text is opened: main hands in the real roads, tests theirs.
using Opener = std::function<Result<OpenConnection, Refusal>(const ConnectionText& text)>;

// The connection of an account (银联接), one version of it. Versions are added, never changed: what was sent over one
// is asked about over the same.
struct Connection {
    std::int64_t bank_account = 0;
    std::int64_t version = 0;  // From 1.
    std::string name;
    std::string road_kind;
    ConnectionText text;
    bool removed = false;  // From this version on the account has none.
    std::string by;
    Instant at;
};

// Why a connection was not set or taken away. Checked in this order, after the text itself.
enum class ConnectRefusal : std::uint8_t { same_as_before, no_connection };
[[nodiscard]] RefusalWords words(ConnectRefusal reason);

// `bank connect` (administrator, officer): from here on files of the account go over this road. Answers `version`.
[[nodiscard]] Result<Answer, Refusal> connect(Desk& desk, const Opener& open, const Actor& actor, County county,
                                              std::int64_t bank_account, const ConnectionText& text,
                                              const std::string& key);
// `bank connect --remove`: from here on files are handed over by people again.
[[nodiscard]] Result<Answer, Refusal> disconnect(Desk& desk, const Actor& actor, County county,
                                                 std::int64_t bank_account, const std::string& key);

// Those in force, by account.
[[nodiscard]] std::vector<Connection> connections_in_force(soci::session& sql, County county);
[[nodiscard]] std::optional<Connection> connection_in_force(soci::session& sql, County county,
                                                            std::int64_t bank_account);
[[nodiscard]] std::optional<Connection> find_connection(soci::session& sql, County county, std::int64_t bank_account,
                                                        std::int64_t version);

}  // namespace mingzhang::exchange
