// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <optional>
#include <string>

#include "engine/policy/parse_pack.hpp"

// The whole language of packs beyond what the golden towns say: every key read, every fault named.
namespace mingzhang::policy {

namespace {

const std::string whole = R"(id = "synthetic"
title = "合成政策包"
division = "500110"
effective_from = "2022-09"

[[source]]
rules = ["standards", "dibao.rounding"]
text = "合成〔2022〕1号"
[[source]]
rules = ["dibao", "topup.category.ill"]
text = "合成〔2022〕2号 第三条"

[standards]
urban_dibao = "717.00"
rural_dibao = "581.00"
urban_tekun = { percent = 130, of = "urban_dibao", rounding = { unit = "yuan", mode = "half_up" } }
rural_tekun = "800.00"

[months]
joined = "same"
ended = "same"
birthday = "same"
cut_day = 15

[dibao]
basis = "tiers"
rounding = { unit = "yuan", mode = "ceil", level = "person" }
single_cover = { mode = "fixed", amount = { urban_dibao = "480.00", rural_dibao = "400.00" } }
minimum_per_household = { urban_dibao = "30.00" }
minimum_per_person = "10.00"
[[dibao.tier]]
code = "tier_a"
percent = 90
income_below_percent = 20
[[dibao.tier]]
code = "tier_b"
amount = "350.00"
[[dibao.reduction]]
code = "refused_work"
percent = 50
[dibao.grace]
months = 6

[topup]
combine = "sum"
rounding = { unit = "fen", mode = "half_up" }
cap = { percent = 30, stack = "within" }
[[topup.category]]
code = "ill"
amount = { urban_dibao = "45.00", rural_dibao = "30.00" }

[tekun.care]
minimum_wage = "2100.00"
rounding = { unit = "yuan", mode = "half_up" }
full = "0.00"
partial = { percent = 15 }
none = { percent = 35 }
[tekun.institution]
code = "in_institution"
standard = { urban_tekun = "1000.00" }
settle = "head_days"
rounding = { unit = "fen", mode = "half_up" }
paid_by = "prepayment"
[tekun.institution.care]
none = "900.00"

[edge]
standard = "rural_dibao"
band = { from_percent = 100, lower = "closed", to_percent = 150, upper = "open" }
pays = { percent = 10, per = "person", rounding = { unit = "yuan", mode = "floor" } }

[price_subsidy]
prices_at_least = "3.5"
food_at_least = "6"
programs = ["urban_dibao", "rural_tekun", "edge"]
minimum_per_person = "30.00"
rounding = { unit = "fen", mode = "half_up" }
budget_code = { urban = "2082501", rural = "2082502" }

[temporary]
standard = "urban_dibao"
people_max = 4
cap_per_case = "8000.00"
cap_per_year = "10000.00"
town_decides_up_to = "1000.00"
same_cause_gap_months = 12
emergency = { up_to = "3000.00", papers_within_working_days = 10 }
[[temporary.cause]]
code = "illness"
months_max = 6

[funeral]
programs = ["urban_tekun", "rural_tekun"]
months = 12
)";

Money yuan(const char* text) {
    return parse_yuan(text).value();
}

std::string with(const std::string& piece, const std::string& other) {
    std::string text = whole;
    const std::size_t at = text.find(piece);
    REQUIRE(at != std::string::npos);
    return text.replace(at, piece.size(), other);
}

std::size_t line_of(const std::string& text, const std::string& piece) {
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(piece)), '\n')) +
           1;
}

}  // namespace

