// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A batch of a million payments from released lines to its file, and the bank's answer to it from bytes to posted
// outcomes, beside the bare insert of the rows the answer leaves. Every measured step is a process of its own.
#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>
#include <stdexcept>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/registry/directory.hpp"
#include "ledger/journal.hpp"
#include "tests/bench/own_process.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t ratio_max = 300;  // Hundredths.
constexpr std::int64_t peak_max_mib = 512;
constexpr std::int64_t rows_a_command = 50'000;
constexpr std::int64_t one_batch = 1;
constexpr CommandKind release_kind{"bench.release", {"放行", "release"}, {Role::officer}};

template <class Value>
Value must(Result<Value, Refusal> result) {
    if (!result) throw std::runtime_error{result.error().what().en};
    return std::move(*result);
}

Money amount_of(std::int64_t number) {
    return Money::fen(30'000 + number % 50'000);
}

// A program of its own on a copy of the office's database.
class Program {
public:
    Program(const fs::path& database, const crypto::Sealer& sealer)
        : store_{must(store::Store::open("sqlite:" + database.string()))},
          clock_{Instant{std::chrono::sys_days{*parse_date("2022-08-20")} + std::chrono::hours{1}}},
          desk_{*store_, clock_, random_, log_},
          sealer_{sealer} {}

    // Lines of one released run, made owed by one command: a household each, each with an account of its own.
    void release(std::int64_t count) {
        must(desk_.carry_out(officer, release_kind, {county, {}, {}, "release"},
                             [&](CommandContext& context) { return release_in(context, count); }));
        Money all;
        for (std::int64_t number = 1; number <= count; ++number) all = sum(all, amount_of(number));
        const auto account = must(batches::add_bank_account(desk_, sealer_, officer,
                                                            {.county = county,
                                                             .name = "零余额账户",
                                                             .bank_code = "ccb",
                                                             .layout = "ccb",
                                                             .account = *AccountNumber::parse("6299990000000000"),
                                                             .account_name = "测试县民政局",
                                                             .merchant = "M001"},
                                                            ""));
        must(batches::receive_funds(desk_, officer,
                                    {county, account.number("bank_account"), ledger::FundSource::county,
                                     mingzhang::Program::rural_dibao, 2022, all},
                                    ""));
    }
    void create() { must(batches::create_batches(desk_, sealer_, officer, {.county = county}, "")); }
    void write(const fs::path& outbox) {
        const auto files = must(batches::write_pending_files(desk_, sealer_, officer, county, outbox));
        must(batches::send_batch(desk_, liaison, county, one_batch, ""));
        fs::rename(files.front().path, outbox / "sent.txt");
    }
    Answer post(std::string_view bytes) {
        return must(reconciliation::post_result_file(desk_, sealer_, liaison, {county, one_batch, "back.txt", bytes}));
    }

private:
    static constexpr County county{500110};
    const Actor officer = test::Office::person(Role::officer);
    const Actor liaison = test::Office::person(Role::liaison);

    Result<Answer, Refusal> release_in(CommandContext& context, std::int64_t count) {
        constexpr std::int64_t division = 500110001001;
        const Month month{2022, 8};
        const std::int64_t run = context.take_number("run");
        registry::Directory directory{context, sealer_};
        store::BulkInsert{
            context.tx(), "run", {"county", "number", "month", "division", "program", "import", "command"}}
            .row(county.number, run, month.index(), "500110", 0, 1, context.id().number);
        store::BulkInsert events{
            context.tx(), "run_event", {"county", "run", "seq", "kind", "actor", "at", "reason", "command"}};
        events.row(county.number, run, 1, 4, officer.name, "", "", context.id().number);
        events.row(county.number, run, 2, 7, officer.name, "", "", context.id().number);
        store::BulkInsert lines{context.tx(),
                                "run_line",
                                {"county", "run", "line", "household_no", "month", "kind", "program", "division",
                                 "covered", "base", "topup", "amount", "held", "bank_code", "account", "account_name"}};
        ledger::Journal journal{context};
        ledger::Transfer due{ledger::Event::due, ledger::Account::assistance_expense, ledger::Account::payable, {}, {}};
        due.dimensions.program = mingzhang::Program::rural_dibao;
        due.dimensions.budget_year = 2022;
        due.dimensions.division = division;
        due.dimensions.run = run;
        due.dimensions.month = month;
        for (std::int64_t line = 1; line <= count; ++line) {
            due.dimensions.line = line;
            due.dimensions.household = fmt::format("YX{:07}", line);
            due.amount = amount_of(line);
            const auto payee = directory.account(*AccountNumber::parse(fmt::format("629999000{:010}", line)));
            lines.row(county.number, run, line, due.dimensions.household, month.index(), 1, 2, std::to_string(division),
                      1, due.amount.fen(), 0, due.amount.fen(), 0, "ccb", payee.number, "王小明");
            if (auto posted = journal.post(due); !posted) return pass_on(posted);
        }
        if (auto closed = journal.close(); !closed) return pass_on(closed);
        return Answer{}.set("run", run);
    }

