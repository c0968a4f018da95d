// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A month of the golden town by the real program. Whatever it prints, in either language and as JSON, and whatever it
// leaves on the disk beside the bank's own files, holds no ID or account number in full.
#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>
#include <set>

#include "tests/console/office.hpp"

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

std::set<std::string> numbers_of_town() {
    std::set<std::string> numbers;
    const std::regex number{"\\d{17,19}X?"};
    for (const char* list : {"households.csv", "members.csv", "incomes.csv", "deaths.csv"}) {
        const std::string text = read_file(golden(std::string{"2022-08/"} + list));
        for (std::sregex_iterator at{text.begin(), text.end(), number}, end; at != end; ++at) numbers.insert(at->str());
    }
    return numbers;
}

// Plays the month and gives everything the program printed on the way.
std::string play(const Office& office) {
    std::string printed;
    const auto run = [&](const char* who, Words words, int expected = 0) {
        for (const char* language : {"zh", "en"}) {
            Words all{"--now", "2022-08-28T09:00:00", "--lang", language, "--as", who};
            all.insert(all.end(), words.begin(), words.end());
            const bool acts = expected == 0 && std::string{language} == "zh";
            const Ended ended = office.run(all);
            CAPTURE(all, ended.err);
            if (acts || expected != 0) REQUIRE(ended.status == expected);
            printed += ended.out + ended.err;
        }
    };
    run("officer", {"run", "calculate", "2022-08", "--division", town});
    run("officer", {"run", "submit", "1"});
    run("reviewer", {"run", "review", "1"});
    run("approver", {"run", "approve", "1"});
    run("officer", {"bank-account", "add", "--name", "示范账户", "--bank", "rcb", "--layout", "ccb", "--account",
                    "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"});
    for (const char* program_name : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"})
        run("officer", {"funds", "receive", "--bank-account", "1", "--program", program_name, "--source", "county",
                        "--amount", "5000000", "--year", "2022", "--document", "1号"});
    run("officer", {"run", "release", "1"});
    run("officer", {"batch", "create"});
    run("officer", {"batch", "files", "--out", office.file("for-the-bank")});
    run("liaison", {"batch", "send", "2"});
    run("liaison", {"bank-sim", "2", "--out", office.file("from-the-bank.txt"), "--seed", "3", "--fail-percent", "20"});
    run("liaison", {"bank", "result", "2", office.file("from-the-bank.txt")});
    return printed;
}

std::string every_list(const Office& office) {
    std::string printed;
    for (const Words& list : std::vector<Words>{{"import", "list"},
                                                {"run", "list"},
                                                {"run", "show", "1"},
                                                {"run", "lines", "1"},
                                                {"run", "programs", "1"},
                                                {"run", "villages", "1"},
                                                {"run", "equation"},
                                                {"run", "explain", "1", "YX000004"},
                                                {"run", "explain", "1", "YX000004", "--full"},
                                                {"policy", "compare", "synthetic", "synthetic"},
                                                {"policy", "forecast", "--year", "2100"},
                                                {"run", "compare", "1", "1"},
                                                {"hold", "list", "--all"},
                                                {"batch", "list"},
                                                {"batch", "show", "2"},
                                                {"batch", "tie", "2"},
                                                {"bank-account", "list"},
                                                {"funds", "list"},
                                                {"worklist", "list", "--all"},
                                                {"worklist", "show", "1"},
                                                {"ledger", "balance"},
                                                {"user", "list"},
                                                {"verify"}})
        for (const Words& style : {Words{"--lang", "zh"}, Words{"--lang", "en"}, Words{"--json"}}) {
            Words words = style;
            words.insert(words.end(), list.begin(), list.end());
            const Ended ended = office.run(words);
            CAPTURE(words, ended.err);
            REQUIRE(ended.status == 0);
            printed += ended.out + ended.err;
        }
    return printed;
}

}  // namespace

TEST_CASE("nothing the program prints or keeps shows an ID or account number in full") {
    const std::set<std::string> numbers = numbers_of_town();
    REQUIRE(numbers.size() > 300);
    const auto shown_in = [&](const std::string& text) {
        std::string shown;
        for (const std::string& number : numbers)
            if (text.find(number) != std::string::npos) shown = number.substr(number.size() - 4);
        return shown;
    };
    Office office;
    office.found_golden_town();
    CHECK(shown_in(play(office)).empty());
    const std::string lists = every_list(office);
    CHECK(lists.size() > 50'000);
    CHECK(shown_in(lists).empty());

    bool bank_file_seen = false;
    for (const auto& entry : fs::recursive_directory_iterator{fs::path{office.database()}.parent_path()}) {
        if (!entry.is_regular_file()) continue;
        const bool for_a_bank = entry.path().string().find("-the-bank") != std::string::npos;
        CAPTURE(entry.path().filename().string());
        CHECK(shown_in(read_file(entry.path())).empty() == !for_a_bank);
        bank_file_seen = bank_file_seen || for_a_bank;
        // What is written is its owner's alone.
        CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    }
    CHECK(bank_file_seen);  // The bank must have them, or nobody is paid: the scan does find what is there.
}

TEST_CASE("a bad row is reported without the number that stands in it") {
    Office office;
    office.found_golden_town();
    std::string text = read_file(golden("2022-08/members.csv"));
    text.replace(text.find("999901196111138070"), 18, "999901196111138071");
    write_file(office.file("members.csv"), text);
    const Ended refused = office.run({"--as", "officer", "import", "members", office.file("members.csv")});
    CHECK(refused.status == 1);
    CHECK(refused.err.find("members.csv:2") != std::string::npos);
    CHECK(refused.err.find("8071") != std::string::npos);
    CHECK(refused.err.find("999901196111138071") == std::string::npos);
}

}  // namespace mingzhang::test
