// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/random.hpp"
#include "base/crypto/seal.hpp"
#include "base/store/part.hpp"
#include "base/store/store.hpp"
#include "base/values/clock.hpp"
#include "ledger/log.hpp"

// The only place that wires: what the program is made of, and how the pieces are handed to each other.
namespace mingzhang::console {

// Every folder's tables, migrations and passes of `verify`, in the order in which they are applied and run.
[[nodiscard]] std::vector<store::Part> all_parts();

// What the program is given by main and hands on by reference.
struct World {
    std::span<const store::Part> parts;
    const Clock& clock;
    crypto::RandomSource& random;
};

// Where the database and its keys are, and what time it is to be taken for.
struct Address {
    std::string database = "sqlite:mingzhang.db";   // URL
    std::optional<std::filesystem::path> key_file;  // Absent: `store::local_path` of the database and ".key".
    std::optional<Instant> now;                     // Practice databases only.
};

// Where the key file of the database stands, or belongs.
[[nodiscard]] std::filesystem::path key_file_of(const Address& address);

// Why a workplace was not opened. Checked in this order.
enum class WorkplaceRefusal : std::uint8_t { no_database, not_begun, now_outside_practice };
[[nodiscard]] RefusalWords words(WorkplaceRefusal reason);

// An open database with everything a command needs.
class Workplace {
public:
    // Opens a database that `init` made, with this program's schema. Never makes one. `world` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Workplace>, Refusal> open(const World& world, const Address& address);

    [[nodiscard]] store::Store& store() noexcept { return *store_; }
    [[nodiscard]] Desk& desk() noexcept { return *desk_; }
    [[nodiscard]] std::span<const store::Part> parts() const noexcept { return world_.parts; }
    [[nodiscard]] crypto::RandomSource& random() noexcept { return world_.random; }
    [[nodiscard]] const Clock& clock() const noexcept { return clock_ ? *clock_ : world_.clock; }

    // Opened with the key file when first asked for: who only reads lists needs no keys.
    [[nodiscard]] Result<const crypto::Sealer*, Refusal> sealer();

private:
    Workplace(const World& world, const Address& address, std::unique_ptr<store::Store> store);

    World world_;
    std::filesystem::path key_file_;
    std::unique_ptr<store::Store> store_;
    std::optional<FixedClock> clock_;
    ledger::Log log_;
    std::optional<Desk> desk_;
    std::optional<crypto::Sealer> sealer_;
};

// What `init` is asked for.
struct Founding {
    bool practice = false;
    std::optional<crypto::HashKind> log_hash = {};  // Absent: SHA-256, or what was settled before.
    std::string program_role = {};                  // PostgreSQL: the role the program runs under.
};

// What `init` did.
struct Foundation {
    std::filesystem::path database;
    std::filesystem::path key_file;
    int steps = 0;           // Of the schema that were applied.
    bool begun_now = false;  // The keys were drawn in this call; else it was an office before.
    bool practice = false;
    crypto::HashKind log_hash = crypto::HashKind::sha256;
    std::string key_identity;
    std::optional<std::string> sheet_zh;  // The recovery sheet, when the keys were drawn in this call.
    std::optional<std::string> sheet_en;
};

// Why `init` refused. Checked in this order, beside what store and crypto refuse.
enum class FoundRefusal : std::uint8_t { not_for_practice, other_hash };
[[nodiscard]] RefusalWords words(FoundRefusal reason);

// On PostgreSQL the database is there, and whoever calls this owns its tables; `program_role` is let in.
// Makes the database and its key file, or upgrades a database that is there. Cut short at any point, it is completed by
// asking again: a key file that is there and a database without keys go together.
// `log_hash` is settled with the first call.
[[nodiscard]] Result<Foundation, Refusal> found(const World& world, const Address& address, const Founding& founding);

}  // namespace mingzhang::console
