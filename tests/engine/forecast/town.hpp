// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <soci/soci.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/store/state_digest.hpp"
#include "engine/policy/parse_pack.hpp"
#include "tests/engine/registry/lists.hpp"

namespace mingzhang::test {

using registry::ImportKind;

// The golden town as an office has it after its first month's imports: 131 households, one pack from 2021-09.
inline void load_golden_town(Office& office) {
    if (!office.import(ImportKind::divisions, town_folder("golden-town") / "divisions.csv"))
        throw std::runtime_error{"the divisions do not load"};
    import_month(office, town_months("golden-town").front());
}

inline std::string first_pack() {
    return read_file(town_folder("golden-town") / "2022-08/2021-09.toml");
}

// The pack's text with each first piece replaced by the second; a piece that is not there is a mistake of the test.
inline std::string with(std::string toml, const std::vector<std::pair<std::string, std::string>>& pieces) {
    for (const auto& [piece, other] : pieces) {
        const auto at = toml.find(piece);
        if (at == std::string::npos) throw std::runtime_error{"no such piece in the pack: " + piece};
        toml.replace(at, piece.size(), other);
    }
    return toml;
}

inline policy::Pack pack_of(std::string_view toml) {
    auto pack = policy::parse_pack(toml, "test");
    if (!pack) throw std::runtime_error{pack.error().findings().front().reason.en};
    return *pack;
}

// Everything the database holds, byte for byte, and how long its log is.
struct Untouched {
    explicit Untouched(Office& office)
        : digest{store::state_digest(office.store(), office_parts(), store::Compared::every_byte)} {
        office.sql() << "SELECT count(*) FROM log_leaf", soci::into(leaves);
    }
    crypto::Digest digest;
    std::int64_t leaves = 0;
    friend bool operator==(const Untouched&, const Untouched&) = default;
};

// What a run of the month would pay in regular lines, by the packs as they are now.
inline Money regular_lines(Office& office, std::string_view month) {
    const auto run = office.calculate(month);
    if (!run) throw std::runtime_error{run.error().what().en};
    std::int64_t fen = 0;
    const std::int64_t number = run->number("run");
    office.sql() << "SELECT coalesce(sum(amount), 0) FROM run_line WHERE run = :run AND kind = 1", soci::use(number),
        soci::into(fen);
    return Money::fen(fen);
}

}  // namespace mingzhang::test
