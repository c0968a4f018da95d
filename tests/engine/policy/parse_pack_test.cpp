// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/parse_pack.hpp"
#include "tests/places.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <variant>

namespace mingzhang::policy {

namespace {

const std::string whole = R"(id = "chengguan"
title = "城关镇 2022"
division = "500110"
effective_from = "2022-09"

[standards]
urban_dibao = "717.00"
rural_dibao = "581.5"
urban_tekun = "932"

[dibao]
rounding = { unit = "jiao", mode = "half_even" }
single_cover = { mode = "fixed", amount = "480.00" }
minimum_per_household = "10.00"
[dibao.grace]
percent = [100, 75, 0]

[topup]
combine = "sum"
rounding = { unit = "yuan", mode = "floor" }

[[topup.category]]
code = "severe_disability"
percent = 20

[[topup.category]]
code = "elderly_70"
amount = "45.00"
age_min = 70

[[topup.stack]]
code = "disabled"
amount = "30.00"

[tekun.care]
full = "0.00"
partial = "200.00"
)";

Money yuan(const char* text) {
    return parse_yuan(text).value();
}

// The text with one piece replaced.
std::string with(const std::string& piece, const std::string& other) {
    std::string text = whole;
    const std::size_t at = text.find(piece);
    REQUIRE(at != std::string::npos);
    return text.replace(at, piece.size(), other);
}

}  // namespace

TEST_CASE("A pack is read with every amount, choice and list") {
    const auto pack = parse_pack(whole, "2022-09.toml");
    REQUIRE(pack.has_value());
    CHECK(pack->id == "chengguan");
    CHECK(pack->title == "城关镇 2022");
    CHECK(pack->division.text() == "500110");
    CHECK(pack->effective_from == Month{2022, 9});
    CHECK(pack->standard(Program::urban_dibao) == yuan("717.00"));
    CHECK(pack->standard(Program::rural_dibao) == yuan("581.50"));
    CHECK(pack->standard(Program::urban_tekun) == yuan("932.00"));
    CHECK_FALSE(pack->standard(Program::rural_tekun).has_value());
    CHECK_FALSE(pack->standard(Program::edge).has_value());
    CHECK(pack->dibao.rounding == Rounding{RoundingUnit::jiao, RoundingMode::half_even});
    CHECK(pack->dibao.single_cover == SingleCover{SingleCoverMode::fixed, yuan("480.00")});
    CHECK(pack->dibao.minimum_per_household == yuan("10.00"));
    CHECK(pack->dibao.grace == std::vector{Percent{100}, Percent{75}, Percent{0}});
    CHECK(pack->topup.combine == Combine::sum);
    CHECK(pack->topup.rounding == Rounding{RoundingUnit::yuan, RoundingMode::floor});
    REQUIRE(pack->topup.categories.size() == 2);
    CHECK(pack->topup.categories[0] == TopupItem{"severe_disability", Percent{20}, {}, {}});
    CHECK(pack->topup.categories[1] == TopupItem{"elderly_70", yuan("45.00"), 70, {}});
    REQUIRE(pack->topup.stack.size() == 1);
    CHECK(pack->topup.stack[0] == TopupItem{"disabled", yuan("30.00"), {}, {}});
    CHECK(pack->care(registry::SelfCare::full) == Money{});
    CHECK(pack->care(registry::SelfCare::partial) == yuan("200.00"));
    CHECK_FALSE(pack->care(registry::SelfCare::none).has_value());
}

TEST_CASE("What a pack may leave out has its plain meaning") {
    const auto pack = parse_pack(R"(id = "t"
title = "t"
division = "500110"
effective_from = "2022-09"
[standards]
rural_dibao = "581"
[dibao]
rounding = { unit = "fen", mode = "ceil" }
single_cover = { mode = "difference" }
)",
                                 "t.toml");
    REQUIRE(pack.has_value());
    CHECK(pack->dibao.minimum_per_household == Money{});
    CHECK(pack->dibao.grace.empty());
    CHECK(pack->topup.categories.empty());
    CHECK(pack->topup.stack.empty());
}