    std::unique_ptr<store::Store> store_;
    crypto::SystemRandom random_;  // Each of these programs draws keys of its own.
    FixedClock clock_;
    ledger::Log log_;
    Desk desk_;
    const crypto::Sealer& sealer_;
};

std::string held_whole(const fs::path& path) {
    std::string bytes(fs::file_size(path), '\0');
    std::ifstream{path, std::ios::binary}.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

// What the bank answers: all paid but one in fifty.
void answer(const fs::path& sent, const fs::path& back) {
    const auto layout = bank::layouts::delivered_layout("ccb");
    const auto file = must(bank::layouts::read_payment_file(*layout, held_whole(sent), "sent.txt"));
    std::vector<bank::OutcomeLine> lines;
    lines.reserve(file.instructions.size());
    for (const bank::Instruction& one : file.instructions) {
        bank::OutcomeLine line;
        line.number = one.number;
        line.serial = one.serial;
        line.account = one.account;
        line.name = one.name;
        line.amount = one.amount;
        line.memo = one.memo;
        line.status = one.number % 50 == 0 ? bank::OutcomeStatus::failed : bank::OutcomeStatus::paid;
        if (one.number % 50 == 0) line.reason = bank::Reason::name_mismatch;
        lines.push_back(std::move(line));
    }
    std::ofstream out{back, std::ios::binary};
    must(bank::layouts::write_result_file(*layout, file.head, lines, [&](std::string_view bytes) {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }));
}

// The outcomes and entries such an answer leaves, inserted as they are into the same tables of a copy of the database,
// in transactions of as many rows: no file is read, nothing matched, checked, hashed or kept.
class BareRows {
public:
    explicit BareRows(const fs::path& database) {
        expect(sqlite3_open(database.c_str(), &database_));
        for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                                   "PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY"})
            run(pragma);
        prepare(
            outcome_,
            "INSERT INTO outcome (county, batch, instruction, sequence, status, amount, reason, bank_reference, file, "
            "file_row, command, first_ordinal) VALUES (500110,1,?,1,?,?,?,'',1,?,?,?)");
        prepare(transfer_,
                "INSERT INTO transfer (county, command, ordinal, event, debit, credit, amount, bank_account, source, "
                "program, budget_year, division, run, line, month, household, batch, instruction, reverses_command, "
                "reverses_ordinal, pending_command, pending_ordinal) "
                "VALUES (500110,?,?,?,?,?,?,1,1,2,2022,500110001001,1,?,24271,?,1,?,0,0,0,0)");
    }
    ~BareRows() {
        sqlite3_finalize(outcome_);
        sqlite3_finalize(transfer_);
        sqlite3_close(database_);
    }
    BareRows(const BareRows&) = delete;
    BareRows& operator=(const BareRows&) = delete;

    void insert(std::int64_t count) {
        std::int64_t command = 1000, ordinal = 0;
        for (std::int64_t number = 1; number <= count; ++number) {
            if (number % rows_a_command == 1) {
                run(number == 1 ? "BEGIN IMMEDIATE" : "COMMIT; BEGIN IMMEDIATE");
                ++command;
                ordinal = 0;
            }
            const bool failed = number % 50 == 0;
            bind(outcome_,
                 {number, failed ? 2 : 1, amount_of(number).fen(), failed ? 1 : 0, number + 1, command, ordinal + 1});
            step(outcome_);
            if (failed) {
                entry(command, ++ordinal, 5, 1003, 2003, number);
                entry(command, ++ordinal, 5, 2001, 2002, number);
            } else {
                entry(command, ++ordinal, 4, 2001, 2003, number);
            }
        }
        run("COMMIT");
    }

