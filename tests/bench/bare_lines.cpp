// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bench/bare_lines.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace mingzhang::bench {

namespace {

class Database {
public:
    explicit Database(const std::filesystem::path& file) {
        expect(sqlite3_open(file.c_str(), &handle_));
        for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                                   "PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY"})
            run(pragma);
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const std::string& text) { expect(sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepare(const std::string& text) {
        sqlite3_stmt* statement = nullptr;
        expect(sqlite3_prepare_v3(handle_, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
        return statement;
    }
    void expect(int outcome) const {
        if (outcome != SQLITE_OK && outcome != SQLITE_DONE && outcome != SQLITE_ROW)
            throw std::runtime_error{sqlite3_errmsg(handle_)};
    }

private:
    sqlite3* handle_ = nullptr;
};

class Statement {
public:
    Statement(Database& database, const std::string& text) : database_{database}, handle_{database.prepare(text)} {}
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    bool step() {
        const int outcome = sqlite3_step(handle_);
        database_.expect(outcome);
        return outcome == SQLITE_ROW;
    }
    [[nodiscard]] sqlite3_stmt* handle() const noexcept { return handle_; }

private:
    Database& database_;
    sqlite3_stmt* handle_;
};

// A value as it came and as it goes; a line is as many as its table has columns.
struct Value {
    bool is_text = false;
    std::int64_t number = 0;
    std::string text;
};

// Inserts what `rows` gives into `table`, a piece at a time, so that memory stays small.
Effort insert(Database& to, Statement& rows, const std::string& table) {
    constexpr std::size_t piece = 50'000;
    const int columns = sqlite3_column_count(rows.handle());
    std::string marks = "?";
    for (int i = 1; i < columns; ++i) marks += ",?";
    Statement statement{to, "INSERT INTO " + table + " VALUES (" + marks + ")"};
    Effort effort;
    std::vector<Value> values;
    for (bool more = true; more;) {
        values.clear();
        while (values.size() < piece * static_cast<std::size_t>(columns) && (more = rows.step()))
            for (int i = 0; i < columns; ++i) {
                Value value;
                value.is_text = sqlite3_column_type(rows.handle(), i) == SQLITE_TEXT;
                if (value.is_text)
                    value.text = reinterpret_cast<const char*>(sqlite3_column_text(rows.handle(), i));
                else
                    value.number = sqlite3_column_int64(rows.handle(), i);
                values.push_back(std::move(value));
            }
        effort = effort + measured([&] {
                     for (std::size_t at = 0; at < values.size();) {
                         for (int i = 1; i <= columns; ++i, ++at) {
                             const Value& value = values[at];
                             if (value.is_text)
                                 sqlite3_bind_text(statement.handle(), i, value.text.data(),
                                                   static_cast<int>(value.text.size()), SQLITE_STATIC);
                             else
                                 sqlite3_bind_int64(statement.handle(), i, value.number);
                         }
                         statement.step();
                         to.expect(sqlite3_reset(statement.handle()));
                     }
                 });
    }
    return effort;
}

}  // namespace

Effort insert_bare_lines(const std::filesystem::path& calculated, const std::filesystem::path& into,
                         BareTables tables) {
    Database from{calculated}, to{into};
    const std::string wanted = tables == BareTables::with_keys ? "'table'" : "'table', 'index'";
    Statement schema{from,
                     "SELECT sql FROM sqlite_master WHERE tbl_name IN ('run_line', 'run_overpayment') AND type "
                     "IN (" +
                         wanted + ") AND sql IS NOT NULL ORDER BY type DESC"};
    while (schema.step()) to.run(reinterpret_cast<const char*>(sqlite3_column_text(schema.handle(), 0)));

    Effort effort;
    // Of each county the run calculated last.
    Statement runs{from, "SELECT county, max(number) FROM run GROUP BY county ORDER BY county"};
    while (runs.step()) {
        const std::string of_run = " WHERE county = " + std::to_string(sqlite3_column_int64(runs.handle(), 0)) +
                                   " AND run = " + std::to_string(sqlite3_column_int64(runs.handle(), 1));
        Statement lines{from, "SELECT * FROM run_line" + of_run + " ORDER BY line"};
        Statement overpayments{from, "SELECT * FROM run_overpayment" + of_run + " ORDER BY ordinal"};
        to.run("BEGIN IMMEDIATE");
        effort = effort + insert(to, lines, "run_line") + insert(to, overpayments, "run_overpayment");
        effort = effort + measured([&] { to.run("COMMIT"); });
    }
    return effort;
}

}  // namespace mingzhang::bench
