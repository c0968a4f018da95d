// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/account_layouts.hpp"

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"

namespace mingzhang::batches {

RefusalWords words(ChangeLayoutRefusal reason) {
    switch (reason) {
        case ChangeLayoutRefusal::same_layout:
            return {"bank-account.layout/same_layout", "第 {0} 号账户用的就是这份格式“{1}”。",
                    "Bank account {0} has this very layout, \"{1}\".", "无需再办。", "Nothing is left to do."};
    }
    return {};
}

namespace {

constexpr CommandKind change_kind{
    "bank-account.layout", {"更换银行文件格式", "change a bank's layout"}, {Role::administrator, Role::officer}};

// The account as it would be registered with the layout.
Result<NewBankAccount, Refusal> with_layout(soci::session& sql, const crypto::Sealer& sealer, const BankAccount& now,
                                            const LayoutChange& change) {
    auto number = open_bank_account(sql, sealer, change.county, now.number);
    if (!number) return pass_on(number);
    return NewBankAccount{.county = change.county,
                          .name = now.name,
                          .bank_code = now.bank_code,
                          .layout = change.layout,
                          .account = std::move(*number),
                          .account_name = now.account_name,
                          .layout_toml = change.layout_toml,
                          .merchant = now.merchant,
                          .branch_code = now.branch_code,
                          .branch_name = now.branch_name,
                          .region = now.region};
}

}  // namespace

Result<Answer, Refusal> change_layout(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                      const LayoutChange& change, const std::string& key) {
    const std::string request = Canonical{"bank-account.layout/1"}
                                    .add("bank_account", change.bank_account)
                                    .add("layout", change.layout)
                                    .add("layout_toml", change.layout_toml)
                                    .bytes();
    return desk.carry_out(
        actor, change_kind, {change.county, {}, key, request}, [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto now = find_bank_account(context.sql(), change.county, change.bank_account);
            if (!now) return pass_on(now);
            auto wanted = with_layout(context.sql(), sealer, *now, change);
            if (!wanted) return pass_on(wanted);
            auto layout = check_layout(*wanted);
            if (!layout) return pass_on(layout);
            if (now->layout == *layout && now->layout_toml == change.layout_toml)
                return refuse(ChangeLayoutRefusal::same_layout, change.bank_account, *layout);
            store::BulkInsert{
                context.tx(), "bank_account_layout", {"county", "bank_account", "command", "layout", "layout_toml"}}
                .row(change.county.number, change.bank_account, context.id().number, *layout, change.layout_toml);
            return Answer{}.set("bank_account", change.bank_account).set("layout", *layout);
        });
}

}  // namespace mingzhang::batches
