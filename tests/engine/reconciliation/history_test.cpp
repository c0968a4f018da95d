// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <soci/soci.h>

#include <map>
#include <set>

#include "engine/batches/run_money.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;
using ledger::Account;

namespace {

// What one bank may say of an instruction over the files of a few weeks, right or wrong.
rc::Gen<AnswerRow> any_row(int instructions) {
    return rc::gen::exec([instructions] {
        AnswerRow row;
        row.instruction = *rc::gen::inRange(1, instructions + 1);
        row.status = *rc::gen::element(OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending);
        if (row.status == OutcomeStatus::failed)
            row.reason = *rc::gen::element<std::string>("户名不符", "已销户", "没见过的话");
        switch (*rc::gen::weightedElement<int>({{8, 0}, {1, 1}, {1, 2}, {1, 3}})) {
            case 1:
                row.fen = *rc::gen::inRange(1, 5000);
                break;
            case 2:
                row.payee = 77;
                break;
            case 3:
                row.status_text = "从没见过的状态";
                break;
            default:
                break;
        }
        return row;
    });
}

// What must become of an instruction, told in the fewest words: the model beside the program.
struct Model {
    enum class State { open, paid, returned };
    State state = State::open;

    void hear(const AnswerRow& row, std::int64_t fen, bool alone) {
        if (!alone || row.payee != 0 || (row.fen != 0 && row.fen != fen) || !row.status_text.empty()) return;
        if (row.status == OutcomeStatus::paid && state == State::open) state = State::paid;
        if (row.status == OutcomeStatus::failed && state != State::returned) state = State::returned;
    }
};

}  // namespace

TEST_CASE(
    "Whatever banks answer, in whatever order: the money of a run is where the model says, and nothing is paid twice") {
    constexpr int instructions = 4;
    REQUIRE(rc::check([] {
        PracticeOffice office;
        office.receive(1000);
        // Amounts of their own, so that no sum hides another; the first instruction has two lines.
        const std::vector<std::int64_t> amounts{11, 20, 40, 80};
        const std::int64_t run =
            office.release({{"YX1", 1, 1}, {"YX2", 20, 2}, {"YX3", 40, 3}, {"YX4", 80, 4}, {"YX5", 10, 1}});
        const std::int64_t batch = office.sent_batch();
        std::vector<Model> models(instructions);

        const auto files = *rc::gen::resize(
            6, rc::gen::container<std::vector<std::vector<AnswerRow>>>(rc::gen::resize(
                   6, rc::gen::nonEmpty(rc::gen::container<std::vector<AnswerRow>>(any_row(instructions))))));
        std::set<std::string> seen;
        for (const auto& rows : files) {
            const std::string bytes = result_file(office, batch, rows);
            const auto answer = post(office, batch, bytes);
            RC_ASSERT(answer.has_value());
            const bool repeated = !seen.insert(bytes).second;
            RC_ASSERT(answer->number("repeated") == (repeated ? 1 : 0));
            if (repeated) continue;
            std::map<int, int> times;
            for (const auto& row : rows) ++times[row.instruction];
            for (const auto& row : rows) {
                const auto at = static_cast<std::size_t>(row.instruction) - 1;
                models[at].hear(row, amounts[at] * 100, times[row.instruction] == 1);
            }
        }

        batches::RunMoney expected;
        for (std::size_t i = 0; i < models.size(); ++i) {
            Money& side = models[i].state == Model::State::open   ? expected.in_transit
                          : models[i].state == Model::State::paid ? expected.paid
                                                                  : expected.returned;
            side = sum(side, yuan(amounts[i]));
        }
        RC_ASSERT(batches::run_money(office.sql(), county, run) == expected);
        RC_ASSERT(office.balance(Account::in_transit) == expected.in_transit.fen());
        RC_ASSERT(office.balance(Account::returned_cash) == expected.returned.fen());
        RC_ASSERT(office.balance(Account::returned_open) == -expected.returned.fen());
        RC_ASSERT(office.balance(Account::payable) == -expected.in_transit.fen());
        RC_ASSERT(office.verify() == std::string{});
        RC_ASSERT(!office.create().has_value());  // Nothing may be sent a second time.
    }));
}
