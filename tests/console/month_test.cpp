// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The first month of the golden town through the program, as an office would do it.
#include <sqlite3.h>

#include <catch2/catch.hpp>

#include "tests/console/office.hpp"
#include "tests/places.hpp"

using namespace mingzhang::test;

namespace {

const std::vector<std::string> calculate_words{
    "--as", "officer", "--now", "2022-08-28T09:00:00", "run", "calculate", "2022-08", "--division", town};

}  // namespace

TEST_CASE("the first month of the golden town is calculated, signed, paid and closed") {
    const Office office;
    office.found_golden_town();
    const auto at = [](std::vector<std::string> words) {
        words.insert(words.begin(), {"--now", "2022-08-28T09:00:00"});
        return words;
    };

    // Calculated: the document carries at least these fields, the files are the golden ones byte for byte.
    const auto calculated = office.ask(calculate_words).as_object();
    CHECK(calculated.at("run") == 1);
    CHECK(calculated.at("month") == "2022-08");
    CHECK(calculated.at("lines") == 117);
    CHECK(calculated.at("payable_fen").is_int64());
    CHECK(calculated.at("held").is_int64());
    CHECK(calculated.at("overpayments") == 0);
    for (const char* list : {"lines", "overpayments"}) {
        const std::string file = office.file(std::string{list} + ".csv");
        REQUIRE(office.run({"run", list, "1", "--csv", file}).status == 0);
        CHECK(read_file(file) == read_file(golden(std::string{"2022-08/expected_"} + list + ".csv")));
    }
    CHECK(office.ask({"run", "lines", "1"}).as_array().size() == 117);
    CHECK(office.ask({"run", "villages", "1"}).as_array().size() > 1);
    const auto why = office.ask({"run", "explain", "1", "YX000001", "--lang", "en"}).as_object();
    CHECK(why.at("explanation").as_string().find("348") != std::string::npos);
    REQUIRE(office.run({"run", "lines", "1", "--xlsx", office.file("lines.xlsx")}).status == 0);
    CHECK(read_file(office.file("lines.xlsx")).starts_with("PK"));

    // Nobody signs for another, nor out of turn.
    CHECK(office.run(at({"--as", "reviewer", "run", "review", "1"})).status == 1);
    CHECK(office.run(at({"--as", "approver", "run", "submit", "1"})).status == 1);
    for (const auto& [who, step] : std::vector<std::pair<std::string, std::string>>{
             {"officer", "submit"}, {"reviewer", "review"}, {"approver", "approve"}}) {
        const Ended ended = office.run(at({"--as", who, "run", step, "1"}));
        CAPTURE(step, ended.err);
        REQUIRE(ended.status == 0);
        CHECK(ended.out.find("第 1 次发放，2022年8月，永新镇：") != std::string::npos);
    }
    const auto shown = office.ask({"run", "show", "1"}).as_object();
    CHECK(shown.at("state") == "approved");
    CHECK(shown.at("signatures").as_array().size() >= 3);

    // No money, no release.
    CHECK(office.run(at({"--as", "officer", "run", "release", "1"})).status == 1);
    office.ask(at({"--as", "officer", "bank-account", "add", "--name", "零余额户", "--bank", "rcb", "--layout", "ccb",
                   "--account", "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"}));
    for (const char* program_name : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"}) {
        const auto received = office.ask(at({"--as", "officer", "funds", "receive", "--bank-account", "1", "--program",
                                             program_name, "--source", "county", "--amount", "500000"}));
        CHECK(received.at("held_fen") == 50'000'000);
    }
    office.ask(at({"--as", "officer", "run", "release", "1"}));

    // One batch a program; every file goes out and comes back.
    const auto created = office.ask(at({"--as", "officer", "batch", "create"})).as_object();
    const auto files = office.ask(at({"--as", "officer", "batch", "files"})).at("files").as_array();
    CHECK(static_cast<std::int64_t>(files.size()) == created.at("batches").as_int64());
    for (const auto& file : files) {
        CHECK(std::filesystem::exists(file.at("path").as_string().c_str()));
        const std::string batch = std::to_string(file.at("batch").as_int64());
        const std::string answer = office.file("answer-" + batch);
        office.ask(at({"--as", "liaison", "batch", "send", batch}));
        CHECK(office.run(at({"--as", "liaison", "batch", "close", batch})).status == 1);  // Nothing answered yet.
        office.ask({"bank-sim", batch, "--out", answer, "--seed", "7", "--fail-percent", "10"});
        const auto posted = office.ask(at({"--as", "liaison", "bank", "result", batch, answer})).as_object();
        CHECK(posted.at("in_transit") == 0);
        CHECK(office.ask(at({"--as", "liaison", "bank", "result", batch, answer})).at("repeated") == 1);
        CHECK(office.ask({"batch", "tie", batch}).at("holds") == 1);
        office.ask(at({"--as", "liaison", "batch", "close", batch}));
        CHECK(office.ask({"batch", "show", batch}).at("instructions").as_array().size() > 0);
    }
    CHECK(office.run(at({"--as", "approver", "period", "close", "2022-08"})).status == 1);  // The run is open.
    office.ask(at({"--as", "officer", "run", "close", "1"}));
    office.ask(at({"--as", "approver", "period", "close", "2022-08"}));

    // What was done adds up and is proved.
    const auto equations = office.ask({"run", "equation"}).as_array();
    REQUIRE(equations.size() == 1);
    CHECK(equations.at(0).at("difference") == "0.00");
    CHECK(office.ask({"ledger", "balance"}).as_array().size() >= 4);
    const auto verified = office.ask({"verify"}).as_object();
    CHECK(verified.at("holds") == true);
    CHECK(verified.at("passes").as_array().size() > 8);
    CHECK(office.run({"worklist", "list"}).status == 0);
}