private:
    void entry(std::int64_t command, std::int64_t ordinal, int event, int debit, int credit, std::int64_t number) {
        bind(transfer_, {command, ordinal, event, debit, credit, amount_of(number).fen(), number});
        const std::string household = fmt::format("YX{:07}", number);
        sqlite3_bind_text(transfer_, 8, household.data(), static_cast<int>(household.size()), SQLITE_STATIC);
        sqlite3_bind_int64(transfer_, 9, number);
        step(transfer_);
    }
    static void bind(sqlite3_stmt* statement, std::initializer_list<std::int64_t> values) {
        int at = 0;
        for (const std::int64_t value : values) sqlite3_bind_int64(statement, ++at, value);
    }
    void expect(int outcome) const {
        if (outcome != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database_)};
    }
    void run(const char* statement) { expect(sqlite3_exec(database_, statement, nullptr, nullptr, nullptr)); }
    void prepare(sqlite3_stmt*& statement, const char* text) {
        expect(sqlite3_prepare_v3(database_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    }
    void step(sqlite3_stmt* statement) const {
        if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error{sqlite3_errmsg(database_)};
        expect(sqlite3_reset(statement));
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* outcome_ = nullptr;
    sqlite3_stmt* transfer_ = nullptr;
};

std::string took(const Run& run) {
    return fmt::format("{}, processors {}", seconds(run.wall), seconds(run.processor));
}

Line reported(std::string measure, std::int64_t count, const Run& run) {
    return {std::move(measure),
            fmt::format("{} ({}), {} MiB", took(run), per_second(count, run.wall), run.peak_kib / 1024),
            "–",
            "–",
            "reported",
            true};
}

std::vector<Line> result(const Scale& scale) {
    const std::int64_t count = scale.of(million);
    test::Office office{store::Backend::sqlite, test::whole_office_parts()};
    const fs::path database = office.url().substr(std::string_view{"sqlite:"}.size());
    const fs::path folder = office.folder();
    const fs::path copy = folder / "copy.db", back = folder / "back.txt";
    office.reopen([&] { fs::copy_file(database, copy); });
    const auto at_copy = [&](const auto& work) {
        return in_own_process([&] {
            Program program{copy, office.sealer()};
            work(program);
        });
    };
    static_cast<void>(at_copy([&](Program& program) { program.release(count); }));
    const Run created = at_copy([&](Program& program) { program.create(); });
    const Run written = at_copy([&](Program& program) { program.write(folder); });
    static_cast<void>(in_own_process([&] { answer(folder / "sent.txt", back); }));

    // Of a program that ended without closing the database its log is left: it belongs to the copy.
    const fs::path sent = folder / "sent.db";
    sqlite3* closing = nullptr;
    sqlite3_open(copy.c_str(), &closing);
    sqlite3_exec(closing, "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
    sqlite3_close(closing);
    fs::copy_file(copy, sent);
    const auto anew = [&] {
        for (const char* end : {"", "-wal", "-shm"}) fs::remove(copy.string() + end);
        fs::copy_file(sent, copy);
    };

    std::vector<Run> ours, theirs;
    for (int round = 0; round < scale.rounds; ++round) {
        anew();
        theirs.push_back(in_own_process([&] { BareRows{copy}.insert(count); }));
        anew();
        ours.push_back(at_copy([&](Program& program) {
            const Answer answer = program.post(held_whole(back));
            if (answer.number("paid") + answer.number("failed") != count) throw std::runtime_error{"not all posted"};
        }));
    }
    const Run run = median(ours);
    const Run bare = median(theirs);
    const std::int64_t times = ratio(run.wall.count(), bare.wall.count());
    const std::int64_t peak_mib = run.peak_kib / 1024;
    return {
        reported(fmt::format("batch of {} payments created, its file worked out and hashed", count), count, created),
        reported("the same: its file written, archived and marked", count, written),
        {fmt::format("result file of {} rows read, matched and posted in commands of {}; floor: bare insert of its "
                     "outcomes and entries",
                     count, rows_a_command),
         fmt::format("{} ({})", took(run), per_second(count, run.wall)), took(bare), hundredths(times) + " ×", "≤ 3 ×",
         times <= ratio_max},
        {"the same: peak memory of the process", fmt::format("{} MiB", peak_mib), "–", "–",
         fmt::format("≤ {} MiB", peak_max_mib), peak_mib <= peak_max_mib}};
}

}  // namespace

std::vector<Bench> result_benches() {
    return {{"result", result}};
}

}  // namespace mingzhang::bench
