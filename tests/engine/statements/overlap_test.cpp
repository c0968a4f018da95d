// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Downloads overlap, come twice, or leave a gap: every entry is taken once, and a gap is seen.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>

#include "engine/reconciliation/post_result.hpp"
#include "tests/engine/statements/statement_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using statements::Continuity;
using worklist::Kind;

namespace {

std::vector<BankRow> days() {
    return {{"2022-10-01", 500, "a"}, {"2022-10-02", -100, "b"}, {"2022-10-03", 700, "c"}, {"2022-10-04", -200, "d"}};
}

std::vector<BankRow> from(std::size_t first, std::size_t last) {
    const auto all = days();
    return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

}  // namespace

TEST_CASE("The same file twice is noted once and posts nothing again") {
    StatementOffice with;
    const std::string bytes = csv_statement(0, days());
    with.taken(bytes);
    for (int time = 0; time < 3; ++time) {
        const Answer again = with.taken(bytes);
        CHECK(again.number("repeated") == 1);
    }
    CHECK(with.kept().size() == 1);
    CHECK(with.office.items(Kind::repeated_file).size() == 1);
}

TEST_CASE("An answer given under its key is given again") {
    StatementOffice with;
    const std::string bytes = csv_statement(0, days());
    const auto first = with.take(bytes, "k1");
    const auto second = with.take(bytes, "k1");
    REQUIRE(second.has_value());
    CHECK(second->number("statement") == first->number("statement"));
    CHECK(second->number("repeated") == 0);
}

TEST_CASE("A statement that opens where the last one closed goes on from it") {
    StatementOffice with;
    with.taken(csv_statement(0, from(0, 2)));
    const Answer answer = with.taken(csv_statement(400, from(2, 4)));
    CHECK(answer.number("known") == 0);
    CHECK(answer.number("gaps") == 0);
    CHECK(with.kept()[1].continuity == Continuity::goes_on);
    CHECK(with.kept()[1].previous == 1);
}

TEST_CASE("Overlapping downloads: what was told before is known again, and the rest goes on") {
    for (const char* format : {"csv", "mt940", "camt"}) {
        CAPTURE(format);
        const auto made = [&](std::int64_t opening, const std::vector<BankRow>& rows) {
            return *format == 'm'     ? mt940_statement(opening, rows)
                   : format[1] == 's' ? csv_statement(opening, rows)
                                      : camt_statement(opening, rows);
        };
        StatementOffice with;
        with.taken(made(0, from(0, 3)));
        const Answer answer = with.taken(made(500, from(1, 4)));
        CHECK(answer.number("entries") == 3);
        CHECK(answer.number("known") == 2);
        CHECK(answer.number("gaps") == 0);
        const auto kept = with.kept()[1];
        CHECK(kept.continuity == Continuity::goes_on);
        CHECK(kept.open_debits == 1);
        CHECK(kept.open_debit_sum == Money::fen(200));
        CHECK(with.rows(2)[0].known_in == 1);
        CHECK(with.rows(2)[2].known_in == 0);
    }
}

TEST_CASE("Two equal payments of one day are two, in one file, over files, and where files overlap") {
    const BankRow fee{"2022-10-02", -100, "手续费"};
    StatementOffice with;
    CHECK(with.taken(mt940_statement(1000, {fee, fee})).number("known") == 0);
    // The next file tells one of them over again and one that is new.
    const Answer later = with.taken(mt940_statement(1000, {fee, fee, fee}));
    CHECK(later.number("known") == 2);
    CHECK(with.kept()[1].open_debits == 1);
    // A file that goes on tells a fourth, not one of those before.
    const Answer fourth = with.taken(mt940_statement(700, {fee}));
    CHECK(fourth.number("known") == 0);
    CHECK(with.kept()[2].continuity == Continuity::goes_on);
}

TEST_CASE("A statement told over again in another file has nothing new") {
    StatementOffice with;
    with.taken(csv_statement(0, days()));
    const Answer answer = with.taken(csv_statement(0, days()) + "合计,,\r\n");
    CHECK(answer.number("known") == 4);
    CHECK(answer.number("items") == 0);
    CHECK(with.kept()[1].continuity == Continuity::nothing_new);
}

TEST_CASE("A gap is an item of the worklist that says from when, and the file is kept") {
    StatementOffice with;
    with.taken(csv_statement(0, from(0, 2)));
    const Answer answer = with.taken(csv_statement(1100, from(3, 4)));
    CHECK(answer.number("gaps") == 1);
    const auto items = with.office.items(Kind::statement_differs);
    const auto gap = std::find_if(items.begin(), items.end(),
                                  [](const auto& item) { return item.what.detail.en.starts_with("a gap"); });
    REQUIRE(gap != items.end());
    CHECK(gap->what.detail.zh.find("自 2022-10-02 起不衔接") != std::string::npos);
    CHECK(gap->what.amount == Money::fen(700));
    CHECK(with.kept()[1].continuity == Continuity::gap);
}

TEST_CASE("However a month is cut into downloads, each entry is taken once and nothing is missed") {
    REQUIRE(rc::check("cut anyhow", [] {
        const auto count = *rc::gen::inRange<std::size_t>(2, 12);
        std::vector<BankRow> month;
        for (std::size_t i = 0; i < count; ++i)
            month.push_back({"2022-10-" + std::string{i / 3 < 9 ? "0" : ""} + std::to_string(i / 3 + 1),
                             *rc::gen::element<std::int64_t>(-100, -100, 250), "x"});
        StatementOffice with;
        std::size_t begin = 0;
        std::size_t end = 0;
        const std::int64_t opening = 100'000;
        while (end < count) {
            begin = *rc::gen::inRange<std::size_t>(0, end + 1);
            end = *rc::gen::inRange<std::size_t>(end + 1, count + 1);
            std::int64_t before = opening;
            for (std::size_t i = 0; i < begin; ++i) before += month[i].fen;
            const auto answer = with.take(csv_statement(before, {month.begin() + static_cast<std::ptrdiff_t>(begin),
                                                                 month.begin() + static_cast<std::ptrdiff_t>(end)}));
            RC_ASSERT(answer.has_value());
            RC_ASSERT(answer->number("gaps") == 0);
        }
        RC_ASSERT(with.office.count("SELECT count(*) FROM statement_row WHERE known_in = 0") ==
                  static_cast<std::int64_t>(count));
        RC_ASSERT(with.office.verify() == "");
    }));
}

namespace {

bank::OutcomeLine paid_line(std::size_t instruction, std::int64_t fen) {
    bank::OutcomeLine line;
    line.serial = fmt::format("B1-{:06}", instruction);
    line.amount = Money::fen(fen);
    line.status = bank::OutcomeStatus::paid;
    line.of_account = true;
    line.row = instruction;
    return line;
}

}  // namespace

TEST_CASE("A statement cut short among the chunks of its outcomes goes on where it stopped") {
    StatementOffice with;
    const std::string bytes =
        csv_statement(100'000, {{"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -2000, "B1-000002"}});
    const std::vector<bank::OutcomeLine> lines{paid_line(1, 1000), paid_line(2, 2000)};
    std::stop_source stop;
    stop.request_stop();
    SilentProgress silent;
    const LongWork work{silent, stop.get_token()};
    const auto stopped = reconciliation::post_result_file(with.office.desk, with.office.sealer, with.office.liaison,
                                                          {.county = county,
                                                           .batch = 1,
                                                           .file_name = "statement.csv",
                                                           .bytes = bytes,
                                                           .rows_a_command = 1,
                                                           .work = &work,
                                                           .lines = &lines});
    REQUIRE_FALSE(stopped.has_value());
    REQUIRE(stopped.error().is(reconciliation::ResultRefusal::stopped));
    REQUIRE(with.office.count("SELECT count(*) FROM outcome") == 1);

    const Answer answer = with.taken(bytes);
    CHECK(answer.number("paid") == 2);
    CHECK(with.office.count("SELECT count(*) FROM outcome") == 2);
    CHECK(with.kept().size() == 1);
}

TEST_CASE("A statement cut short after its outcomes were posted is finished by giving it again") {
    StatementOffice with;
    const std::string bytes =
        csv_statement(100'000, {{"2022-10-18", -1000, "B1-000001"}, {"2022-10-18", -2000, "B1-000002"}});
    // What the program does first, alone, as if it had been killed then.
    const std::vector<bank::OutcomeLine> lines{paid_line(1, 1000)};
    REQUIRE(reconciliation::post_result_file(
                with.office.desk, with.office.sealer, with.office.liaison,
                {.county = county, .batch = 1, .file_name = "statement.csv", .bytes = bytes, .lines = &lines})
                .has_value());
    CHECK(with.kept().empty());
    const Answer answer = with.taken(bytes);
    CHECK(answer.number("repeated") == 0);
    CHECK(with.kept().size() == 1);
    CHECK(with.office.items(Kind::repeated_file).empty());
}
