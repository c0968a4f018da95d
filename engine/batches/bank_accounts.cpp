// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/bank_accounts.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "base/values/program.hpp"

namespace mingzhang::batches {

namespace layouts = bank::layouts;

RefusalWords words(AddBankAccountRefusal reason) {
    switch (reason) {
        case AddBankAccountRefusal::name_missing:
            return {"bank-account.add/name_missing", "没有写账户名称或户名。", "The account has no name or no holder.",
                    "请写明本单位对该账户的称呼和开户户名。",
                    "Give what the office calls it and in whose name it is held."};
        case AddBankAccountRefusal::bank_code_missing:
            return {"bank-account.add/bank_code_missing", "没有写开户银行代码。", "The bank code is missing.",
                    "请写花名册中该银行的代码。", "Give the code the roster uses for this bank."};
        case AddBankAccountRefusal::unknown_layout:
            return {"bank-account.add/unknown_layout", "没有名为“{0}”的银行版式。",
                    "There is no bank layout named \"{0}\".", "请用 mingzhang bank layouts 查看，或给出自有版式文件。",
                    "See mingzhang bank layouts, or give a layout file of your own."};
        case AddBankAccountRefusal::account_known:
            return {"bank-account.add/account_known", "账号 {0} 已登记为第 {1} 号账户。",
                    "Account {0} is registered already, as number {1}.", "直接使用即可。", "Use it as it is."};
    }
    return {};
}

RefusalWords words(BankAccountRefusal reason) {
    switch (reason) {
        case BankAccountRefusal::unknown_account:
            return {"bank-account/unknown", "没有第 {0} 号本单位账户。", "The office has no bank account {0}.",
                    "请用 mingzhang bank-account list 查看。", "See mingzhang bank-account list."};
        case BankAccountRefusal::layout_gone:
            return {"bank-account/layout_gone", "本版本不含银行版式“{0}”。", "This version has no bank layout \"{0}\".",
                    "请用原版本，或以自有版式文件重新登记账户。",
                    "Use the earlier version, or register the account with a layout file of your own."};
        case BankAccountRefusal::cannot_be_opened:
            return {"bank-account/cannot_be_opened", "第 {0} 号账户的账号解不开：{1}",
                    "The number of bank account {0} cannot be opened: {2}", "请使用建库时的密钥文件。",
                    "Use the key file made with the database."};
    }
    return {};
}

namespace {

constexpr CommandKind add_kind{
    "bank-account.add", {"添加银行账户", "add a bank account"}, {Role::administrator, Role::officer}};
constexpr std::string_view own_account_context = "bank_account";

std::int64_t account_with(soci::session& sql, County county, const std::string& digest) {
    std::int64_t number = 0;
    sql << "SELECT number FROM bank_account WHERE county = :county AND digest = :digest", soci::use(county.number),
        soci::use(digest), soci::into(number);
    return number;
}

Result<layouts::Layout, Refusal> layout_for(const NewBankAccount& account) {
    if (!account.layout_toml.empty()) return layouts::load_layout(account.layout_toml, account.layout);
    auto delivered = layouts::delivered_layout(account.layout);
    if (!delivered) return refuse(AddBankAccountRefusal::unknown_layout, account.layout);
    return std::move(*delivered);
}

std::string request_of(const NewBankAccount& a, const std::string& digest) {
    return Canonical{"bank-account.add/1"}
        .add("name", a.name)
        .add("bank_code", a.bank_code)
        .add("layout", a.layout)
        .add("layout_toml", a.layout_toml)
        .add("account", digest)
        .add("account_name", a.account_name)
        .add("merchant", a.merchant)
        .add("branch_code", a.branch_code)
        .add("branch_name", a.branch_name)
        .add("region", a.region)
        .bytes();
}

}  // namespace

Result<std::string, Refusal> check_layout(const NewBankAccount& account) {
    auto layout = layout_for(account);
    if (!layout) return pass_on(layout);
    bank::FileHead sample;
    sample.merchant = account.merchant;
    sample.batch = 1;
    sample.date = Date{std::chrono::year{2022}, std::chrono::month{1}, std::chrono::day{1}};
    sample.payer_account = account.account;
    sample.payer_name = account.account_name;
    sample.payer_bank_code = account.branch_code;
    sample.payer_bank_name = account.branch_name;
    sample.payer_region = account.region;
    sample.program = chinese(Program::urban_dibao);
    sample.count = 1;
    sample.created_at = Instant{};
    if (auto named = layouts::payment_file_name(*layout, sample); !named) return pass_on(named);
    return layout->name;
}

Result<Answer, Refusal> add_bank_account(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         const NewBankAccount& account, const std::string& key) {
    if (account.name.empty() || account.account_name.empty()) return refuse(AddBankAccountRefusal::name_missing);
    if (account.bank_code.empty()) return refuse(AddBankAccountRefusal::bank_code_missing);
    auto layout = check_layout(account);
    if (!layout) return pass_on(layout);
    const std::string digest = sealer.keyed_digest(account.account.text(), own_account_context);
    return desk.carry_out(
        actor, add_kind, {account.county, {}, key, request_of(account, digest)},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (const std::int64_t known = account_with(context.sql(), account.county, digest); known != 0)
                return refuse(AddBankAccountRefusal::account_known, account.account.masked(), known);
            const std::int64_t number = context.take_number("bank_account");
            store::BulkInsert{
                context.tx(),
                "bank_account",
                {"county", "number", "name", "bank_code", "layout", "layout_toml", "digest", "sealed", "last_four",
                 "account_name", "merchant", "branch_code", "branch_name", "region", "command"}}
                .row(account.county.number, number, account.name, account.bank_code, *layout, account.layout_toml,
                     digest, sealer.seal(account.account.text(), own_account_context), account.account.last_four(),
                     account.account_name, account.merchant, account.branch_code, account.branch_name, account.region,
                     context.id().number);
            return Answer{}.set("bank_account", number).set("layout", *layout).set("account", account.account.masked());
        });
}