TEST_CASE("A fault in a pack is named by line, key and reason") {
    struct Row {
        const char* piece;
        const char* other;
        std::size_t line;
        const char* key;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"id = \"chengguan\"", "id = \"\"", 1, "id", "must not be empty"},
        {"id = \"chengguan\"", "", 0, "id", "missing"},
        {"id = \"chengguan\"", "id = 7", 1, "id", "text in quotes"},
        {"id = \"chengguan\"", "id = \"a\\u001b[2J\"", 1, "id", "control characters"},
        {"title = \"城关镇 2022\"", "title = \"  \"", 2, "title", "must not be empty"},
        {"\"500110\"", "\"5\"", 3, "division", "2 to 12 digits"},
        {"\"500110\"", "\"50011x\"", 3, "division", "2 to 12 digits"},
        {"\"2022-09\"", "\"2022-13\"", 4, "effective_from", "must be a month"},
        {"\"2022-09\"", "2022-09-01", 4, "effective_from", "text in quotes"},
        {"\"717.00\"", "717.00", 7, "standards.urban_dibao", "stands in quotes"},
        {"\"717.00\"", "717", 7, "standards.urban_dibao", "stands in quotes"},
        {"\"717.00\"", "\"717.005\"", 7, "standards.urban_dibao", "at most two decimals"},
        {"\"717.00\"", "\"717,00\"", 7, "standards.urban_dibao", "not an amount"},
        {"\"717.00\"", "\"-1.00\"", 7, "standards.urban_dibao", "negative"},
        {"\"717.00\"", "\"0.00\"", 7, "standards.urban_dibao", "above zero"},
        {"\"717.00\"", "\"99999999999999\"", 7, "standards.urban_dibao", "too large"},
        {"urban_tekun = \"932\"", "edge = \"1.00\"", 9, "standards.edge", "not known"},
        {"unit = \"jiao\"", "unit = \"mao\"", 12, "dibao.rounding.unit", "fen, jiao, yuan"},
        {"mode = \"half_even\"", "mode = \"up\"", 12, "dibao.rounding.mode", "half_even"},
        {", mode = \"half_even\"", "", 12, "dibao.rounding.mode", "missing"},
        {"{ unit = \"jiao\", mode = \"half_even\" }", "\"jiao\"", 12, "dibao.rounding", "must be a table"},
        {", amount = \"480.00\"", "", 13, "dibao.single_cover.amount", "missing"},
        {"\"fixed\"", "\"full\"", 13, "dibao.single_cover.amount", "only with mode"},
        {"\"fixed\"", "\"half\"", 13, "dibao.single_cover.mode", "full, difference, fixed"},
        {"minimum_per_household", "minimum", 14, "dibao.minimum", "not known"},
        {"[100, 75, 0]", "[100, 75.5, 0]", 16, "dibao.grace.percent[2]", "whole number"},
        {"[100, 75, 0]", "[100, 1001]", 16, "dibao.grace.percent[2]", "from 0 to 1000"},
        {"[100, 75, 0]", "[-1]", 16, "dibao.grace.percent[1]", "from 0 to 1000"},
        {"[100, 75, 0]", "100", 16, "dibao.grace.percent", "list of whole numbers"},
        {"combine = \"sum\"", "", 18, "topup.combine", "missing"},
        {"combine = \"sum\"", "combine = \"all\"", 19, "topup.combine", "max, sum"},
        {"percent = 20", "percent = \"20\"", 24, "topup.category[1].percent", "whole number"},
        {"percent = 20", "percent = 1001", 24, "topup.category[1].percent", "from 0 to 1000"},
        {"percent = 20", "", 22, "topup.category[1]", "exactly one"},
        {"percent = 20", "percent = 20\namount = \"1.00\"", 22, "topup.category[1]", "exactly one"},
        {"age_min = 70", "age_min = 70\nage_max = 69", 29, "topup.category[2].age_min", "above age_max"},
        {"age_min = 70", "age_min = -1", 29, "topup.category[2].age_min", "from 0 to 150"},
        {"age_min = 70", "ageMin = 70", 29, "topup.category[2].ageMin", "not known"},
        {"code = \"elderly_70\"", "code = \"severe_disability\"", 27, "topup.category[2].code", "stands twice"},
        {"code = \"disabled\"", "code = \"\"", 32, "topup.stack[1].code", "must not be empty"},
        {"[[topup.stack]]", "[topup.stack]", 31, "topup.stack", "[[topup.stack]]"},
        {"partial = \"200.00\"", "half = \"200.00\"", 37, "tekun.care.half", "not known"},
        {"[tekun.care]", "[tekun.nursing]", 35, "tekun.nursing", "not known"},
        {"[tekun.care]", "[extra]", 35, "extra", "not known"},
    }));
    CAPTURE(row.piece, row.other);
    const auto pack = parse_pack(with(row.piece, row.other), "2022-09.toml");
    REQUIRE_FALSE(pack.has_value());
    CHECK(pack.error().is(ParsePackError::has_faults));
    REQUIRE(pack.error().findings().size() == 1);
    const Finding& finding = pack.error().findings().front();
    CHECK(finding.file == "2022-09.toml");
    CHECK(finding.row == row.line);
    CHECK(finding.column == row.key);
    CHECK_THAT(finding.reason.en, Catch::Contains(row.reason));
    CHECK_FALSE(finding.reason.zh.empty());
}