TEST_CASE("Every rule of the language is read") {
    const auto read = parse_pack(whole, "whole.toml");
    REQUIRE(read.has_value());
    const Pack& pack = *read;
    CHECK(pack.standard(Program::urban_tekun) == yuan("932.00"));  // 717 × 1.3 = 932.1
    CHECK(pack.standard(Program::rural_tekun) == yuan("800.00"));
    CHECK(pack.standard(Program::edge) == yuan("581.00"));

    CHECK(pack.months.effect(Event::approved) == Effect::next_month);
    CHECK(pack.months.effect(Event::joined) == Effect::same_month);
    CHECK(pack.months.effect(Event::left) == Effect::next_month);
    CHECK(pack.months.effect(Event::ended) == Effect::same_month);
    CHECK(pack.months.effect(Event::died) == Effect::next_month);
    CHECK(pack.months.effect(Event::birthday) == Effect::same_month);
    CHECK(pack.months.cut_day == 15);

    CHECK(pack.dibao.basis == Basis::tiers);
    CHECK(pack.dibao.rounding_level == Level::person);
    CHECK(pack.dibao.single_cover.amount.in(Program::urban_dibao) == yuan("480.00"));
    CHECK(pack.dibao.single_cover.amount.in(Program::rural_dibao) == yuan("400.00"));
    CHECK(pack.dibao.minimum_per_household.in_or_zero(Program::urban_dibao) == yuan("30.00"));
    CHECK(pack.dibao.minimum_per_household.in_or_zero(Program::rural_dibao) == Money{});
    CHECK(pack.dibao.minimum_per_person.in_or_zero(Program::rural_dibao) == yuan("10.00"));
    CHECK(pack.dibao.tiers ==
          std::vector<Tier>{{"tier_a", Percent{90}, Percent{20}}, {"tier_b", Amount{yuan("350.00")}, std::nullopt}});
    CHECK(pack.dibao.reductions == std::vector<Reduction>{{"refused_work", Percent{50}}});
    CHECK(pack.dibao.grace == std::vector<Percent>(6, Percent{100}));

    REQUIRE(pack.topup.cap.has_value());
    CHECK(*pack.topup.cap == TopupCap{Percent{30}, true});
    CHECK(value_of(pack.topup.categories[0].value, Program::rural_dibao, {}, {}) == yuan("30.00"));
    CHECK_FALSE(value_of(pack.topup.categories[0].value, Program::edge, {}, {}).has_value());

    CHECK(pack.care(registry::SelfCare::partial) == yuan("315.00"));
    CHECK(pack.care(registry::SelfCare::none) == yuan("735.00"));
    REQUIRE(pack.institution.has_value());
    CHECK(pack.institution->standard->in(Program::urban_tekun) == yuan("1000.00"));
    CHECK_FALSE(pack.institution->standard->in(Program::rural_tekun).has_value());
    CHECK(pack.institution->care[2] == yuan("900.00"));
    CHECK(pack.institution->settle == Settlement::head_days);
    CHECK(pack.institution->paid_by == PaidBy::prepayment);

    REQUIRE(pack.edge.has_value());
    CHECK(pack.edge->band == IncomeBand{Percent{100}, BandEnd::closed, Percent{150}, BandEnd::open});
    CHECK(pack.edge->pays == EdgeMoney{Percent{10}, Level::person, {RoundingUnit::yuan, RoundingMode::floor}});

    REQUIRE(pack.price_subsidy.has_value());
    CHECK(pack.price_subsidy->prices_at_least == Rise{350});
    CHECK(pack.price_subsidy->food_at_least == Rise{600});
    CHECK(pack.price_subsidy->urban_code == "2082501");
    CHECK(pack.price_subsidy->rural_code == "2082502");
    CHECK(pack.price_subsidy->programs == std::vector{Program::urban_dibao, Program::rural_tekun, Program::edge});
    CHECK(pack.price_subsidy->minimum_per_person == yuan("30.00"));

    REQUIRE(pack.temporary.has_value());
    CHECK(pack.temporary->causes == std::vector<TemporaryCause>{{"illness", 6}});
    CHECK(pack.temporary->cap_per_year == yuan("10000.00"));
    CHECK(pack.temporary->same_cause_gap == 12);
    CHECK(pack.temporary->emergency == EmergencyPath{yuan("3000.00"), 10});
    REQUIRE(pack.funeral.has_value());
    CHECK(pack.funeral->months == 12);
}

TEST_CASE("A rule's source is the nearest that names it or what it belongs to") {
    const auto pack = parse_pack(whole, "whole.toml").value();
    CHECK(pack.source("standards.rural_dibao")->text == "合成〔2022〕1号");
    CHECK(pack.source("dibao.rounding")->text == "合成〔2022〕1号");
    CHECK(pack.source("dibao.minimum_per_person")->text == "合成〔2022〕2号 第三条");
    CHECK(pack.source("topup.category.ill")->text == "合成〔2022〕2号 第三条");
    CHECK(pack.source("topup.cap") == nullptr);
    CHECK(pack.source("funeral") == nullptr);
}