TEST_CASE("the answer to a calculation is a sentence with the next step") {
    const Office office;
    office.found_golden_town();
    const Ended ended = office.run(calculate_words);
    REQUIRE(ended.status == 0);
    CHECK(ended.out.starts_with("已计算：第 1 次发放，2022年8月，永新镇，117 行，应发 "));
    CHECK(ended.out.ends_with("下一步：mingzhang run submit 1\n"));
}

TEST_CASE("an idempotency key answers the second time as it did the first") {
    const Office office;
    office.found_golden_town();
    auto words = calculate_words;
    words.insert(words.end(), {"--key", "august"});
    const auto first = office.ask(words);
    CHECK(office.ask(words) == first);
    CHECK(office.ask({"run", "list"}).as_array().size() == 1);
}

TEST_CASE("a file with wrong rows names each of them, shows fifty and counts the rest") {
    const Office office;
    office.found_golden_town();
    const std::string file = office.file("incomes.csv");
    std::string rows = "household_no,id_number,kind,annual_amount,from_month,to_month\n";
    for (int row = 0; row < 60; ++row) rows += "YX000001,,farm,much,2022-08,\n";
    write_file(file, rows);
    const Ended ended = office.run({"--as", "officer", "import", "incomes", file, "--json"});
    CHECK(ended.status == 1);
    CHECK(ended.err.find("incomes.csv:2: annual_amount: much: ") != std::string::npos);
    CHECK(ended.err.find("incomes.csv:51: ") != std::string::npos);
    CHECK(ended.err.find("incomes.csv:52: ") == std::string::npos);
    CHECK(ended.err.find("另有 10 处") != std::string::npos);
    const auto document = boost::json::parse(ended.out).as_object();
    CHECK(document.at("findings").as_array().size() == 60);
    CHECK(document.at("findings").at(0).at("row") == 2);
    CHECK(office.ask({"import", "list"}).as_array().size() == 6);  // Nothing of it was taken.
}

TEST_CASE("lists never show an account number in full") {
    const Office office;
    office.found_golden_town();
    office.ask({"--as", "officer", "bank-account", "add", "--name", "户", "--bank", "rcb", "--layout", "ccb",
                "--account", "6299990000000000001", "--account-name", "所", "--merchant", "1"});
    const Ended listed = office.run({"bank-account", "list"});
    CHECK(listed.out.find("0001") != std::string::npos);
    CHECK(listed.out.find("629999") == std::string::npos);
    CHECK(office.run({"bank-account", "list", "--json"}).out.find("629999") == std::string::npos);
}

TEST_CASE("templates and checks need no database") {
    const Office office;
    CHECK(office.run({"import", "template", "households", "--out", office.file("h.xlsx")}).status == 0);
    CHECK(read_file(office.file("h.xlsx")).starts_with("PK"));
    CHECK(office.run({"import", "template", "pack", "--out", office.file("p.xlsx")}).status == 1);
    CHECK(office.ask({"pack", "check", golden("2022-08/2021-09.toml")}).at("effective_from") == "2021-09");
    const std::string delivered = MINGZHANG_SOURCE_DIR "/engine/policy/packs/chongqing-2025-07.toml";
    CHECK(office.ask({"pack", "check", delivered}).at("without_source") == "");
    write_file(office.file("bad.toml"), "id = 1\n");
    for (const char* group : {"pack", "layouts"}) {
        const std::string kind = group;
        const Ended ended = kind == "pack"
                                ? office.run({"pack", "check", office.file("bad.toml"), "--json"})
                                : office.run({"bank", "layouts", "check", office.file("bad.toml"), "--json"});
        CAPTURE(kind);
        CHECK(ended.status == 1);
        CHECK_FALSE(boost::json::parse(ended.out).at("findings").as_array().empty());
    }
    CHECK(office.ask({"bank", "layouts"}).as_array().size() >= 1);
    CHECK(office.run({"pack", "check", office.file("none.toml")}).status == 1);
}

TEST_CASE("no bank's answer is made up for a real database") {
    const Office office;
    REQUIRE(office.run({"init"}).status == 0);
    REQUIRE(office.run({"user", "add", "root", "--role", "administrator", "--password-stdin"}, "a\n").status == 0);
    REQUIRE(
        office.run({"user", "add", "li", "--role", "officer", "--as", "root", "--password-stdin"}, "a\nb\n").status ==
        0);
    REQUIRE(
        office.run({"--as", "li", "--password-stdin", "import", "divisions", golden("divisions.csv")}, "b\n").status ==
        0);
    const Ended ended = office.run({"bank-sim", "1", "--out", office.file("x"), "--json"});
    CHECK(ended.status == 1);
    CHECK(boost::json::parse(ended.out).at("refused") == "bank_sim/practice_only");
}

TEST_CASE("verify ends with 1 when something does not hold") {
    const Office office;
    office.found_golden_town();
    REQUIRE(office.run({"verify"}).status == 0);
    // Anyone with the file can drop a guard; verify says so.
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(office.database().c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, "DROP TRIGGER log_leaf_no_DELETE", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    const Ended ended = office.run({"verify", "--json"});
    CHECK(ended.status == 1);
    CHECK(boost::json::parse(ended.out).at("holds") == false);
}
