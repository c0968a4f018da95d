// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bench/bare_store.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace mingzhang::bench {

namespace {

using ledger::Transfer;

class Bare {
public:
    explicit Bare(const std::filesystem::path& file) {
        expect(sqlite3_open(file.c_str(), &database_));
        for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                                   "PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY"})
            run(pragma);
        prepare(transfer_,
                "INSERT INTO transfer (county, command, ordinal, event, debit, credit, amount, bank_account, "
                "source, program, budget_year, division, run, line, month, household, batch, instruction, "
                "reverses_command, reverses_ordinal, pending_command, pending_ordinal) "
                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0,0,0)");
        prepare(payable_,
                "INSERT INTO payable (county, household, month, program, backpay_run, run, line) "
                "VALUES (?,?,?,?,0,?,?)");
    }
    ~Bare() {
        sqlite3_finalize(transfer_);
        sqlite3_finalize(payable_);
        sqlite3_close(database_);
    }

    void run(const char* statement) { expect(sqlite3_exec(database_, statement, nullptr, nullptr, nullptr)); }

    void insert(std::int64_t command, std::int64_t ordinal, const Transfer& t) {
        const auto& d = t.dimensions;
        const std::int64_t program = d.program ? static_cast<std::int64_t>(*d.program) : 0;
        const std::int64_t month = d.month ? to_number(d.month) : 0;
        int at = 0;
        for (const std::int64_t value :
             {std::int64_t{500110}, command, ordinal, static_cast<std::int64_t>(t.event),
              static_cast<std::int64_t>(t.debit), static_cast<std::int64_t>(t.credit), t.amount.fen(), d.bank_account,
              d.source ? static_cast<std::int64_t>(*d.source) : 0, program, static_cast<std::int64_t>(d.budget_year),
              d.division, d.run, d.line, month})
            sqlite3_bind_int64(transfer_, ++at, value);
        sqlite3_bind_text(transfer_, ++at, d.household.data(), static_cast<int>(d.household.size()), SQLITE_STATIC);
        sqlite3_bind_int64(transfer_, ++at, d.batch);
        sqlite3_bind_int64(transfer_, ++at, d.instruction);
        step(transfer_);
        if (t.event != ledger::Event::due) return;
        sqlite3_bind_int64(payable_, 1, 500110);
        sqlite3_bind_text(payable_, 2, d.household.data(), static_cast<int>(d.household.size()), SQLITE_STATIC);
        sqlite3_bind_int64(payable_, 3, month);
        sqlite3_bind_int64(payable_, 4, program);
        sqlite3_bind_int64(payable_, 5, d.run);
        sqlite3_bind_int64(payable_, 6, d.line);
        step(payable_);
    }

private:
    void expect(int outcome) const {
        if (outcome != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database_)};
    }
    void prepare(sqlite3_stmt*& statement, const char* text) {
        expect(sqlite3_prepare_v3(database_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    }
    void step(sqlite3_stmt* statement) const {
        if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error{sqlite3_errmsg(database_)};
        expect(sqlite3_reset(statement));
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* transfer_ = nullptr;
    sqlite3_stmt* payable_ = nullptr;
};

}  // namespace

void insert_bare(const std::filesystem::path& database, const JournalLoad& load) {
    Bare bare{database};
    std::int64_t command = 1;
    load.chunks([&](const std::vector<Transfer>& transfers) {
        ++command;
        bare.run("BEGIN IMMEDIATE");
        std::int64_t ordinal = 0;
        for (const Transfer& transfer : transfers) bare.insert(command, ++ordinal, transfer);
        bare.run("COMMIT");
    });
}

}  // namespace mingzhang::bench
