// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/tables/sheet_schema.hpp"
#include "base/tables/table.hpp"

// Lists come in: divisions, households, members, incomes, deaths, rule packs and past payments. A file loads whole or
// not at all.
namespace mingzhang::registry {

enum class ImportKind : std::uint8_t { divisions, households, members, incomes, deaths, pack, past_payments };
inline constexpr std::array all_import_kinds{ImportKind::divisions,    ImportKind::households, ImportKind::members,
                                             ImportKind::incomes,      ImportKind::deaths,     ImportKind::pack,
                                             ImportKind::past_payments};

[[nodiscard]] std::string_view code(ImportKind kind) noexcept;  // "households"
[[nodiscard]] Text name(ImportKind kind);
[[nodiscard]] std::optional<ImportKind> parse_import_kind(std::string_view text) noexcept;

// The columns of a list, English and Chinese. A pack is TOML and has none: asking for it is a bug.
[[nodiscard]] const SheetSchema& schema(ImportKind kind);

// Why a file was not imported. Checked in this order.
enum class ImportRefusal : std::uint8_t { cannot_read_file, stopped, rows_refused };
[[nodiscard]] RefusalWords words(ImportRefusal reason);

// What a household was last paid for a month of its own.
struct LastPaid {
    Money amount;
    std::optional<Month> month;  // Absent: never.
};

// The file is all there is of a place (--full): whom the registry has there and the file leaves out is asked about.
struct FullRoster {
    std::optional<DivisionScope> division;  // Absent: the narrowest place all households of the file lie in.
    // Known on a floor above; called inside the command.
    std::function<LastPaid(CommandContext&, const std::string& household_no)> last_paid;
};

// Why a file is not the full roster of a place. Checked in this order.
enum class FullRosterRefusal : std::uint8_t {
    only_households,
    nobody_listed,
    place_unclear,  // {0} file, {1} a part of the place that has households and none in the file
    outside_place,  // {0} file, {1} household, {2} place
};
[[nodiscard]] RefusalWords words(FullRosterRefusal reason);

struct ImportCall {
    ImportKind kind;
    std::filesystem::path file;
    std::optional<County> county;                   // Absent: the one county there is.
    std::string key;                                // Idempotency key; may be empty.
    std::optional<FullRoster> full = std::nullopt;  // Of households only.
};

// Imports a file as one command. Rows equal to what is known change nothing; each bad row is a finding with file, row,
// column, value and reason, all of them. The answer: import, kind, rows, changed, digest, and for incomes
// not_members (rows that name somebody who is no member of the household, and so count for nothing), for households
// accounts_changed. A changed account
// of a household known before, and a household a full roster leaves out, become questions (questions.hpp); a full
// roster's answer has division and absent as well.
[[nodiscard]] Result<Answer, Refusal> import_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                  const ImportCall& call, LongWork work);

// Every import of the county: number, kind, file, digest, rows, changed, user, time, and the import that took it back.
[[nodiscard]] Table imports_table(store::Store& store, County county);

// Which county is meant when none is named. Checked in this order.
enum class CountyRefusal : std::uint8_t { none_yet, several };
[[nodiscard]] RefusalWords words(CountyRefusal reason);
[[nodiscard]] Result<County, Refusal> county_in_force(store::Store& store, const std::optional<County>& named);

}  // namespace mingzhang::registry