TEST_CASE("A fault in any rule is named by line, key and reason") {
    struct Row {
        const char* piece;
        const char* other;
        const char* at;  // Stands in the line named.
        const char* key;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"[\"standards\", \"dibao.rounding\"]", "[\"standard\"]", "[\"standard\"]", "source[1].rules", "no such rule"},
        {"\"topup.category.ill\"]", "\"topup.category.old\"]", "category.old", "source[2].rules", "no such rule"},
        {"[\"dibao\", \"topup", "[\"dibao.rounding\", \"topup", "[\"dibao.rounding\"", "source[2].rules", "twice"},
        {"text = \"合成〔2022〕1号\"", "text = \"\"", "text = \"\"", "source[1].text", "must not be empty"},
        {"of = \"urban_dibao\"", "of = \"rural_tekun2\"", "rural_tekun2", "standards.urban_tekun.of", "must be one of"},
        {"of = \"urban_dibao\"", "of = \"urban_tekun\"", "of = \"urban_tekun\"", "standards.urban_tekun.of",
         "an amount"},
        {"{ percent = 130, of", "{ of", "{ of", "standards.urban_tekun.percent", "missing"},
        {"joined = \"same\"", "joined = \"last\"", "last", "months.joined", "same, next"},
        {"cut_day = 15", "cut_day = 31", "cut_day = 31", "months.cut_day", "from 1 to 30"},
        {"cut_day = 15", "cutday = 15", "cutday", "months.cutday", "not known"},
        {"basis = \"tiers\"", "basis = \"shortfall\"", "[[dibao.tier]]", "dibao.tier", "only with basis"},
        {"basis = \"tiers\"", "basis = \"both\"", "both", "dibao.basis", "shortfall, tiers"},
        {"level = \"person\"", "level = \"village\"", "village", "dibao.rounding.level", "household, person"},
        {", rural_dibao = \"400.00\" }", " }", "480.00", "dibao.single_cover.amount", "rural_dibao is missing"},
        {"{ urban_dibao = \"30.00\" }", "{ }", "minimum_per_household", "dibao.minimum_per_household", "at least one"},
        {"{ urban_dibao = \"30.00\" }", "{ urban_tekun = \"30.00\" }", "minimum_per_household",
         "dibao.minimum_per_household.urban_tekun", "not known"},
        {"minimum_per_person = \"10.00\"\n[", "minimum_per_person = \"600.00\"\n[", "\"600.00\"",
         "dibao.minimum_per_person", "above the standard of rural_dibao"},
        {"percent = 90", "percent = 101", "percent = 101", "dibao.tier[1].percent", "from 1 to 100"},
        {"\"350.00\"", "\"581.01\"", "\"581.01\"", "dibao.tier[2].amount", "rural_dibao must be above zero and not"},
        {"\"350.00\"", "{ urban_dibao = \"717.01\" }", "{ urban_dibao = \"717.01\" }", "dibao.tier[2].amount",
         "urban_dibao must be"},
        {"income_below_percent = 20", "income_below_percent = 0", "income_below", "dibao.tier[1].income_below_percent",
         "from 1 to 100"},
        {"code = \"tier_b\"", "code = \"tier_a\"", "code = \"tier_a\"\namount", "dibao.tier[2].code", "twice"},
        {"percent = 50", "", "[[dibao.reduction]]", "dibao.reduction[1].percent", "missing"},
        {"percent = 50", "percent = 0", "percent = 0", "dibao.reduction[1].percent", "from 1 to 100"},
        {"months = 6\n", "months = 6\npercent = [100]\n", "percent = [100]", "dibao.grace.percent", "only one of"},
        {"months = 6\n", "months = 0\n", "months = 0", "dibao.grace.months", "from 1 to 60"},
        {"months = 6\n", "", "[dibao.grace]", "dibao.grace.percent", "missing"},
        {"cap = { percent = 30, stack", "cap = { stack", "cap = {", "topup.cap", "exactly one"},
        {"\"within\"", "\"beside\"", "beside", "topup.cap.stack", "above, within"},
        {"minimum_wage = \"2100.00\"", "", "[tekun.care]", "tekun.care.minimum_wage", "missing"},
        {"partial = { percent = 15 }", "partial = { }", "partial = { }", "tekun.care.partial.percent", "missing"},
        {"code = \"in_institution\"", "", "[tekun.institution]", "tekun.institution.code", "missing"},
        {"settle = \"head_days\"", "", "[tekun.institution]", "tekun.institution.settle", "missing"},
        {"settle = \"head_days\"", "settle = \"weeks\"", "weeks", "tekun.institution.settle", "months, head_days"},
        {"\"head_days\"\nrounding = { unit = \"fen\", mode = \"half_up\" }", "\"head_days\"", "[tekun.institution]",
         "tekun.institution.rounding", "missing"},
        {"standard = \"rural_dibao\"", "", "[edge]", "edge.standard", "missing"},
        {"to_percent = 150", "to_percent = 100", "to_percent = 100", "edge.band.to_percent", "above from_percent"},
        {"upper = \"open\"", "upper = \"wide\"", "wide", "edge.band.upper", "open, closed"},
        {"per = \"person\", ", "", "pays = {", "edge.pays.per", "missing"},
        {", rounding = { unit = \"yuan\", mode = \"floor\" }", "", "pays = {", "edge.pays.rounding", "missing"},
        {"prices_at_least = \"3.5\"", "prices_at_least = 3.5", "3.5", "price_subsidy.prices_at_least",
         "text in quotes"},
        {"prices_at_least = \"3.5\"", "prices_at_least = \"3.555\"", "3.555", "price_subsidy.prices_at_least",
         "two decimals"},
        {"prices_at_least = \"3.5\"\nfood_at_least = \"6\"", "", "[price_subsidy]", "price_subsidy", "at least one"},
        {"\"rural_tekun\", \"edge\"]", "\"edge\", \"edge\"]", "\"edge\", \"edge\"", "price_subsidy.programs", "twice"},
        {"\"rural_tekun\", \"edge\"]", "\"orphans\"]", "orphans", "price_subsidy.programs", "cannot stand here"},
        {"programs = [\"urban_dibao\", \"rural_tekun\", \"edge\"]", "programs = []", "programs = []",
         "price_subsidy.programs", "at least one"},
        {"urban = \"2082501\"", "urban = \"20825\"", "20825", "price_subsidy.budget_code.urban", "7 digits"},
        {"rural = \"2082502\"", "rural = \"2082501\"", "2082501", "price_subsidy.budget_code.rural", "one code"},
        {"\"prepayment\"", "\"cash\"", "cash", "tekun.institution.paid_by", "run, prepayment"},
        {"people_max = 4", "", "[temporary]", "temporary.people_max", "missing"},
        {"\"8000.00\"", "\"10000.01\"", "10000.01", "temporary.cap_per_case", "above cap_per_year"},
        {"\"1000.00\"\nsame", "\"9000.00\"\nsame", "town_decides", "temporary.town_decides_up_to",
         "above cap_per_case"},
        {"up_to = \"3000.00\"", "up_to = \"9000.00\"", "emergency", "temporary.emergency", "above cap_per_case"},
        {", papers_within_working_days = 10", "", "emergency", "temporary.emergency.papers_within_working_days",
         "missing"},
        {"[[temporary.cause]]\ncode = \"illness\"\nmonths_max = 6", "", "[temporary]", "temporary.cause",
         "at least one cause"},
        {"months_max = 6", "months_max = 13", "months_max = 13", "temporary.cause[1].months_max", "from 1 to 12"},
        {"\nmonths = 12", "", "[funeral]", "funeral", "exactly one"},
        {"\nmonths = 12", "\namount = { urban_tekun = \"5000.00\" }", "amount = { urban_tekun = \"5", "funeral.amount",
         "rural_tekun is missing"},
        {"[funeral]", "[funerals]", "[funerals]", "funerals", "not known"},
    }));
    CAPTURE(row.piece, row.other);
    const std::string text = with(row.piece, row.other);
    const auto pack = parse_pack(text, "whole.toml");
    REQUIRE_FALSE(pack.has_value());
    std::string all;
    for (const Finding& finding : pack.error().findings())
        all += std::to_string(finding.row) + " " + finding.column + ": " + finding.reason.en + "\n";
    CAPTURE(all);
    REQUIRE(pack.error().findings().size() == 1);
    const Finding& finding = pack.error().findings().front();
    CHECK(finding.row == line_of(text, row.at));
    CHECK(finding.column == row.key);
    CHECK_THAT(finding.reason.en, Catch::Contains(row.reason));
    CHECK_FALSE(finding.reason.zh.empty());
}

