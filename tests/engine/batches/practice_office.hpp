// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/run_money.hpp"
#include "engine/runs/lines.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/log.hpp"
#include "ledger/transfer.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/support/postgres.hpp"

namespace mingzhang::testing {

inline constexpr County county{999901};

// A line of a released run, as a test states it. Money in yuan; the account is invented: 629999 and six digits.
struct Owed {
    std::string household;
    std::int64_t yuan = 0;
    int payee = 0;  // 1 → account 629999000001; zero: no account.
    std::string name = "测试甲";
    Program program = Program::rural_dibao;
    Month month = Month{2022, 10};
    std::string bank_code = "ccb";
};

[[nodiscard]] AccountNumber payee_account(int payee);
[[nodiscard]] inline Money yuan(std::int64_t n) {
    return Money::fen(n * 100);
}

// An office with a real database in a folder of its own, an account at a bank, and people for every role.
class PracticeOffice {
public:
    explicit PracticeOffice(const std::vector<store::Part>& more = {});  // Schemas of further folders.

    // A released run with these lines: one command that makes them owed. Gives its number.
    std::int64_t release(const std::vector<Owed>& lines);
    void receive(std::int64_t yuan_received, ledger::FundSource source = ledger::FundSource::county,
                 Program program = Program::rural_dibao, int budget_year = 2022);

    Result<Answer, Refusal> create(const batches::BatchWish& wish = {.county = county});
    // Created, written and sent: what a result file may be posted to. Gives its number.
    std::int64_t sent_batch();
    void send(std::int64_t batch);

    [[nodiscard]] batches::Batch batch(std::int64_t number);
    [[nodiscard]] std::string payment_file(std::int64_t batch);

    // Debits less credits of an account of the plan, in fen.
    [[nodiscard]] std::int64_t balance(ledger::Account account);
    [[nodiscard]] std::int64_t count(const std::string& query);
    [[nodiscard]] std::vector<worklist::Item> items(worklist::Kind kind);

    // Every pass of `verify` of every part; the first broken record, or nothing.
    [[nodiscard]] std::string verify();
    // The trial balance is zero, all passes hold, and the runs' money by batches is their money by the ledger.
    void check_books();

    [[nodiscard]] soci::session& sql() { return store_->sql(); }

    TemporaryFolder folder;
    FixedClock clock{Instant{std::chrono::seconds{1'666'000'000}}};  // 2022-10-17
    crypto::SeededRandom random{7};
    Actor officer{"经办", Role::officer, {}, "test"};
    Actor liaison{"联络", Role::liaison, {}, "test"};
    Actor auditor{"审计", Role::auditor, {}, "test"};
    ledger::Log log;

private:
    test::OfficeDatabase database_{test::store_under_test(), folder.path()};
    std::unique_ptr<store::Store> store_;
    std::vector<store::Part> parts_;

public:
    crypto::Sealer sealer;
    Desk desk;
    std::int64_t account = 0;
};

// An office's own account as tests register it.
[[nodiscard]] batches::NewBankAccount own_account(const std::string& bank_code, const std::string& layout, int number);

}  // namespace mingzhang::testing
