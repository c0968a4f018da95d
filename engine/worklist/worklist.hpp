// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/commands/command.hpp"
#include "base/values/money.hpp"
#include "base/values/text.hpp"

// One list of everything that waits for a person (待办), whatever folder it comes from.
namespace mingzhang::worklist {

// What kind of thing waits. Stored by number: never renumber.
enum class Kind : std::uint8_t {
    death_conflict = 1,        // 死亡日期不一致: reported dates differ by more than seven days
    overpayment = 2,           // 多发待追缴: paid before it was known not to be owed
    returned_payment = 3,      // 退汇待处理
    wrong_amount = 4,          // 回盘金额不符
    unknown_serial = 5,        // 回盘流水不识
    repeated_line = 6,         // 回盘重复行
    repeated_file = 7,         // 回盘文件重复
    wrong_account = 8,         // 回盘账号或户名不符
    unknown_outcome = 9,       // 结果不明: ask the bank, never send again
    unmapped_reason = 10,      // 失败原因未归类
    hold_lift = 11,            // 解除暂缓待第二人确认
    death_settlement = 12,     // 死亡日期待第二人确认
    account_missing = 13,      // 账户缺失: a payable that cannot go into a batch
    opening_check = 14,        // 期初数待第二人确认
    institution_check = 15,    // 预拨、结算、退回待第二人确认
    temporary_papers = 16,     // 急难救助手续待补齐: paid first, the papers are due
    account_changed = 17,      // 账户变更待核验: lines are held until a second person confirms
    missing_from_roster = 18,  // 名册缺户: active here, absent from a full roster
    sending_unknown = 19,      // 送盘结果不明: the file may be with the bank; ask, never send again before that
    file_not_taken = 20,       // 来盘未收: a file from the bank that fits nothing, or whose signature does not hold
    statement_differs = 21,    // 对账单不符: a statement tells what the books do not, or the other way round
    recall_open = 22,          // 追回请求待答复: the bank was asked to take payments back
};
[[nodiscard]] Text name(Kind kind);
[[nodiscard]] Text next_step(Kind kind);  // What the person should do.

struct NewItem {
    Kind kind;
    DivisionScope division;  // Whose it is; empty: the county's.
    Money amount;            // What it is about, zero when no money is.
    std::string subject;     // Who or what, already masked: "YX000062", "B3-000017".
    Text detail;
    Role owner;  // Who takes the next step.
};

struct Item {
    std::int64_t number = 0;
    NewItem what;
    Instant opened_at;
    std::string opened_by;
    bool open = true;
    std::string decision;  // Empty while open.
    std::string decided_by;
};

enum class DecideRefusal : std::uint8_t {
    decision_missing,
    unknown_item,
    decided_before,
    has_its_own_command,  // A sentence alone would leave what it is about held for good.
};
[[nodiscard]] RefusalWords words(DecideRefusal reason);

// Opens an item inside a command; gives its number within the county.
std::int64_t open_item(CommandContext& context, const NewItem& item);

// Opens many at once, numbered in their order; gives the first number.
std::int64_t open_items(CommandContext& context, std::span<const NewItem> items);

// Ends an item inside a command: the decision is a sentence, kept with who took it.
[[nodiscard]] Result<void, Refusal> decide(CommandContext& context, std::int64_t number, const std::string& decision);

// Ends an item inside a command because what it was about has ended; one a person decided before stays as decided.
[[nodiscard]] Result<void, Refusal> end_if_open(CommandContext& context, std::int64_t number,
                                                const std::string& decision);

// `worklist decide` as a command of its own.
[[nodiscard]] Result<Answer, Refusal> decide(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                             const std::string& decision, const std::string& key);

// Items in the order they were opened.
void read_items(soci::session& sql, County county, bool only_open, const std::function<void(const Item&)>& each);
[[nodiscard]] std::optional<Item> find_item(soci::session& sql, County county, std::int64_t number);

[[nodiscard]] store::Part worklist_part();

}  // namespace mingzhang::worklist
