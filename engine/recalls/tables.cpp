// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/tables.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/commands/read_table.hpp"
#include "engine/batches/batch.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/registry/snapshot.hpp"

namespace mingzhang::recalls {

namespace {

constexpr bool summed = true;

struct Standing {
    std::int64_t open = 0, accepted = 0, refused = 0, returned = 0;
};

Standing standing_of(soci::session& sql, County county, const Recall& recall) {
    Standing standing;
    for (const RecalledInstruction& recalled : read_recalled(sql, county, recall)) {
        switch (recalled.state()) {
            case RecallState::asked:
            case RecallState::pending:
                ++standing.open;
                break;
            case RecallState::accepted:
                ++standing.accepted;
                break;
            case RecallState::refused:
                ++standing.refused;
                break;
            case RecallState::returned:
                ++standing.returned;
                break;
        }
    }
    return standing;
}

// The day of death of whoever died first in each household, by what is known now.
std::map<std::string, Date> first_deaths(soci::session& sql, County county) {
    std::map<std::string, Date> deaths;
    registry::SnapshotReader households{
        sql, {county, registry::last_import(sql, county)}, std::nullopt, registry::Depth::amounts};
    while (const registry::Household* household = households.next()) {
        for (const registry::Person& person : household->persons) {
            const auto died_on = entitlement::death_date(person);
            if (!died_on) continue;
            const auto [there, is_first] = deaths.emplace(household->no.text(), *died_on);
            if (!is_first) there->second = std::min(there->second, *died_on);
        }
    }
    return deaths;
}

bool may_be_recalled(const batches::Batch& batch) {
    return batch.state == batches::BatchState::sent || batch.state == batches::BatchState::closed;
}

void push_candidates(soci::session& sql, County county, const batches::Batch& batch,
                     const std::map<std::string, Date>& deaths, RowPusher& rows) {
    std::vector<batches::BatchInstruction> instructions;
    batches::read_instructions(sql, county, batch.number, [&](const batches::BatchInstruction& instruction) {
        instructions.push_back(instruction);
    });
    batches::read_instruction_lines(sql, county, batch.number, [&](const batches::InstructionLine& line) {
        const auto death = deaths.find(line.household);
        if (death == deaths.end() || line.month <= Month::of(death->second)) return;
        const auto& instruction = instructions.at(static_cast<std::size_t>(line.instruction) - 1);
        if (instruction.status == bank::OutcomeStatus::failed) return;
        rows.push(std::array{Cell{line.household}, Cell{death->second}, Cell{batch.number}, Cell{line.instruction},
                             Cell{instruction.serial}, Cell{line.month}, Cell{line.amount},
                             instruction.status ? Cell{bank::name(*instruction.status)} : Cell{}});
    });
}

}  // namespace

Table recalls_table(store::Store& store, County county, std::vector<std::int64_t> numbers) {
    TableHead head{{"追回请求", "Recalls"},
                   {},
                   {{"recall", {"请求", "Recall"}, CellKind::whole_number},
                    {"batch", {"批次", "Batch"}, CellKind::whole_number},
                    {"asked_on", {"日期", "Asked on"}, CellKind::date},
                    {"reason", {"原因", "Reason"}},
                    {"instructions", {"笔数", "Payments"}, CellKind::whole_number, summed},
                    {"total", {"金额", "Total"}, CellKind::money, summed},
                    {"open", {"待答复", "Open"}, CellKind::whole_number, summed},
                    {"accepted", {"同意未到", "Accepted"}, CellKind::whole_number, summed},
                    {"refused", {"拒绝", "Refused"}, CellKind::whole_number, summed},
                    {"returned", {"已退回", "Returned"}, CellKind::whole_number, summed},
                    {"file_name", {"文件", "File"}}}};
    return read_table(
        store, std::move(head), [county, numbers](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            std::vector<Recall> all;
            read_recalls(sql, county, [&](const Recall& recall) {
                if (numbers.empty() || std::ranges::find(numbers, recall.number) != numbers.end())
                    all.push_back(recall);
            });
            for (const Recall& recall : all) {
                const Standing standing = standing_of(sql, county, recall);
                rows.push(std::array{Cell{recall.number}, Cell{recall.batch}, Cell{office_date(recall.asked_at)},
                                     Cell{Word{std::string{code(recall.reason)}, name(recall.reason)}},
                                     Cell{recall.instructions}, Cell{recall.total}, Cell{standing.open},
                                     Cell{standing.accepted}, Cell{standing.refused}, Cell{standing.returned},
                                     Cell{recall.file_name}});
            }
            return {};
        });
}

Table recalled_table(store::Store& store, County county, std::int64_t number) {
    TableHead head{{"追回请求明细", "Payments of a recall"},
                   {{{"请求", "Recall"}, std::to_string(number)}},
                   {{"number", {"序号", "Number"}, CellKind::whole_number},
                    {"serial", {"流水号", "Serial"}},
                    {"name", {"户名", "Holder"}},
                    {"amount", {"金额", "Amount"}, CellKind::money, summed},
                    {"state", {"状态", "State"}},
                    {"reason", {"银行理由", "The bank's reason"}}}};
    return read_table(
        store, std::move(head), [county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            auto recall = find_recall(sql, county, number);
            if (!recall) return pass_on(recall);
            for (const RecalledInstruction& recalled : read_recalled(sql, county, *recall))
                rows.push(std::array{Cell{recalled.instruction}, Cell{recalled.serial}, Cell{recalled.name},
                                     Cell{recalled.amount}, Cell{word(recalled.state())}, Cell{recalled.reason}});
            return {};
        });
}

Table candidates_table(store::Store& store, County county) {
    TableHead head{{"可能须追回的款项", "Payments that may have to be asked back"},
                   {},
                   {{"household_no", {"户编号", "Household"}},
                    {"died_on", {"死亡日期", "Died on"}, CellKind::date},
                    {"batch", {"批次", "Batch"}, CellKind::whole_number},
                    {"number", {"序号", "Number"}, CellKind::whole_number},
                    {"serial", {"流水号", "Serial"}},
                    {"month", {"所属月份", "Month"}, CellKind::month},
                    {"amount", {"金额", "Amount"}, CellKind::money, summed},
                    {"outcome", {"结果", "Outcome"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        const auto deaths = first_deaths(sql, county);
        if (deaths.empty()) return {};
        std::vector<batches::Batch> sent;
        batches::read_batches(sql, county, [&](const batches::Batch& batch) {
            if (may_be_recalled(batch)) sent.push_back(batch);
        });
        for (const batches::Batch& batch : sent) push_candidates(sql, county, batch, deaths, rows);
        return {};
    });
}

}  // namespace mingzhang::recalls
