// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/account_layouts.hpp"

#include <soci/soci.h>

#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::AddBankAccountRefusal;

namespace {

Result<Answer, Refusal> add(PracticeOffice& office, const batches::NewBankAccount& account) {
    return batches::add_bank_account(office.desk, office.sealer, office.officer, account, "");
}

}  // namespace

TEST_CASE("A bank account is kept with its number sealed, and opens to the same number") {
    PracticeOffice office;
    const auto accounts = batches::read_bank_accounts(office.sql(), county);
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0].account_masked == "****0001");
    CHECK(accounts[0].layout == "ccb");
    const auto opened = batches::open_bank_account(office.sql(), office.sealer, county, 1);
    REQUIRE(opened.has_value());
    CHECK(opened->text() == "629999900001");
    CHECK(office.count("SELECT count(*) FROM bank_account WHERE sealed LIKE '%629999900001%'") == 0);
}

TEST_CASE("A bank account is refused with the reason a person can act on") {
    PracticeOffice office;
    struct Row {
        const char* why;
        void (*spoil)(batches::NewBankAccount&);
        AddBankAccountRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"no name", [](auto& a) { a.name.clear(); }, AddBankAccountRefusal::name_missing},
        {"no holder", [](auto& a) { a.account_name.clear(); }, AddBankAccountRefusal::name_missing},
        {"no bank code", [](auto& a) { a.bank_code.clear(); }, AddBankAccountRefusal::bank_code_missing},
        {"no such layout", [](auto& a) { a.layout = "nobank"; }, AddBankAccountRefusal::unknown_layout},
        {"registered before", [](auto& a) { a.account = payee_account(900001); }, AddBankAccountRefusal::account_known},
    }));
    CAPTURE(row.why);
    auto account = own_account("rcb", "ccb", 2);
    row.spoil(account);
    const auto refused = add(office, account);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK(refused.error().what().zh.find("629999") == std::string::npos);
    CHECK(batches::read_bank_accounts(office.sql(), county).size() == 1);
}

TEST_CASE("A layout that needs something of the account in its file names asks for it when the account is added") {
    PracticeOffice office;
    auto account = own_account("rcb", "ccb", 2);
    account.merchant.clear();
    CHECK_FALSE(add(office, account).has_value());
}

TEST_CASE("An account may bring a layout file of its own") {
    PracticeOffice office;
    auto account = own_account("rcb", "of-ours", 2);
    account.layout_toml = "name = ";
    CHECK_FALSE(add(office, account).has_value());

    account.layout_toml = R"(name = "town"
title = { zh = "本地", en = "local" }
source = "test"
warning = { zh = "测试", en = "test" }
[payment]
file_name = "{date}_{batch:4}.txt"
encoding = "UTF-8"
line_end = "LF"
separator = "|"
[[payment.rows]]
kind = "detail"
columns = [
  { field = "account", title = "a" }, { field = "name", title = "n" }, { field = "amount", title = "y", unit = "yuan" },
]
)";
    const auto added = add(office, account);
    REQUIRE(added.has_value());
    CHECK(added->text("layout") == "town");
    const auto kept = batches::find_bank_account(office.sql(), county, added->number("bank_account"));
    REQUIRE(kept.has_value());
    const auto layout = batches::layout_of(*kept);
    REQUIRE(layout.has_value());
    CHECK(layout->name == "town");
}

TEST_CASE("An account that gets another layout keeps the file of a batch made before as it was") {
    PracticeOffice office;
    office.receive(5000);
    office.release({{"YX000001", 500, 1}});
    REQUIRE(office.create().has_value());
    const std::string before = office.payment_file(1);

    const auto changed =
        batches::change_layout(office.desk, office.sealer, office.officer, {county, office.account, "bocom"}, "");
    REQUIRE(changed.has_value());
    CHECK(changed->text("layout") == "bocom");
    CHECK(batches::find_bank_account(office.sql(), county, office.account)->layout == "bocom");
    CHECK(office.payment_file(1) == before);

    office.release({{"YX000002", 600, 2}});
    REQUIRE(office.create().has_value());
    CHECK(office.payment_file(2).find("629999000002|") == 0);  // BoCom's rows begin with the account,
    CHECK(before.find("0000001|629999000001|") == 0);          // CCB's with a number.
    office.check_books();
}

TEST_CASE("A layout is changed only to one that the account can use, and that is another") {
    PracticeOffice office;
    const auto change = [&](batches::LayoutChange wanted) {
        const auto refused = batches::change_layout(office.desk, office.sealer, office.officer, wanted, "");
        REQUIRE_FALSE(refused.has_value());
        return refused.error();
    };
    CHECK(change({county, 7, "bocom"}).is(batches::BankAccountRefusal::unknown_account));
    CHECK(change({county, office.account, "nobank"}).is(AddBankAccountRefusal::unknown_layout));
    CHECK(change({county, office.account, "own", "name = "}).is(bank::layouts::LayoutError::not_toml));
    CHECK(change({county, office.account, "ccb"}).is(batches::ChangeLayoutRefusal::same_layout));
    CHECK(office.count("SELECT count(*) FROM bank_account_layout") == 0);
}
