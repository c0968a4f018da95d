// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What is sealed is proved by who has the keys.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/store/part.hpp"
#include "base/store/store.hpp"
#include "console/wiring.hpp"
#include "tests/console/office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::test;

namespace {

// The golden town with an account of its own, keys to sign with and a statement of its bank.
void found_with_everything_sealed(const Office& office) {
    office.found_golden_town();
    office.ask({"--as", "officer", "bank-account", "add", "--name", "零余额户", "--bank", "rcb", "--layout", "ccb",
                "--account", "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"});
    for (int key = 0; key < 2; ++key) office.ask({"--as", "administrator", "checkpoint", "make-key"});
    // Long enough to lie in the archive in several pieces.
    const std::string file = office.file("statement.csv");
    std::ofstream rows{file};
    rows << "账号：,6299990000000000001\n日期,收入,支出,余额,对方户名,对方账号,摘要,流水号\n";
    for (int row = 1; row <= 5'000; ++row)
        rows << "2022-08-02,1.00,," << row << ".00,示范镇财政所,6299990000000000077,拨款," << row << "\n";
    rows.close();
    office.ask({"--now", "2022-08-28T09:00:00", "--as", "liaison", "bank", "statement", file, "--account", "1",
                "--format", "statement-csv"});
}

// Made once: every case spoils a copy.
const Office& whole() {
    static const Office office;
    static const bool is_founded = [] {
        found_with_everything_sealed(office);
        return true;
    }();
    REQUIRE(is_founded);
    return office;
}

using Verdicts = std::map<std::string, bool>;

// What holds and what does not, by the code of each pass.
Verdicts verdicts(const Office& office, const std::vector<std::string>& options) {
    std::vector<std::string> words{"verify", "--json"};
    words.insert(words.end(), options.begin(), options.end());
    const Ended ended = office.run(words);
    CAPTURE(ended.out, ended.err);
    Verdicts all;
    const auto document = boost::json::parse(ended.out);
    for (const auto& pass : document.at("passes").as_array())
        all[std::string{pass.at("code").as_string()}] = pass.at("holds").as_bool();
    CHECK(document.at("holds").as_bool() == (ended.status == 0));
    return all;
}

std::set<std::string> broken(const Verdicts& verdicts) {
    std::set<std::string> codes;
    for (const auto& [code, holds] : verdicts)
        if (!holds) codes.insert(code);
    return codes;
}

// The passes that do not hold once this was done behind the program's back; also what was said of it.
struct Spoilt {
    std::set<std::string> passes;
    std::string said;
};
Spoilt spoilt_by(const std::string& table, const std::string& statement) {
    const std::string kept = whole().file("whole.db");
    std::filesystem::copy_file(whole().database(), kept, std::filesystem::copy_options::overwrite_existing);
    {
        const auto store = store::Store::open("sqlite:" + whole().database());
        REQUIRE(store);
        behind_the_programs_back(**store, table, statement);
    }
    Spoilt found{broken(verdicts(whole(), {"--sealed"})), whole().run({"verify", "--sealed"}).out};
    for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(whole().database() + beside);
    std::filesystem::copy_file(kept, whole().database(), std::filesystem::copy_options::overwrite_existing);
    return found;
}

}  // namespace

TEST_CASE("every table with something sealed has a pass that opens it, and who has no keys proves the rest") {
    const Office& office = whole();
    const Verdicts without = verdicts(office, {});
    const Verdicts with = verdicts(office, {"--sealed"});
    CHECK(broken(with).empty());
    CHECK(with.size() == without.size() + 6);
    std::set<std::string> sealed_tables;
    for (const store::Part& part : console::all_parts())
        for (const store::Migration& step : part.migrations)
            for (const std::string_view statement : step.statements)
                if (statement.starts_with("CREATE TABLE") && statement.find(" sealed TEXT") != std::string_view::npos)
                    sealed_tables.emplace(statement.substr(13, statement.find(' ', 13) - 13));
    CHECK(sealed_tables ==
          std::set<std::string>{"account", "archive", "bank_account", "person", "signing_key", "statement_row"});

    std::filesystem::rename(office.key_file(), office.file("elsewhere.key"));
    CHECK(verdicts(office, {}) == without);
    const Ended refused = office.run({"verify", "--sealed", "--json"});
    CHECK(refused.status == 1);
    CHECK(boost::json::parse(refused.out).at("refused") == "key.file/missing");
    std::filesystem::rename(office.file("elsewhere.key"), office.key_file());
}

TEST_CASE("one changed byte of anything sealed is found, and named without what it hides") {
    struct Row {
        const char* what;
        const char* table;
        const char* statement;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"an ID number another opens as", "person",
         "UPDATE person SET sealed = (SELECT p.sealed FROM person p ORDER BY p.id DESC LIMIT 1) WHERE id = (SELECT "
         "min(id) FROM person)",
         "registry.persons_open"},
        {"an account cut short", "account",
         "UPDATE account SET sealed = substr(sealed, 1, length(sealed) - 2) WHERE id = (SELECT max(id) FROM account)",
         "registry.accounts_open"},
        {"other last digits beside an account", "account",
         "UPDATE account SET last_four = 'none' WHERE id = (SELECT min(id) FROM account)", "registry.accounts_open"},
        {"a digest no account is found by", "account",
         "UPDATE account SET digest = 'none' WHERE id = (SELECT min(id) FROM account)", "registry.accounts_open"},
        {"an account sealed as a person", "person",
         "UPDATE person SET sealed = (SELECT sealed FROM account ORDER BY id LIMIT 1) WHERE id = (SELECT min(id) FROM "
         "person)",
         "registry.persons_open"},
        {"a changed byte in the archive", "archive",
         "UPDATE archive SET sealed = substr(sealed, 1, 200) || CASE substr(sealed, 201, 1) WHEN '0' THEN '1' ELSE "
         "'0' END || substr(sealed, 202) WHERE digest = (SELECT max(digest) FROM archive)",
         "registry.archive_opens"},
        {"a file of the archive lying under another's digest", "archive",
         "UPDATE archive SET digest = substr(digest, 1, 63) || CASE substr(digest, 64, 1) WHEN '0' THEN '1' ELSE '0' "
         "END WHERE digest = (SELECT min(digest) FROM archive)",
         "registry.archive_opens"},
        {"an archive no longer in hex", "archive",
         "UPDATE archive SET sealed = 'x' || substr(sealed, 2) WHERE digest = (SELECT min(digest) FROM archive)",
         "registry.archive_opens"},
        {"the office's own account", "bank_account", "UPDATE bank_account SET sealed = ''",
         "batches.bank_accounts_open"},
        {"an entry of a statement", "statement_row", "UPDATE statement_row SET sealed = '00' || sealed",
         "statements.rows_open"},
        {"a public key that is another's", "signing_key",
         "UPDATE signing_key SET public_key = (SELECT k.public_key FROM signing_key k WHERE k.number = 1) WHERE number "
         "= 2",
         "checkpoint.keys_open"},
        {"a key to sign with", "signing_key", "UPDATE signing_key SET sealed = substr(sealed, 3)",
         "checkpoint.keys_open"},
    }));
    CAPTURE(row.what);
    const Spoilt found = spoilt_by(row.table, row.statement);
    CHECK(found.passes.count(row.pass) == 1);
    CHECK(found.said.find("6299990000000000") == std::string::npos);
    CHECK(found.said.find("999901") == std::string::npos);
}

TEST_CASE("a file of many pieces is named once, wherever it is broken") {
    const auto times_named = [](const std::string& statement) {
        const std::string said = spoilt_by("archive", statement).said;
        std::size_t times = 0;
        for (std::size_t at = said.find("县存档"); at != std::string::npos; at = said.find("县存档", at + 1)) ++times;
        return times;
    };
    const std::string of_the_long_one = " WHERE digest = (SELECT digest FROM archive WHERE piece = 1) AND piece = ";
    CHECK(times_named("UPDATE archive SET sealed = 'x'" + of_the_long_one + "0") == 1);
    CHECK(times_named("UPDATE archive SET sealed = 'x'" + of_the_long_one + "1") == 1);
    CHECK(times_named("DELETE FROM archive" + of_the_long_one + "1") == 1);
}