TEST_CASE("What leans on a standard is refused without it") {
    const std::string head =
        "id = \"a\"\ntitle = \"a\"\ndivision = \"50\"\neffective_from = \"2022-09\"\n"
        "[standards]\nrural_tekun = \"800\"\n";
    const auto findings = [&](const std::string& rules) {
        const auto pack = parse_pack(head + rules, "a");
        return pack ? std::string{} : pack.error().findings().front().reason.en;
    };
    CHECK_THAT(findings("[edge]\nstandard = \"rural_dibao\"\nband = { from_percent = 100, lower = \"open\", "
                        "to_percent = 150, upper = \"open\" }\n"),
               Catch::Contains("no standard for rural_dibao"));
    CHECK_THAT(findings("[price_subsidy]\nprices_at_least = \"3.5\"\nprograms = [\"rural_tekun\"]\n"
                        "rounding = { unit = \"fen\", mode = \"ceil\" }\n"),
               Catch::Contains("no standard for rural_dibao"));
    CHECK_THAT(findings("[price_subsidy]\nprices_at_least = \"3.5\"\nprograms = [\"edge\"]\n"
                        "rounding = { unit = \"fen\", mode = \"ceil\" }\n"),
               Catch::Contains("no standard for edge"));
    CHECK_THAT(findings("[temporary]\nstandard = \"urban_dibao\"\npeople_max = 3\n"
                        "[[temporary.cause]]\ncode = \"a\"\nmonths_max = 1\n"),
               Catch::Contains("no standard for urban_dibao"));
    CHECK_THAT(findings("[funeral]\nprograms = [\"urban_tekun\"]\nmonths = 6\n"),
               Catch::Contains("no standard for urban_tekun"));
    CHECK(findings("[funeral]\nprograms = [\"urban_tekun\"]\namount = \"5000\"\n").empty());
}

