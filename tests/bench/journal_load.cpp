// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bench/journal_load.hpp"

#include <stdexcept>

#include "base/commands/writer.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::bench {

namespace {

constexpr CommandKind post_kind{"bench.post", {"记账", "post"}, {Role::officer}};

using ledger::Account;
using ledger::Event;
using ledger::Transfer;

CommandWork work_of(std::span<const Transfer> transfers) {
    return [transfers](CommandContext& context) -> Result<Answer, Refusal> {
        ledger::Journal journal{context};
        for (const Transfer& transfer : transfers)
            if (auto posted = journal.post(transfer); !posted) return pass_on(posted);
        if (auto closed = journal.close(); !closed) return pass_on(closed);
        return Answer{};
    };
}

Order order_of(test::Office& office, std::span<const Transfer> transfers) {
    return {test::Office::person(Role::officer), post_kind, {office.county(), {}, {}, "bench"}, work_of(transfers)};
}

void expect(const Result<Answer, Refusal>& done) {
    if (!done) throw std::runtime_error{done.error().what().en};
}

void carry_out(test::Office& office, std::span<const Transfer> transfers) {
    const Order order = order_of(office, transfers);
    expect(office.desk().carry_out(order.actor, order.kind, order.call, order.work));
}

void receive_quota(test::Office& office) {
    Transfer quota{
        Event::funds_received, Account::treasury_quota, Account::appropriation, Money::fen(1'000'000'000'000), {}};
    quota.dimensions.bank_account = 1;
    quota.dimensions.source = ledger::FundSource::county;
    quota.dimensions.program = Program::rural_dibao;
    quota.dimensions.budget_year = 2022;
    carry_out(office, std::span{&quota, 1});
}

}  // namespace

void JournalLoad::fill(std::vector<Transfer>& transfers, std::int64_t begin, std::int64_t end) {
    transfers.clear();
    for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t run = i / (3 * households) + 1;
        const std::int64_t stage = i / households % 3;
        const std::int64_t line = i % households + 1;
        Transfer t{Event::due, Account::assistance_expense, Account::payable, Money::fen(30'000 + line % 20'000), {}};
        auto& d = t.dimensions;
        d.program = Program::rural_dibao;
        d.budget_year = 2022;
        d.division = 500110999001 + line % 50;
        d.run = run;
        d.line = line;
        d.month = Month::from_index(Month{2022, 1}.index() + static_cast<std::int32_t>(run));
        d.household = "H" + std::to_string(1'000'000 + line * 7);
        if (stage > 0) {
            t.event = stage == 1 ? Event::sent_to_bank : Event::paid;
            t.debit = stage == 1 ? Account::in_transit : Account::payable;
            t.credit = stage == 1 ? Account::treasury_quota : Account::in_transit;
            d.bank_account = 1;
            d.source = ledger::FundSource::county;
            d.batch = run;
            d.instruction = line;
        }
        transfers.push_back(t);
    }
}

void post(test::Office& office, const JournalLoad& load) {
    receive_quota(office);
    load.chunks([&](const std::vector<Transfer>& transfers) { carry_out(office, transfers); });
}

void post_each(test::Office& office, const JournalLoad& load) {
    receive_quota(office);
    load.chunks([&](const std::vector<Transfer>& transfers) {
        for (const Transfer& transfer : transfers) carry_out(office, std::span{&transfer, 1});
    });
}

void post_each_through_writer(test::Office& office, const JournalLoad& load) {
    receive_quota(office);
    Writer writer{office.desk()};
    load.chunks([&](const std::vector<Transfer>& transfers) {
        std::vector<std::future<Result<Answer, Refusal>>> answers;
        for (const Transfer& transfer : transfers)
            answers.push_back(writer.submit(order_of(office, std::span{&transfer, 1})));
        for (auto& answer : answers) expect(answer.get());
    });
}

}  // namespace mingzhang::bench
