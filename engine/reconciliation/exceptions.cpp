// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/exceptions.hpp"

#include <fmt/format.h>

#include "bank_adapters/layouts/column.hpp"

namespace mingzhang::reconciliation {

namespace {

using bank::layouts::masked;
using worklist::Kind;
using worklist::NewItem;

// Where in the file, and what the bank wrote there; digits of accounts are masked.
Text place(const MatchedRow& row, const std::string& file_name) {
    return {fmt::format("{} 第 {} 行", masked(file_name), row.row),
            fmt::format("{}, row {}", masked(file_name), row.row)};
}

Text with(const Text& place, std::string_view zh, std::string_view en) {
    return {fmt::format("{}：{}", place.zh, zh), fmt::format("{}: {}", place.en, en)};
}

std::string subject_of(const MatchedRow& row) {
    if (row.booked != nullptr) return row.booked->instruction.serial;
    return row.said().serial.empty() ? fmt::format("#{}", row.row) : masked(row.said().serial);
}

Text wrong_amount(const MatchedRow& row, const Text& at) {
    const std::string sent = to_yuan(row.booked->instruction.amount);
    const std::string told = to_yuan(row.amount);
    return with(at, fmt::format("指令 {} 元，回盘 {} 元", sent, told),
                fmt::format("sent {} yuan, answered {}", sent, told));
}

// Status and reason as the bank wrote them. Of a payment they are not kept: then what the status means.
Text words_of(const MatchedRow& row) {
    const std::string& words = row.said().words;
    return words.empty() ? bank::name(row.status) : Text{words, words};
}

// The reason and what it asks for; the cards of the dead are closed, so some reasons ask for a death check too.
Text returned(const MatchedRow& row, const Text& at) {
    const bank::Reason reason = row.reason.value_or(bank::Reason::not_given);
    const Text action = bank::name(bank::action(reason));
    const bool check_death = bank::raises_death_check(reason);
    return with(at, fmt::format("{}；{}{}", bank::name(reason).zh, action.zh, check_death ? "；请核查是否死亡" : ""),
                fmt::format("{}; {}{}", bank::name(reason).en, action.en, check_death ? "; check for a death" : ""));
}

}  // namespace

std::optional<NewItem> item_for(Disposition disposition, const MatchedRow& row, const DivisionScope& division,
                                const std::string& file_name) {
    const Text at = place(row, file_name);
    const Money amount = row.booked != nullptr ? row.booked->instruction.amount : row.amount;
    const Text said = words_of(row);
    const auto item = [&](Kind kind, Text detail, Role owner) {
        return NewItem{kind, division, amount, subject_of(row), std::move(detail), owner};
    };
    switch (disposition) {
        case Disposition::unknown_serial:
            return item(Kind::unknown_serial, with(at, said.zh, said.en), Role::liaison);
        case Disposition::repeated_line:
            return item(Kind::repeated_line, with(at, said.zh, said.en), Role::liaison);
        case Disposition::wrong_account:
            return item(Kind::wrong_account, with(at, said.zh, said.en), Role::liaison);
        case Disposition::wrong_amount:
            return item(Kind::wrong_amount, wrong_amount(row, at), Role::liaison);
        case Disposition::contradiction:
            return item(Kind::unknown_outcome,
                        with(at, "与先前结果不一致：" + said.zh, "contradicts the earlier outcome: " + said.en),
                        Role::liaison);
        case Disposition::failed:
        case Disposition::late_return:
            return item(Kind::returned_payment, returned(row, at), Role::officer);
        case Disposition::unknown:
            return item(Kind::unknown_outcome, with(at, said.zh, said.en), Role::liaison);
        case Disposition::other_payment:
        case Disposition::repeated:
        case Disposition::paid:
        case Disposition::pending:
            break;
    }
    return std::nullopt;
}

NewItem item_for_words(const MatchedRow& row, std::int64_t bank_account, const std::string& file_name) {
    const Text at = place(row, file_name);
    return {Kind::unmapped_reason,
            {},
            {},
            row.said().unmapped,
            with(at, fmt::format("用 mingzhang bank reasons map {} 归类", bank_account),
                 fmt::format("map it with mingzhang bank reasons map {}", bank_account)),
            Role::liaison};
}

}  // namespace mingzhang::reconciliation