TEST_CASE("A pack without standards, or without the rules of a program it pays, is refused") {
    const auto empty =
        parse_pack("id = \"a\"\ntitle = \"a\"\ndivision = \"50\"\neffective_from = \"2022-09\"\n[standards]\n", "a");
    REQUIRE_FALSE(empty.has_value());
    REQUIRE(empty.error().findings().size() == 1);
    CHECK(empty.error().findings()[0].column == "standards");

    const auto missing =
        parse_pack("id = \"a\"\ntitle = \"a\"\ndivision = \"50\"\neffective_from = \"2022-09\"\n", "a");
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().findings()[0].column == "standards");

    const std::string dibao =
        "id = \"a\"\ntitle = \"a\"\ndivision = \"50\"\neffective_from = \"2022-09\"\n[standards]\n";
    CHECK_FALSE(parse_pack(dibao + "rural_dibao = \"1\"\n", "a").has_value());
    CHECK(parse_pack(dibao + "rural_tekun = \"1\"\n", "a").has_value());
}

TEST_CASE("Every fault of a file is reported at once, in the order of its lines") {
    std::string text = with("\"717.00\"", "717.00");
    text.replace(text.find("\"sum\""), 5, "\"all\"");
    text.replace(text.find("\"2022-09\""), 9, "\"2022\"");
    const auto pack = parse_pack(text, "x.toml");
    REQUIRE_FALSE(pack.has_value());
    const auto& findings = pack.error().findings();
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].column == "effective_from");
    CHECK(findings[1].column == "standards.urban_dibao");
    CHECK(findings[2].column == "topup.combine");
    CHECK_THAT(pack.error().what().en, Catch::Contains("3 faults"));
}

TEST_CASE("Text that is not TOML is refused with its line") {
    const auto pack = parse_pack("id = \"a\"\ntitle = = 1\n", "x.toml");
    REQUIRE_FALSE(pack.has_value());
    CHECK(pack.error().is(ParsePackError::not_toml));
    REQUIRE(pack.error().findings().size() == 1);
    CHECK(pack.error().findings()[0].row == 2);
    CHECK_FALSE(parse_pack("id = \"\xff\"", "x.toml").has_value());
    CHECK_FALSE(parse_pack("", "x.toml").has_value());
}

TEST_CASE("The packs of the golden towns are whole") {
    std::size_t packs = 0;
    for (const char* town : {"golden-town", "golden-town-2"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator{std::string{MINGZHANG_SOURCE_DIR "/tests/data/"} + town}) {
            if (entry.path().extension() != ".toml") continue;
            std::ifstream file{entry.path()};
            std::ostringstream text;
            text << file.rdbuf();
            CAPTURE(entry.path().string());
            CHECK(parse_pack(text.str(), entry.path().string()).has_value());
            ++packs;
        }
    CHECK(packs == 6);
}

}  // namespace mingzhang::policy