namespace {

// Puts the layouts that accounts got later in the place of their first ones.
void apply_changes(soci::session& sql, County county, std::int64_t as_of, std::vector<BankAccount>& accounts) {
    std::int64_t number = 0;
    std::string layout, toml;
    soci::statement query =
        (sql.prepare << "SELECT bank_account, layout, layout_toml FROM bank_account_layout "
                        "WHERE county = :county AND command <= :as_of ORDER BY command",
         soci::use(county.number), soci::use(as_of), soci::into(number), soci::into(layout), soci::into(toml));
    query.execute();
    while (query.fetch()) {
        const auto account = std::ranges::find(accounts, number, &BankAccount::number);
        MINGZHANG_CHECK(account != accounts.end());
        account->layout = layout;
        account->layout_toml = toml;
    }
}

}  // namespace

std::vector<BankAccount> read_bank_accounts(soci::session& sql, County county, std::int64_t as_of) {
    std::vector<BankAccount> accounts;
    BankAccount a;
    std::string last_four;
    soci::statement query =
        (sql.prepare << "SELECT number, name, bank_code, layout, layout_toml, last_four, account_name, merchant, "
                        "branch_code, branch_name, region FROM bank_account WHERE county = :county ORDER BY number",
         soci::use(county.number), soci::into(a.number), soci::into(a.name), soci::into(a.bank_code),
         soci::into(a.layout), soci::into(a.layout_toml), soci::into(last_four), soci::into(a.account_name),
         soci::into(a.merchant), soci::into(a.branch_code), soci::into(a.branch_name), soci::into(a.region));
    query.execute();
    while (query.fetch()) {
        a.account_masked = "****" + last_four;
        accounts.push_back(a);
    }
    apply_changes(sql, county, as_of, accounts);
    return accounts;
}

Result<BankAccount, Refusal> find_bank_account(soci::session& sql, County county, std::int64_t number,
                                               std::int64_t as_of) {
    for (BankAccount& account : read_bank_accounts(sql, county, as_of))  // An office has a handful.
        if (account.number == number) return std::move(account);
    return refuse(BankAccountRefusal::unknown_account, number);
}

Result<AccountNumber, Refusal> open_bank_account(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                 std::int64_t number) {
    std::string sealed;
    sql << "SELECT sealed FROM bank_account WHERE county = :county AND number = :number", soci::use(county.number),
        soci::use(number), soci::into(sealed);
    if (!sql.got_data()) return refuse(BankAccountRefusal::unknown_account, number);
    const auto opened = sealer.open(sealed, own_account_context);
    const auto account = opened ? AccountNumber::parse(*opened) : tl::unexpected{AccountNumberError::empty};
    if (account) return *account;
    const Refusal why = refusal(opened ? crypto::OpenError::damaged : opened.error(), own_account_context);
    return refuse(BankAccountRefusal::cannot_be_opened, number, why.what().zh, why.what().en);
}

Result<layouts::Layout, Refusal> layout_of(const BankAccount& account) {
    if (!account.layout_toml.empty()) return layouts::load_layout(account.layout_toml, account.layout);
    auto delivered = layouts::delivered_layout(account.layout);
    if (!delivered) return refuse(BankAccountRefusal::layout_gone, account.layout);
    return std::move(*delivered);
}

}  // namespace mingzhang::batches
