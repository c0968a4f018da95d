// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/values/check.hpp"

namespace mingzhang::batches {

namespace {

using Lines = std::vector<runs::SendableLine>;

std::int64_t as_number(const DivisionCode& division) {
    std::int64_t number = 0;
    const std::string& text = division.text();
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    MINGZHANG_CHECK(parsed.ec == std::errc{});
    return number;
}

LeftOut leave_out(const runs::SendableLine& line, Text why) {
    return {line.line.household.text(), line.line.division, line.open, std::move(why)};
}

// The passbook shows what the money is and the latest month it is for.
std::string memo_of(Program program, const Lines& lines) {
    const auto latest = std::max_element(lines.begin(), lines.end(),
                                         [](const auto& a, const auto& b) { return a.line.month < b.line.month; });
    return std::string{chinese(program)} + to_chinese(latest->line.month);
}

// One account's payables become one instruction, or stay out when nobody can say in whose name the account is.
void take_account(Drawn& drawn, Program program, const Lines& lines) {
    const std::string& name = lines.front().line.account_name;
    const bool one_name =
        std::all_of(lines.begin(), lines.end(), [&](const auto& line) { return line.line.account_name == name; });
    if (!one_name) {
        for (const auto& line : lines)
            drawn.left_out.push_back(leave_out(line, {"同一账号登记了两个户名，未进批次",
                                                      "its account is registered under two names; not in the batch"}));
        return;
    }
    DrawnInstruction instruction{*lines.front().line.account, name, {}, memo_of(program, lines), {}, {}};
    for (const auto& line : lines) {
        instruction.amount = sum(instruction.amount, line.open);
        instruction.lines.push_back(
            {line.line.key, line.open, as_number(line.line.division), line.line.month, line.line.household.text()});
    }
    drawn.total = sum(drawn.total, instruction.amount);
    drawn.instructions.push_back(std::move(instruction));
}

}  // namespace

Drawn draw(soci::session& sql, County county, const std::string& bank_code, Program program) {
    Drawn drawn;
    Lines of_account;  // They come ordered by account.
    const auto finish_account = [&] {
        if (!of_account.empty()) take_account(drawn, program, of_account);
        of_account.clear();
    };
    runs::read_sendable(sql, county, bank_code, program, [&](const runs::SendableLine& line) {
        if (!line.open.is_positive()) return;
        if (!line.line.account || bank_code.empty()) {
            drawn.left_out.push_back(
                leave_out(line, {"未登记银行、账号，未进批次", "has no bank account; not in the batch"}));
            return;
        }
        if (!of_account.empty() && of_account.front().line.account != line.line.account) finish_account();
        of_account.push_back(line);
    });
    finish_account();
    return drawn;
}

void open_items_for(CommandContext& context, const std::vector<LeftOut>& left_out) {
    if (left_out.empty()) return;
    std::set<std::string> open;
    worklist::read_items(context.sql(), context.county(), /*only_open=*/true, [&](const worklist::Item& item) {
        if (item.what.kind == worklist::Kind::account_missing) open.insert(item.what.subject);
    });
    std::map<std::string, worklist::NewItem> items;
    for (const LeftOut& line : left_out) {
        if (open.contains(line.household)) continue;
        const auto scope = DivisionScope::parse(line.division.text());
        auto [at, is_new] = items.try_emplace(line.household, worklist::NewItem{worklist::Kind::account_missing,
                                                                                scope.value_or(DivisionScope{}),
                                                                                {},
                                                                                line.household,
                                                                                line.why,
                                                                                Role::officer});
        at->second.amount = sum(at->second.amount, line.amount);
    }
    std::vector<worklist::NewItem> to_open;
    for (auto& [household, item] : items) to_open.push_back(std::move(item));
    worklist::open_items(context, to_open);
}

}  // namespace mingzhang::batches
