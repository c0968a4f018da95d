// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bank that takes ISO 20022 messages in place of rows: chosen with the account, like any layout.
#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "engine/batches/outbox.hpp"
#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;

namespace {

batches::NewBankAccount message_account(const std::string& branch_code) {
    auto account = own_account("own", "iso20022-09", 2);
    account.branch_code = branch_code;
    return account;
}

void register_account(PracticeOffice& office) {
    const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer,
                                                 message_account("105100000017"), /*key=*/"");
    REQUIRE(added.has_value());
    office.account = added->number("bank_account");
    office.receive(1000);
}

Owed owed(const char* household, int payee, const char* name) {
    return {household, 100, payee, name, Program::rural_dibao, Month{2022, 10}, "own"};
}

}  // namespace

TEST_CASE("A batch of a bank that takes messages is written as one") {
    PracticeOffice office;
    register_account(office);
    office.release({owed("YX1", 1, "测试甲"), owed("YX2", 2, "李·阿依")});
    REQUIRE(office.create().has_value());
    CHECK(office.batch(1).file_name == "pain001_20221017_0001.xml");
    const auto files = batches::write_pending_files(office.desk, office.sealer, office.officer, county,
                                                    office.folder.path() / "outbox");
    REQUIRE(files.has_value());
    REQUIRE(files->size() == 1);

    const auto layout = bank::layouts::delivered_layout("iso20022-09");
    const auto file = bank::layouts::read_payment_file(*layout, office.payment_file(1), "order.xml");
    REQUIRE(file.has_value());
    CHECK(file->head.batch == 1);
    CHECK(file->head.total == yuan(200));
    REQUIRE(file->instructions.size() == 2);
    CHECK(file->instructions[1].serial == "B1-000002");
    CHECK(file->instructions[1].name == "李·阿依");
    CHECK(file->instructions[1].bank_code == "105100000017");
    office.check_books();
}

TEST_CASE("The message tells when the batch was made, whenever its file is") {
    PracticeOffice office;
    register_account(office);
    office.release({owed("YX1", 1, "测试甲")});
    REQUIRE(office.create().has_value());
    const std::string first = office.payment_file(1);
    office.clock.set(office.clock.now() + std::chrono::hours{100});
    CHECK(office.payment_file(1) == first);
    CHECK(first.find("<CreDtTm>2022-10-17T17:46:40+08:00</CreDtTm>") != std::string::npos);
}

TEST_CASE("A name no message can carry is refused before anything is created, naming the household") {
    PracticeOffice office;
    register_account(office);
    office.release({owed("YX1", 1, "测试甲"), owed("YX77", 2, "测\x01试")});
    const auto refused = office.create();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(batches::CreateRefusal::cannot_be_written));
    REQUIRE(refused.error().findings().size() == 1);
    CHECK(refused.error().findings().front().value == "YX77");
    CHECK(refused.error().findings().front().column == "name");
    CHECK(office.count("SELECT count(*) FROM batch") == 0);
    office.check_books();
}

TEST_CASE("An account for messages is registered with its branch's number or not at all") {
    PracticeOffice office;
    for (const char* branch_code : {"", "12345"}) {
        CAPTURE(branch_code);
        const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer,
                                                     message_account(branch_code), /*key=*/"");
        REQUIRE_FALSE(added.has_value());
        CHECK(added.error().code() == "bank.write/head_field_missing");
        CHECK(added.error().what().en.find("payer_bank_code") != std::string::npos);
    }
}
