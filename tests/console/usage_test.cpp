// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Wrong usage ends with 2 and says so in both languages; every command explains itself in both.
#include <catch2/catch.hpp>

#include "console/cli/verbs.hpp"
#include "tests/console/office.hpp"

using namespace mingzhang;
using namespace mingzhang::test;

namespace {

bool has_chinese(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

}  // namespace

TEST_CASE("wrong usage ends with status 2, says why in both languages and changes nothing") {
    struct Row {
        const char* why;
        std::vector<std::string> words;
        const char* chinese;
        const char* english;
    };
    const auto row = GENERATE(values<Row>({
        {"no command", {}, "还缺命令的下一个词", "next word"},
        {"an unknown command", {"pay"}, "不认识或多余的词或选项：pay", "unknown or too many: pay"},
        {"half a command", {"run"}, "还缺命令的下一个词", "next word"},
        {"an unknown option", {"run", "list", "--fast"}, "不认识或多余", "unknown or too many"},
        {"a word too many", {"run", "list", "3"}, "不认识或多余", "unknown or too many"},
        {"an argument is missing", {"run", "submit"}, "缺少 run", "run is missing"},
        {"a required option is missing", {"run", "calculate", "2022-08"}, "缺少 --division", "--division is missing"},
        {"no reason is given", {"run", "withdraw", "1"}, "缺少 --reason", "--reason is missing"},
        {"an option without its value",
         {"run", "calculate", "2022-08", "--division"},
         "值缺少或过多",
         "value is missing"},
        {"no such month", {"run", "calculate", "2022-13", "--division", town}, "请写月份", "give a month"},
        {"no such kind", {"import", "people", "f.csv"}, "请写 divisions", "give divisions"},
        {"arguments of a group that is a command", {"import"}, "缺少 kind", "kind is missing"},
        {"a word behind a command of a group", {"import", "list", "households"}, "词太多了", "too many words"},
        {"a run that is no number", {"run", "show", "first"}, "请写编号", "give a number"},
        {"an amount of nothing",
         {"funds", "receive", "--bank-account", "1", "--program", "rural_dibao", "--source", "county", "--amount", "0"},
         "请写大于零的金额",
         "above zero"},
        {"a time that is none", {"verify", "--now", "yesterday"}, "请写时刻", "give a time"},
        {"a language of neither kind", {"verify", "--lang", "fr"}, "请写 zh 或 en", "give zh or en"},
    }));
    CAPTURE(row.why);
    const Office office;
    const Ended ended = office.run(row.words);
    CAPTURE(ended.err);
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err.find(row.chinese) != std::string::npos);
    CHECK(ended.err.find(row.english) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(office.database()));
}

TEST_CASE("wrong usage never repeats the number that was typed") {
    const Office office;
    const std::string number = "999901194605160165";
    const auto words = GENERATE_COPY(values<std::vector<std::string>>(
        {{"death", "settle", number, "--died-on", "2022-08-06"}, {"death", number}, {"run", "list", number}}));
    const Ended ended = office.run(words);
    CAPTURE(words, ended.err);
    CHECK(ended.status == 2);
    CHECK(ended.err.find(number) == std::string::npos);
}

TEST_CASE("wrong usage under --json is a document too") {
    const Office office;
    const Ended ended = office.run({"run", "submit", "--json"});
    CHECK(ended.status == 2);
    const auto document = boost::json::parse(ended.out).as_object();
    CHECK(document.at("refused") == "usage");
    CHECK_FALSE(ended.err.empty());
}

TEST_CASE("every command has its words, help and parameters in both languages") {
    const auto verbs = console::all_verbs();
    REQUIRE(verbs.size() > 40);
    for (const auto& verb : verbs) {
        CAPTURE(verb.spoken());
        CHECK(has_chinese(verb.help.zh));
        CHECK_FALSE(verb.help.en.empty());
        CHECK_FALSE(has_chinese(verb.help.en));
        CHECK(verb.carry_out);
        for (const auto& parameter : verb.parameters) {
            CAPTURE(parameter.name);
            CHECK(has_chinese(parameter.meaning.zh));
            CHECK_FALSE(parameter.meaning.en.empty());
            CHECK_FALSE(has_chinese(parameter.meaning.en));
        }
    }
}

TEST_CASE("no two commands share their words") {
    std::vector<std::string> spoken;
    for (const auto& verb : console::all_verbs()) spoken.push_back(verb.spoken());
    std::sort(spoken.begin(), spoken.end());
    CHECK(std::adjacent_find(spoken.begin(), spoken.end()) == spoken.end());
}

TEST_CASE("help is given for the program, a group and a command, in the language asked for") {
    struct Row {
        std::vector<std::string> words;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {{"--help"}, "worklist decide"},
        {{"run", "--help"}, "run calculate"},
        {{"run", "calculate", "--help"}, "mingzhang run calculate MONTH --division CODE [--program PROGRAM]"},
        {{"--help", "run", "calculate"}, "--division CODE"},
        {{"run", "calculate", "--help"}, "计算一个区划一个月的应发"},
        {{"--lang", "en", "run", "calculate", "--help"}, "calculate a month of a division"},
        {{"import", "--help"}, "import template"},
        {{"bank", "layouts", "check", "-h"}, "check"},
    }));
    const Ended ended = run_process(program(), row.words);
    CAPTURE(row.words, ended.out, ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.out.find(row.expected) != std::string::npos);
    CHECK(ended.err.empty());
}

TEST_CASE("the program says its version") {
    const Ended ended = run_process(program(), {"--version"});
    CHECK(ended.status == 0);
    CHECK(ended.out.starts_with("mingzhang 0."));
}
