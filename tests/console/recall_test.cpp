// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bank of several days, payments asked back, and the calendar, through the program as an office would use it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/console/office.hpp"

using namespace mingzhang::test;

namespace {

std::vector<std::string> at_month_end(std::vector<std::string> words) {
    words.insert(words.begin(), {"--now", "2022-08-28T09:00:00"});
    return words;
}

boost::json::value ask(const Office& office, const std::string& who, std::vector<std::string> words) {
    words.insert(words.begin(), {"--as", who});
    return office.ask(at_month_end(std::move(words)));
}

// The first month's batches, with the bank.
void send_first_month(const Office& office, const std::string& layout = "ccb",
                      const std::vector<std::string>& more = {"--merchant", "100001"}) {
    office.found_golden_town();
    ask(office, "officer", {"run", "calculate", "2022-08", "--division", town});
    for (const auto& [who, step] : std::vector<std::pair<std::string, std::string>>{
             {"officer", "submit"}, {"reviewer", "review"}, {"approver", "approve"}})
        ask(office, who, {"run", step, "1"});
    std::vector<std::string> account{"bank-account",   "add",
                                     "--name",         "零余额户",
                                     "--bank",         "rcb",
                                     "--layout",       layout,
                                     "--account",      "6299990000000000001",
                                     "--account-name", "示范镇财政所"};
    account.insert(account.end(), more.begin(), more.end());
    ask(office, "officer", account);
    for (const char* program_name : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"})
        ask(office, "officer",
            {"funds", "receive", "--bank-account", "1", "--program", program_name, "--source", "county", "--amount",
             "500000"});
    ask(office, "officer", {"run", "release", "1"});
    ask(office, "officer", {"batch", "create"});
    ask(office, "officer", {"batch", "files"});
    ask(office, "liaison", {"batch", "send", "1"});
}

}  // namespace

TEST_CASE("a bank of several days is taken file by file, a payment is asked back, and the books hold") {
    const Office office;
    send_first_month(office);
    const auto simulated =
        office.ask(at_month_end({"bank-sim", "1", "--out", office.file("sim"), "--days", "5", "--seed", "3"}));
    const auto& files = simulated.at("files").as_array();
    REQUIRE(files.size() > 2);
    std::int64_t repeated = 0;
    for (const auto& file : files) {
        REQUIRE(file.at("manner") != "wrong_control");  // The layout declares no totals.
        const auto taken = ask(office, "liaison", {"bank", "result", "1", std::string{file.at("file").as_string()}});
        repeated += taken.at("repeated").as_int64();
    }
    CHECK(repeated == 1);

    const auto asked =
        ask(office, "officer", {"recall", "ask", "1", "--instructions", "1,2", "--reason", "deceased"}).as_object();
    CHECK(asked.at("recall") == 1);
    CHECK(asked.at("instructions") == 2);
    CHECK(std::filesystem::exists(std::string{asked.at("path").as_string()}));
    CHECK(ask(office, "officer", {"recall", "files", "1"}).at("was_there") == 1);
    CHECK(office.run(at_month_end({"--as", "liaison", "recall", "files", "2"})).status == 1);
    CHECK(ask(office, "liaison",
              {"recall", "answer", "1", "--serial", "B1-000001,B1-000002", "--accepted", "--note", "来电"})
              .at("open") == 0);
    const auto list = office.ask({"recall", "list"}).as_array();
    REQUIRE(list.size() == 1);
    CHECK(office.ask({"recall", "show", "1"}).as_array().at(0).at("state") == "accepted");
    CHECK(office.run({"verify"}).status == 0);
}

TEST_CASE("a recall is practised through the program: the bank's answers by file, and over a folder both sides share") {
    const Office office;
    send_first_month(office, "iso20022-09", {"--branch-code", "105100000017"});
    for (const char* numbers : {"1,2,3", "4"})
        ask(office, "officer", {"recall", "ask", "1", "--instructions", numbers, "--reason", "undue"});

    const auto told = office.ask(at_month_end({"bank-sim", "recall", "1", "--out", office.file("sim"), "--seed", "3",
                                               "--refused-percent", "100", "--pending-percent", "0"}));
    CHECK(told.at("told").as_array().size() == 3);
    CHECK(std::filesystem::exists(office.file("sim") + "/truth.csv"));
    const auto taken =
        ask(office, "liaison", {"recall", "answer", "1", office.file("sim") + "/day-0/camt029_R1.xml"}).as_object();
    CHECK(taken.at("refused") == 3);
    CHECK(taken.at("standing").as_array().size() == 1);

    for (const char* folder : {"to-bank", "from-bank"}) std::filesystem::create_directories(office.file(folder));
    const auto connection = [&](const char* name, const char* out, const char* in) {
        std::ofstream{office.file(name)} << "name = \"练习银行\"\n[road]\nkind = \"folder\"\nout = \""
                                         << office.file(out) << "\"\nin = \"" << office.file(in) << "\"\n";
        return office.file(name);
    };
    ask(office, "officer", {"bank", "connect", "1", connection("office.toml", "to-bank", "from-bank")});
    const auto asked = office.ask(at_month_end({"recall", "list"})).as_array();
    REQUIRE(asked.size() == 2);
    const std::string name{asked.at(1).at("file_name").as_string()};
    const auto file = ask(office, "officer", {"recall", "files", "2"});
    std::filesystem::copy_file(std::string{file.at("path").as_string()}, office.file("to-bank/" + name));
    const auto served = office.ask(at_month_end(
        {"bank-sim", "serve", "--connection", connection("bank.toml", "from-bank", "to-bank"), "--bank-account", "1",
         "--seed", "3", "--recall-refused-percent", "0", "--recall-pending-percent", "0"}));
    CHECK(served.at("taken").as_array().size() == 1);
    CHECK(served.at("told").as_array().size() == 1);
    CHECK(std::filesystem::exists(office.file("bank.toml.books/truth/" + name + ".csv")));
    const auto collected = ask(office, "liaison", {"bank", "collect"});
    CHECK(collected.at("files").as_array().at(0).at("taking") == "recall_answer");
    CHECK(office.ask({"recall", "show", "2"}).as_array().at(0).at("state") == "accepted");
    CHECK(office.run({"verify"}).status == 0);
}

TEST_CASE("a calendar year is imported, listed and shown, and one that is not known is refused") {
    const Office office;
    office.found_golden_town();
    CHECK(office.run({"calendar", "show", "2027"}).status == 1);
    const std::string path = office.file("2027.toml");
    std::ofstream{path}
        << "year = 2027\nsource = \"试行安排\"\n[[holiday]]\nname = \"元旦\"\nfrom = \"2027-01-01\"\nto = "
           "\"2027-01-03\"\n";
    CHECK(ask(office, "administrator", {"calendar", "import", path}).at("days_off") == 3);
    CHECK(office.ask({"calendar", "show", "2027"}).as_array().size() == 3);
    CHECK(office.ask({"calendar", "list"}).as_array().size() == 7);
}
