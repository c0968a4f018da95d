// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/tables/table.hpp"
#include "engine/registry/household.hpp"

// The register of entrusted cards (卡折委托代管台账): who keeps a card or passbook for its owner, and by which written
// agreement (民发〔2021〕57号 art. 26).
namespace mingzhang::custody {

// What a custodian is to the owner. Stored by number: never renumber.
enum class Relation : std::uint8_t {
    guardian = 1,     // 监护人
    family = 2,       // 共同生活的家庭成员
    relative = 3,     // 其他亲属
    institution = 4,  // 供养机构
    staff = 5,        // 乡镇（街道）或村（居）工作人员: only when filed with the county
};
inline constexpr std::array all_relations{Relation::guardian, Relation::family, Relation::relative,
                                          Relation::institution, Relation::staff};
[[nodiscard]] Word word(Relation relation);

// What has happened to an agreement. Stored by number: never renumber.
enum class EventKind : std::uint8_t {
    entered = 1,    // 录入, waits for a second person
    confirmed = 2,  // 确认: from here on the card is in custody
    ended = 3,      // 解除, with a reason
};

// Where an agreement stands on a day.
enum class State : std::uint8_t { waiting, in_force, expired, ended };
[[nodiscard]] Word word(State state);

struct Agreement {
    std::int64_t number = 0;
    std::string household;
    registry::PersonId owner;
    registry::PersonId custodian;  // Zero for an institution, which has no ID number.
    std::string custodian_name;
    Relation relation = Relation::guardian;
    std::string paper;  // 协议编号
    Date signed_on{};
    Date valid_until{};
    std::string filing;  // 县备案号; empty where none is needed.
    std::string note;
    std::int64_t opening = 0;  // The opening run that brought it; zero: none did.
    EventKind last = EventKind::entered;

    [[nodiscard]] State state_on(Date day) const;
};

[[nodiscard]] std::vector<Agreement> read_agreements(soci::session& sql, County county);  // By number.

// Enters an agreement inside a command; its number is taken here.
std::int64_t enter(CommandContext& context, Agreement agreement);

// What becomes of all agreements an opening brought: confirmed with it, ended with it. Gives how many.
std::int64_t confirm_opening(CommandContext& context, std::int64_t opening);
std::int64_t end_opening(CommandContext& context, std::int64_t opening, const std::string& reason);

// Number, household, owner (masked), custodian, relation, paper, signed, valid until, filing, state on the day.
[[nodiscard]] Table agreements_table(store::Store& store, County county, Date day);

}  // namespace mingzhang::custody
