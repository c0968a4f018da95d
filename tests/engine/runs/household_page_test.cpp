// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/text/utf8.hpp"
#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"
#include "tests/places.hpp"

namespace mingzhang::test {

namespace {

constexpr std::size_t lines_max = 60, columns_max = 80;

// A page as it was once read by hand.
std::string golden(const std::string& name) {
    return read_file(MINGZHANG_SOURCE_DIR "/tests/engine/runs/pages/" + name + ".txt");
}

std::string page_of(Office& office, std::int64_t run, const std::string& household, Language language,
                    const std::optional<Month>& month = std::nullopt, const std::string& ask = {}) {
    auto page = runs::household_page(office.store(), office.county(), run, *HouseholdNo::parse(household), month, ask,
                                     language);
    if (!page) throw std::runtime_error{page.error().what().en};
    return *page;
}

// What is wrong with the page as paper; empty when it can be handed over.
std::string fault_of(const std::string& page) {
    std::size_t lines = 0, digits = 0;
    std::istringstream text{page};
    for (std::string line; std::getline(text, line); ++lines)
        if (display_width(line) > columns_max) return "a wide line: " + line;
    if (lines > lines_max) return std::to_string(lines) + " lines";
    for (const char c : page) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits >= 15) return "a number in full";
    }
    return {};
}

// Twelve invented people, each with a birthday of their own.
constexpr std::array people{"999901195001101002", "999901195402111017", "999901195803121021", "999901196204131038",
                            "999901196605141042", "999901197006151059", "999901197407161063", "999901197808171078",
                            "999901198209181084", "999901198601191092", "999901199002101109", "999901199403111113"};
constexpr std::array names{"沈一", "沈二", "沈三", "沈四", "沈五", "沈六",
                           "沈七", "沈八", "沈九", "沈十", "沈元", "沈立"};

void load_pack_and_places(Office& office) {
    REQUIRE(office.import_text(ImportKind::divisions, divisions_list).has_value());
    REQUIRE(office.import(ImportKind::pack, MINGZHANG_SOURCE_DIR "/engine/policy/packs/synthetic-full-2024.toml")
                .has_value());
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX1,,urban_dibao,500110999001," + shen +
                                                         ",2023-11-09,,,,household,rcb,6299996907439150008,沈文\n")
                .has_value());
    office.set_day("2024-03-20");
}

}  // namespace

TEST_CASE("the page tells who, what, how, by which article, what changed and whom to ask, in either language") {
    Office office;
    load_pack_and_places(office);
    const auto member = [](const std::string& who, const std::string& rest) {
        return "YX1," + who + ",," + rest + "\n";
    };
    REQUIRE(office
                .import_text(ImportKind::members, member_heading +
                                                      member(shen, "沈文,户主,yes,,,severe_disability;disabled,") +
                                                      member(zhao, "赵梅,配偶,yes,2024-02-05,,serious_illness,") +
                                                      member(people[2], "沈平,子女,yes,,2024-01-10,,"))
                .has_value());
    const std::string farm = income_heading + "YX1,,farm,3600.00,2023-11,\n";
    REQUIRE(office.import_text(ImportKind::incomes, farm + "YX1," + shen + ",wage,3600.00,2023-11,\n").has_value());
    approved_run(office, "2024-02");
    REQUIRE(office.import_text(ImportKind::incomes, farm + "YX1," + shen + ",wage,2400.00,2023-11,\n").has_value());
    const std::int64_t run = approved_run(office, "2024-03");
    CHECK(page_of(office, run, "YX1", Language::zh) == golden("household_zh"));
    CHECK(page_of(office, run, "YX1", Language::en, std::nullopt, "Yongxin town, 023-0000 0000") ==
          golden("household_en"));
    CHECK(page_of(office, run, "YX1", Language::zh, Month{2024, 2}) == golden("backpay_zh"));
}

