// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/exchange/connection.hpp"

// The register of files that went over a road or came over one (收送登记). Rows are added before a file leaves and
// before one is taken away from the other side, with the bytes sealed in the archive.
namespace mingzhang::exchange {

enum class Direction : std::uint8_t { out = 1, in = 2 };  // Stored by number: never renumber.
[[nodiscard]] Text name(Direction direction);

struct RoadFileRow {
    std::int64_t number = 0;
    Direction direction = Direction::out;
    std::int64_t bank_account = 0;
    std::int64_t connection = 0;  // The version it went or came over.
    std::string road;             // "sftp"
    std::int64_t batch = 0;       // Of what goes.
    std::string name;
    std::string digest;  // SHA-256 of what stood on the road, hex.
    std::int64_t bytes = 0;
    std::string by;
    Instant at;
};

// Keeps a file in register and archive as part of a command.
RoadFileRow add_road_file(CommandContext& context, const crypto::Sealer& sealer, const Connection& connection,
                          Direction direction, std::int64_t batch, const std::string& name, std::string_view bytes);

// Those of a batch for one connection, in the order in which they are handed over: the payment file itself is the last.
[[nodiscard]] std::vector<RoadFileRow> files_of_batch(soci::session& sql, County county, std::int64_t batch,
                                                      std::int64_t connection);

// A file of this name and content that came for an account before.
[[nodiscard]] std::optional<RoadFileRow> find_incoming(soci::session& sql, County county, std::int64_t bank_account,
                                                       const std::string& name, const std::string& digest);

// What became of a file that came. Stored by number: never renumber.
enum class Taking : std::uint8_t {
    posted = 1,         // 已记账
    repeated = 2,       // 重复: the same content was posted before
    companion = 3,      // 签名: belongs to another file
    not_taken = 4,      // 未收: on the worklist
    statement = 5,      // 对账单: kept as a statement of the account, and posted as far as it tells of payments
    recall_answer = 6,  // 追回答复: kept with the recalls it answers
};
[[nodiscard]] Text name(Taking taking);

struct FileTaken {
    std::int64_t file = 0;
    Taking taking = Taking::not_taken;
    std::int64_t batch = 0;
    // As `post_result_file` numbers it; of a statement, the first in the file; of an answer to recalls, the first.
    std::int64_t bank_file = 0;
    std::int64_t item = 0;  // On the worklist.
};
void add_taken(CommandContext& context, const FileTaken& taken);
[[nodiscard]] std::optional<FileTaken> find_taken(soci::session& sql, County county, std::int64_t file);

}  // namespace mingzhang::exchange
