// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What-if questions and the household's page through the program, as an office would ask them.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "tests/console/office.hpp"

using namespace mingzhang::test;

namespace {

const std::vector<std::string> in_august{"--now", "2022-08-28T09:00:00"};

std::vector<std::string> at(const std::vector<std::string>& now, std::vector<std::string> words) {
    words.insert(words.begin(), now.begin(), now.end());
    return words;
}

// The golden town's pack from October on, with another rural standard.
std::string draft(const Office& office) {
    std::string toml = read_file(golden("2022-08/2021-09.toml"));
    for (const auto& [piece, other] : {std::pair{"\"2021-09\"", "\"2022-10\""}, std::pair{"515.00", "581.00"}})
        toml.replace(toml.find(piece), std::string{piece}.size(), other);
    const std::string file = office.file("draft.toml");
    std::ofstream{file} << toml;
    return file;
}

}  // namespace

TEST_CASE("two packs are compared by file and by id, with sums, villages and a list of who changes") {
    const Office office;
    office.found_golden_town();
    const std::string list = office.file("changes.csv");
    const auto found =
        office.ask({"policy", "compare", "synthetic@2021-09", draft(office), "--csv", list, "--division", town})
            .as_object();
    CHECK(found.at("month") == "2022-10");
    CHECK(found.at("now") == "synthetic@2022-10");
    const auto count = [&](const char* name) { return found.at(name).as_int64(); };
    CHECK(count("same") + count("up") + count("down") + count("in") + count("out") == count("households"));
    CHECK(count("now_fen") - count("before_fen") == count("difference_fen"));
    CHECK(found.at("programs").as_array().size() == 4);
    CHECK(found.at("villages").as_array().size() > 10);
    CHECK(found.at("csv").as_string() == list);
    const std::string rows = read_file(list);
    CHECK(rows.starts_with("household_no,division,program,change,"));
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 1 + count("households") - count("same"));

    const Ended said = office.run({"policy", "compare", "synthetic", "synthetic"});
    CHECK(said.status == 0);
    CHECK(said.out.find("相差 0.00 元。名册和账目都没有改动。") != std::string::npos);
    CHECK(office.run({"--lang", "en", "policy", "compare", "synthetic", "synthetic"})
              .out.find("Packs compared, by village") != std::string::npos);
}

TEST_CASE("a pack that is neither file nor imported, a file that is none, and a month too early are refused") {
    const Office office;
    office.found_golden_town();
    const auto refused = [&](std::vector<std::string> words) {
        words.push_back("--json");
        const Ended ended = office.run(words);
        CHECK(ended.status == 1);
        return std::string{boost::json::parse(ended.out).at("refused").as_string()};
    };
    CHECK(refused({"policy", "compare", "synthetic", "nobody"}) == "policy/unknown_pack");
    CHECK(refused({"policy", "compare", "synthetic", golden("2022-08/members.csv")}) == "pack.parse/not_toml");
    CHECK(refused({"policy", "compare", "synthetic", draft(office), "--month", "2022-09"}) ==
          "policy.compare/not_in_force_yet");
    CHECK(refused({"--now", "2023-01-05T09:00:00", "policy", "forecast", "--year", "2022"}) ==
          "policy.forecast/year_over");
}

TEST_CASE("the rest of the year is forecast by budget line and month, with a pack not imported yet") {
    const Office office;
    office.found_golden_town();
    office.ask(at(in_august, {"--as", "officer", "funds", "budget", "--program", "rural_dibao", "--source", "county",
                              "--amount", "100000", "--document", "1号"}));
    const auto asked = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"policy", "forecast", "--year", "2022"};
        words.insert(words.end(), more.begin(), more.end());
        return office.ask(at(in_august, words)).as_object();
    };
    const auto plain = asked({});
    CHECK(plain.at("months").as_array().size() == 5);
    CHECK(plain.at("allotted_fen") == 10'000'000);
    CHECK(plain.at("lacking_fen").as_int64() > 0);
    const auto& rural = plain.at("lines").as_array().at(1).as_object();
    CHECK(rural.at("budget_code") == "2081902");
    CHECK(rural.at("source") == "county");
    CHECK(rural.at("dry_in") == "2022-09");
    CHECK(asked({"--pack", draft(office)}).at("to_come_fen").as_int64() > plain.at("to_come_fen").as_int64());
    const auto part = asked({"--division", "500110999001"});
    CHECK_FALSE(part.contains("lines"));
    CHECK(part.at("to_come_fen").as_int64() < plain.at("to_come_fen").as_int64());
}

TEST_CASE("the household's page is printed, written to a file for its owner alone, and the whole text is there too") {
    const Office office;
    office.found_golden_town();
    office.ask(at(in_august, {"--as", "officer", "run", "calculate", "2022-08", "--division", town}));
    const Ended page = office.run({"run", "explain", "1", "YX000001"});
    CHECK(office.run({"run", "explain", "1", "--household", "YX000001"}).out == page.out);
    CHECK(office.run({"run", "explain", "1"}).status == 2);
    CHECK(page.out.starts_with("救助金核定说明\n户编号：YX000001"));
    const std::string file = office.file("page.txt");
    const auto written =
        office.ask({"run", "explain", "1", "YX000001", "--ask", "永新镇民政办 023-00000000", "--out", file})
            .as_object();
    CHECK(written.at("out").as_string() == file);
    CHECK(read_file(file) == std::string{written.at("explanation").as_string()});
    CHECK(read_file(file).find("有疑问请问：永新镇民政办 023-00000000\n") != std::string::npos);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::group_all) ==
          std::filesystem::perms::none);
    const Ended whole = office.run({"run", "explain", "1", "YX000001", "--full"});
    CHECK(whole.out.starts_with("户 YX000001　2022年8月"));
}