TEST_CASE("Faults of all rules are found in one reading, in the order of the lines") {
    std::string text = with("cut_day = 15", "cut_day = 0");
    const auto replace = [&text](const std::string& piece, const std::string& other) {
        text.replace(text.find(piece), piece.size(), other);
    };
    replace("settle = \"head_days\"", "settle = \"days\"");
    replace("percent = 50", "percent = 0");
    replace("\nmonths = 12", "\nmonths = 99");
    replace("[\"dibao\", ", "[\"dibaos\", ");
    replace("lower = \"closed\"", "lower = \"shut\"");
    const auto pack = parse_pack(text, "x.toml");
    REQUIRE_FALSE(pack.has_value());
    std::vector<std::string> keys;
    for (const Finding& finding : pack.error().findings()) keys.push_back(finding.column);
    CHECK(keys == std::vector<std::string>{"source[2].rules", "months.cut_day", "dibao.reduction[1].percent",
                                           "tekun.institution.settle", "edge.band.lower", "funeral.months"});
}

TEST_CASE("A month rule says from which month a day tells") {
    const Date day{std::chrono::year{2022}, std::chrono::month{8}, std::chrono::day{16}};
    MonthRules rules;
    for (const Event event : all_events) CHECK(rules.tells_from(event, day) == Month{2022, 9});
    rules.effects.fill(Effect::same_month);
    for (const Event event : all_events) CHECK(rules.tells_from(event, day) == Month{2022, 8});
    rules.cut_day = 15;
    for (const Event event : {Event::approved, Event::joined, Event::left, Event::ended})
        CHECK(rules.tells_from(event, day) == Month{2022, 9});
    for (const Event event : {Event::died, Event::birthday}) CHECK(rules.tells_from(event, day) == Month{2022, 8});
    rules.cut_day = 16;
    CHECK(rules.tells_from(Event::approved, day) == Month{2022, 8});
}

}  // namespace mingzhang::policy
