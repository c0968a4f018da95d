// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The same days in two forms, CSV first and camt or MT940 later or the other way round: every entry is taken once, what
// bears our serial is posted once, and a gap is one only where something was never told.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>

#include "tests/engine/statements/statement_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using ledger::Account;
using statements::Continuity;
using statements::StatementRefusal;
using worklist::Kind;

namespace {

enum class Form : std::uint8_t { csv, mt940, camt };
constexpr const char* names[] = {"csv", "mt940", "camt"};

std::string made(Form form, std::int64_t opening, const std::vector<BankRow>& rows) {
    if (form == Form::csv) return csv_statement(opening, rows);
    return form == Form::mt940 ? mt940_statement(opening, rows) : camt_statement(opening, rows);
}

struct Forms {
    Form first, second;
};
std::vector<Forms> all_pairs() {
    std::vector<Forms> pairs;
    for (const Form first : {Form::csv, Form::mt940, Form::camt})
        for (const Form second : {Form::csv, Form::mt940, Form::camt})
            if (first != second) pairs.push_back({first, second});
    return pairs;
}

// One day has another party's account and a reference, which only one form tells.
std::vector<BankRow> days() {
    return {{"2022-10-01", 500, "a"},
            {"2022-10-02", -100, "b", "某某公司", "6222000011112222", "N77"},
            {"2022-10-02", -100, "b"},
            {"2022-10-03", 700, "c"},
            {"2022-10-04", -200, "d"}};
}
std::vector<BankRow> from(std::size_t first, std::size_t last) {
    const auto all = days();
    return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::int64_t taken_as_new(StatementOffice& with) {
    return with.office.count("SELECT count(*) FROM statement_row WHERE part = 0 AND known_in = 0");
}

std::string bulk_camt(std::int64_t opening, std::int64_t fen,
                      const std::vector<std::pair<std::string, const char*>>& of) {
    std::string bytes = camt_statement(opening, {{"2022-10-18", fen, "X"}});
    const std::string one = "<TxDtls><Refs><EndToEndId>X</EndToEndId></Refs></TxDtls>";
    std::string parts;
    for (const auto& [id, yuan] : of)
        parts +=
            fmt::format("<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs><Amt Ccy=\"CNY\">{}</Amt></TxDtls>", id, yuan);
    return bytes.replace(bytes.find(one), one.size(), parts);
}

}  // namespace

TEST_CASE("Two forms of the same days: what the second tells") {
    struct Row {
        const char* why;
        std::int64_t opening_1;
        std::vector<BankRow> first;
        std::int64_t opening_2;
        std::vector<BankRow> second;
        std::int64_t known;
        Continuity continuity;
    };
    const BankRow in{"2022-10-05", 100, "i"}, out{"2022-10-05", -100, "o"}, late{"2022-10-05", -30, "l"};
    const auto row = GENERATE_COPY(values<Row>({
        {"the very same days", 1000, from(0, 5), 1000, from(0, 5), 5, Continuity::nothing_new},
        {"days within them", 1000, from(0, 5), 1500, from(1, 4), 3, Continuity::nothing_new},
        {"the first of them", 1000, from(0, 5), 1000, from(0, 3), 3, Continuity::nothing_new},
        {"overlapping, and going on", 1000, from(0, 4), 1500, from(1, 5), 3, Continuity::goes_on},
        {"overlapping within a day", 1000, from(0, 2), 1400, from(2, 5), 0, Continuity::goes_on},
        {"a day cut short, then whole", 1000, from(0, 2), 1500, from(1, 5), 1, Continuity::goes_on},
        {"going on where it ended", 1000, from(0, 3), 1300, from(3, 5), 0, Continuity::goes_on},
        {"from before", 1500, from(1, 4), 1000, from(0, 5), 3, Continuity::goes_on},
        {"a gap", 1000, from(0, 3), 2000, from(4, 5), 0, Continuity::gap},
        {"a day in another order",
         1000,
         {from(0, 1)[0], late, in, out},
         1000,
         {from(0, 1)[0], out, late, in},
         4,
         Continuity::nothing_new},
        {"a day in another order, with more", 1000, {late, in}, 1000, {out, in, late}, 2, Continuity::goes_on},
        {"an account that ends each day with nothing", 0, {in, out}, 0, {in, out}, 2, Continuity::nothing_new},
        {"the same with more",
         0,
         {in, out},
         0,
         {in, out, {"2022-10-06", 50, "p"}, {"2022-10-06", -50, "q"}},
         2,
         Continuity::goes_on},
    }));
    const Forms forms = GENERATE(from_range(all_pairs()));
    CAPTURE(row.why, names[static_cast<int>(forms.first)], names[static_cast<int>(forms.second)]);
    StatementOffice with;
    with.taken(made(forms.first, row.opening_1, row.first));
    const std::int64_t items = with.office.count("SELECT count(*) FROM worklist_item");
    const Answer answer = with.taken(made(forms.second, row.opening_2, row.second));
    CHECK(answer.number("known") == row.known);
    CHECK(with.kept()[1].continuity == row.continuity);
    CHECK(answer.number("gaps") == (row.continuity == Continuity::gap ? 1 : 0));
    CHECK(taken_as_new(with) == static_cast<std::int64_t>(row.first.size() + row.second.size()) - row.known);
    if (row.continuity == Continuity::nothing_new)
        CHECK(with.office.count("SELECT count(*) FROM worklist_item") == items);
    // Once more in the second form, with another name in front: known again.
    CHECK(with.taken(made(forms.second, row.opening_2, row.second) + "\r\n").number("gaps") == 0);
    CHECK(taken_as_new(with) == static_cast<std::int64_t>(row.first.size() + row.second.size()) - row.known);
}

TEST_CASE("What bears our serial is posted once, whichever form tells it first") {
    const Forms forms = GENERATE(from_range(all_pairs()));
    CAPTURE(names[static_cast<int>(forms.first)], names[static_cast<int>(forms.second)]);
    const std::vector<BankRow> rows{{"2022-10-18", -1000, "B1-000001"},
                                    {"2022-10-18", -2000, "B1-000002"},
                                    {"2022-10-18", -4000, "B1-000003"},
                                    {"2022-10-20", 2000, "B1-000002"}};
    StatementOffice with;
    CHECK(with.taken(made(forms.first, 100'000, rows)).number("failed") == 1);
    const std::int64_t outcomes = with.office.count("SELECT count(*) FROM outcome");
    const std::int64_t transfers = with.office.count("SELECT count(*) FROM transfer");
    // Its days one by one: the payment that came back two days later was paid that day, as is known.
    const std::vector<BankRow> first_day{rows.begin(), rows.begin() + 3};
    for (const Answer& again :
         {with.taken(made(forms.second, 100'000, first_day)), with.taken(made(forms.second, 93'000, {rows[3]}))}) {
        CHECK(again.number("exceptions") == 0);
        CHECK(again.number("items") == 0);
    }
    CHECK(with.office.count("SELECT count(*) FROM outcome") == outcomes);
    CHECK(with.office.count("SELECT count(*) FROM transfer") == transfers);
    CHECK(with.office.balance(Account::returned_cash) == 2000);
}

TEST_CASE("A serial that the first form did not tell is posted from the second") {
    StatementOffice with;
    CHECK(with.taken(csv_statement(100'000, {{"2022-10-18", -1000, "代发"}, {"2022-10-18", -2000, "代发"}}))
              .number("paid") == 0);
    const Answer again =
        with.taken(camt_statement(100'000, {{"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -2000, "B1-000002"}}));
    CHECK(again.number("known") == 2);
    CHECK(again.number("paid") == 2);
    CHECK(with.office.balance(Account::in_transit) == 4000);
    CHECK(with.taken(mt940_statement(100'000, {{"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -2000, "B1-000002"}}))
              .number("paid") == 0);
}

TEST_CASE("Equal amounts with different serials are different payments in any form") {
    const Forms forms = GENERATE(from_range(all_pairs()));
    StatementOffice with;
    with.office.release({{"YX4", 10, 4}});
    REQUIRE(with.office.create().has_value());
    with.office.send(2);
    // On an account that ends with nothing, one after the other on one day.
    with.taken(made(forms.first, 0, {{"2022-10-18", 1000, "拨款"}, {"2022-10-18", -1000, "B1-000001"}}));
    const Answer later =
        with.taken(made(forms.second, 0, {{"2022-10-18", 1000, "拨款"}, {"2022-10-18", -1000, "B2-000001"}}));
    CHECK(later.number("paid") == 1);
    CHECK(later.number("known") <= 1);
}

TEST_CASE("Payments told one by one and as one entry that lists them are the same") {
    const std::string bulk =
        bulk_camt(100'000, -7000, {{"B1-000001", "10.00"}, {"B1-000002", "20.00"}, {"B1-000003", "40.00"}});
    const std::vector<BankRow> one_by_one{
        {"2022-10-18", -4000, "B1-000003"}, {"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -2000, "B1-000002"}};
    for (const bool bulk_first : {true, false}) {
        for (const Form form : {Form::csv, Form::mt940}) {
            CAPTURE(bulk_first, names[static_cast<int>(form)]);
            StatementOffice with;
            const std::string lines = made(form, 100'000, one_by_one);
            CHECK(with.taken(bulk_first ? bulk : lines).number("paid") == 3);
            const Answer again = with.taken(bulk_first ? lines : bulk);
            CHECK(again.number("known") == again.number("entries"));
            CHECK(again.number("exceptions") == 0);
            CHECK(with.kept()[1].continuity == Continuity::nothing_new);
        }
    }
}

TEST_CASE("A day with the same balances and other entries is refused with what to do, and nothing is taken") {
    const std::string bulk = camt_statement(100'000, {{"2022-10-18", -7000, "X"}, {"2022-10-19", -50, "Y"}});
    const std::string lines = csv_statement(
        100'000, {{"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -6000, "B1-000002"}, {"2022-10-19", -50, "Y"}});
    for (const bool bulk_first : {true, false}) {
        CAPTURE(bulk_first);
        StatementOffice with;
        with.taken(bulk_first ? bulk : lines);
        const std::int64_t outcomes = with.office.count("SELECT count(*) FROM outcome");
        const auto refused = with.take(bulk_first ? lines : bulk);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(StatementRefusal::told_otherwise));
        CHECK(refused.error().what().zh.find("2022-10-18") != std::string::npos);
        CHECK(refused.error().next().zh.find("从次日起") != std::string::npos);
        CHECK(with.kept().size() == 1);
        CHECK(with.office.count("SELECT count(*) FROM outcome") == outcomes);
        // What the refusal says to do.
        CHECK(with.taken(bulk_first ? csv_statement(93'000, {{"2022-10-19", -50, "Y"}})
                                    : camt_statement(93'000, {{"2022-10-19", -50, "Y"}}))
                  .number("gaps") == 0);
    }
}

TEST_CASE("A gap filled by a download over all of it is no gap") {
    for (const Form form : {Form::csv, Form::mt940, Form::camt}) {
        CAPTURE(names[static_cast<int>(form)]);
        StatementOffice with;
        with.taken(csv_statement(1000, from(0, 1)));
        CHECK(with.taken(csv_statement(2000, from(4, 5))).number("gaps") == 1);
        const Answer all = with.taken(made(form, 1000, days()));
        CHECK(all.number("known") == 2);
        CHECK(all.number("gaps") == 0);
        CHECK(taken_as_new(with) == 5);
    }
}

TEST_CASE("However a month is cut into downloads of whatever form, each entry is taken once and nothing is missed") {
    REQUIRE(rc::check("cut anyhow, in any form", [] {
        const auto count = *rc::gen::inRange<std::size_t>(2, 12);
        std::vector<BankRow> month;
        for (std::size_t i = 0; i < count; ++i)
            month.push_back(
                {"2022-10-0" + std::to_string(i / 3 + 1), *rc::gen::element<std::int64_t>(-100, -100, 250), "x"});
        StatementOffice with;
        const std::int64_t opening = 100'000;
        std::size_t end = 0;
        while (end < count) {
            const auto begin = *rc::gen::inRange<std::size_t>(0, end + 1);
            end = *rc::gen::inRange<std::size_t>(end + 1, count + 1);
            std::int64_t before = opening;
            for (std::size_t i = 0; i < begin; ++i) before += month[i].fen;
            const auto form = static_cast<Form>(*rc::gen::inRange(0, 3));
            const auto answer = with.take(made(form, before,
                                               {month.begin() + static_cast<std::ptrdiff_t>(begin),
                                                month.begin() + static_cast<std::ptrdiff_t>(end)}));
            RC_ASSERT(answer.has_value());
            RC_ASSERT(answer->number("gaps") == 0);
        }
        RC_ASSERT(taken_as_new(with) == static_cast<std::int64_t>(count));
        RC_ASSERT(with.office.verify() == "");
    }));
}
