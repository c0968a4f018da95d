// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/bank_simulator.hpp"

#include <map>
#include <set>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;

namespace {

std::int64_t sent_batch(PracticeOffice& office, int payees) {
    office.receive(100'000);
    std::vector<Owed> owed;
    for (int payee = 1; payee <= payees; ++payee)
        owed.push_back({"YX" + std::to_string(payee), payee % 7 + 1, payee, "测试人"});
    office.release(owed);
    return office.sent_batch();
}

}  // namespace

TEST_CASE("The pretended bank answers every instruction, the same for the same seed") {
    PracticeOffice office;
    const std::int64_t batch = sent_batch(office, 200);
    const auto layout = bank::layouts::delivered_layout("ccb");
    const reconciliation::SimulatedBank bank{11, 200, 100, 50};
    const std::string sent = office.payment_file(batch);
    const auto bytes = reconciliation::simulate_result(*layout, sent, "sent.txt", bank);
    REQUIRE(bytes.has_value());
    CHECK(*bytes == *reconciliation::simulate_result(*layout, sent, "sent.txt", bank));
    CHECK(*bytes != *reconciliation::simulate_result(*layout, sent, "sent.txt", {12, 200, 100, 50}));

    const auto result = bank::layouts::read_result_file(*layout, *bytes, "result.txt");
    REQUIRE(result.has_value());
    CHECK(result->lines.size() == 200);
    std::map<OutcomeStatus, int> by_status;
    std::set<bank::Reason> reasons;
    for (const auto& line : result->lines) {
        ++by_status[line.status];
        if (line.status == OutcomeStatus::failed && line.reason) reasons.insert(*line.reason);
    }
    for (const OutcomeStatus status :
         {OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending, OutcomeStatus::unknown})
        CHECK(by_status[status] > 0);
    CHECK(reasons.size() > 5);
    CHECK_FALSE(reasons.contains(bank::Reason::unmapped));

    const auto answer = post(office, batch, *bytes);
    REQUIRE(answer.has_value());
    CHECK(answer->number("rows") == 200);
    CHECK(answer->number("paid") == by_status[OutcomeStatus::paid]);
    CHECK(answer->number("failed") == by_status[OutcomeStatus::failed]);
    CHECK(answer->number("exceptions") == 0);
    office.check_books();
}

TEST_CASE("Every delivered layout with a result file can be answered and posted") {
    for (const auto& delivered : bank::layouts::delivered_layouts()) {
        const auto layout = bank::layouts::delivered_layout(delivered.name);
        REQUIRE(layout.has_value());
        if (!layout->result) continue;
        CAPTURE(delivered.name);
        PracticeOffice office;
        auto account = own_account("own", std::string{delivered.name}, 2);
        account.branch_code = "105100000017";
        account.branch_name = "测试支行";
        account.region = "999901";
        const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer, account, "");
        REQUIRE(added.has_value());
        office.account = added->number("bank_account");
        office.receive(1000);
        std::vector<Owed> owed;
        for (int payee = 1; payee <= 20; ++payee)
            owed.push_back(
                {"YX" + std::to_string(payee), 5, payee, "测试人", Program::rural_dibao, Month{2022, 10}, "own"});
        office.release(owed);
        const auto created = office.create();
        if (!created) {  // The layout asks for what this office does not know; it says so rather than guess.
            CAPTURE(created.error().what().en);
            CHECK(created.error().is(batches::CreateRefusal::cannot_be_written));
            continue;
        }
        office.send(1);
        const auto bytes =
            reconciliation::simulate_result(*layout, office.payment_file(1), office.batch(1).file_name, {3, 200});
        REQUIRE(bytes.has_value());
        const auto answer = post(office, 1, *bytes);
        REQUIRE(answer.has_value());
        CHECK(answer->number("paid") + answer->number("failed") == 20);
        CHECK(answer->number("exceptions") == 0);
        office.check_books();
    }
}