TEST_CASE("a household of twelve with three incomes each still fits its page: long lists are cut, counted and summed") {
    Office office;
    load_pack_and_places(office);
    std::string members = member_heading, incomes = income_heading;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::string who = std::string{"YX1,"} + people[i];
        members += who + ",," + names[i] + ",成员,yes,,,severe_disability;serious_illness;disabled;refused_work,\n";
        for (const char* kind : {"wage", "transfer", "support"}) incomes += who + "," + kind + ",600.00,2023-11,\n";
    }
    REQUIRE(office.import_text(ImportKind::members, members).has_value());
    REQUIRE(office.import_text(ImportKind::incomes, incomes).has_value());
    const std::int64_t run = approved_run(office, "2024-03");
    CHECK(page_of(office, run, "YX1", Language::zh) == golden("long_zh"));
    CHECK(fault_of(page_of(office, run, "YX1", Language::zh)).empty());
    CHECK(fault_of(page_of(office, run, "YX1", Language::en)).empty());
    // The whole text is there for whoever wants it.
    const std::string whole = *runs::explain_line(office.store(), office.county(), run, *HouseholdNo::parse("YX1"),
                                                  std::nullopt, Language::zh);
    CHECK(std::count(whole.begin(), whole.end(), '\n') > 100);
}

TEST_CASE("every household of the golden towns has a page for each month of each run, with its amount") {
    Office office;
    REQUIRE(office.import(ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    std::int64_t run = 0;
    for (const char* month : {"2022-08", "2022-09", "2022-10"}) {
        import_month(office, town_folder("golden-town") / month);
        run = approved_run(office, month);
    }
    std::size_t pages = 0, backpay = 0;
    struct Paid {
        std::string household;
        Month month;
        Money amount;
    };
    std::vector<Paid> paid;
    struct Rows : RowSink {
        std::vector<Paid>& paid;
        explicit Rows(std::vector<Paid>& p) : paid{p} {}
        Result<void, Refusal> begin(const TableHead&) override { return {}; }
        Result<void, Refusal> row(RowCells cells) override {
            paid.push_back({std::get<std::string>(cells[0].value()), std::get<Month>(cells[1].value()),
                            std::get<Money>(cells[6].value())});
            return {};
        }
        Result<void, Refusal> end() override { return {}; }
    } rows{paid};
    REQUIRE(send(*runs::lines_table(office.store(), office.county(), run), rows).has_value());
    for (const Paid& one : paid)
        for (const Language language : {Language::zh, Language::en}) {
            const std::string page = page_of(office, run, one.household, language, one.month);
            CAPTURE(page);
            REQUIRE(fault_of(page).empty());
            CHECK(page.find(one.household) != std::string::npos);
            CHECK(page.find(to_yuan_grouped(one.amount) + (language == Language::zh ? " 元" : " yuan")) !=
                  std::string::npos);
            ++pages;
            if (one.month < Month{2022, 10}) ++backpay;
        }
    CHECK(pages > 200);
    CHECK(backpay > 10);
}

TEST_CASE("a household without a line in the run is told so, and one unknown to the run is refused") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,edge,500110999002," + zhao +
                                                         ",2022-05-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    const std::int64_t run = office.calculate("2022-08")->number("run");
    const std::string page = page_of(office, run, "YX2", Language::zh);
    CHECK_THAT(page, Catch::Contains("本次发放没有这一户这个月的款项") &&
                         Catch::Contains("低保边缘家庭，不发放保障金") && Catch::Contains("永新镇社会救助窗口"));
    CHECK(runs::household_page(office.store(), office.county(), run, *HouseholdNo::parse("YX404"), std::nullopt, "",
                               Language::zh)
              .error()
              .is(runs::ExplainRefusal::unknown_household));
    CHECK(runs::household_page(office.store(), office.county(), 77, *HouseholdNo::parse("YX1"), std::nullopt, "",
                               Language::zh)
              .error()
              .is(runs::FindRunRefusal::unknown_run));
}

}  // namespace mingzhang::test
