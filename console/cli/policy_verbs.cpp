// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <filesystem>

#include "base/tables/csv_writer.hpp"
#include "base/tables/masking.hpp"
#include "base/tables/xlsx_writer.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/tables_reply.hpp"
#include "console/cli/verbs.hpp"
#include "engine/forecast/compare_tables.hpp"
#include "engine/forecast/forecast_tables.hpp"
#include "engine/forecast/pack_books.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/registry/snapshot.hpp"

namespace mingzhang::console {

namespace {

// A file when there is one by that name, else a pack imported.
Result<policy::Pack, Refusal> pack_named(const Invocation& invocation, const Reading& reading, std::string_view key) {
    const std::string name = invocation.text(key);
    if (!std::filesystem::is_regular_file(name)) {
        const registry::KnownAt now{reading.county, registry::last_import(reading.sql(), reading.county)};
        return forecast::find_pack(registry::pack_book(reading.sql(), now), name);
    }
    auto toml = invocation.file_bytes(key);
    if (!toml) return pass_on(toml);
    return policy::parse_pack(*toml, name);
}

// What of the county is looked at: all of it, unless a division is named.
DivisionScope place_asked(const Invocation& invocation) {
    return invocation.given("division") ? invocation.division("division") : DivisionScope{};
}

std::string label_of(const policy::Pack& pack) {
    return pack.id + "@" + to_string(pack.effective_from);
}

Answer figures_of(const forecast::CompareCall& call, const forecast::Comparison& compared) {
    Answer answer;
    answer.set("month", to_string(compared.month))
        .set("before", label_of(call.before))
        .set("now", label_of(call.now))
        .set("households", compared.total.households());
    for (const forecast::Change change : forecast::all_changes)
        answer.set(forecast::word(change).code, compared.total.of(change));
    return answer.set("owed_nothing", compared.owed_nothing)
        .set("not_worked_out", static_cast<std::int64_t>(compared.not_compared.size()))
        .set("ruled_by_now", compared.ruled_by_now)
        .set("before_fen", compared.total.before.fen())
        .set("now_fen", compared.total.now.fen())
        .set("difference_fen", difference(compared.total.now, compared.total.before).fen());
}

// Works the month out, and writes the files asked for on the way.
Result<Answer, Refusal> work_out(Invocation& invocation, const Reading& reading, const forecast::CompareCall& call,
                                 forecast::Comparison& compared, LongWork work) {
    const Table changes = masked(forecast::changes_table(reading.store(), reading.county, call, work, compared));
    if (invocation.given("csv"))
        if (auto written = write_csv(changes, invocation.text("csv")); !written) return pass_on(written);
    if (invocation.given("xlsx")) {
        const bool zh = invocation.language() == Language::zh;
        const XlsxStyle style{.heading = zh ? HeadingRow::zh : HeadingRow::en, .language = invocation.language()};
        if (auto written = write_xlsx(changes, invocation.text("xlsx"), style); !written) return pass_on(written);
    }
    if (!invocation.given("csv") && !invocation.given("xlsx")) {
        auto done = forecast::compare_packs(reading.store(), reading.county, call, work);
        if (!done) return pass_on(done);
        compared = std::move(*done);
    }
    return figures_of(call, compared);
}

Text said_of(const forecast::CompareCall& call, const forecast::Comparison& compared) {
    Text said = say("{0}：政策包 {1} 与 {2}。每月 {3} 元 → {4} 元，相差 {5} 元。名册和账目都没有改动。\n",
                    "{0}: the packs {1} and {2}. {3} → {4} yuan a month, a difference of {5}. Nothing was changed.\n",
                    to_string(compared.month), label_of(call.before), label_of(call.now),
                    to_yuan_grouped(compared.total.before), to_yuan_grouped(compared.total.now),
                    to_yuan_grouped(difference(compared.total.now, compared.total.before)));
    if (compared.ruled_by_now == 0)
        said = said + say("注意：{0} 在这些地方不起作用，没有一户由它管。\n", "Note: {0} rules no household there.\n",
                          label_of(call.now));
    if (call.now.edge && call.now.edge->pays && call.now.edge->pays->budget_code.empty())
        said = said + say("注意：{0} 给低保边缘发钱，没有写预算科目；这样的政策包导入以后，发放算不出来。\n",
                          "Note: {0} pays edge households and names no budget code; with it imported, runs would be "
                          "refused.\n",
                          label_of(call.now));
    if (!compared.not_compared.empty())
        said = said + say("注意：有 {0} 户算不出来，不在任何合计里，名单在下面。\n",
                          "Note: {0} households cannot be worked out and are in no sum; they are listed below.\n",
                          compared.not_compared.size());
    return said;
}

Result<Reply, Refusal> compare(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    auto before = pack_named(invocation, *reading, "old");
    if (!before) return pass_on(before);
    auto now = pack_named(invocation, *reading, "new");
    if (!now) return pass_on(now);
    forecast::CompareCall call{std::move(*before), std::move(*now), place_asked(invocation), std::nullopt};
    if (invocation.given("month")) call.month = invocation.month("month");
    forecast::Comparison compared;
    auto answer =
        invocation.at_length([&](LongWork work) { return work_out(invocation, *reading, call, compared, work); });
    if (!answer) return pass_on(answer);
    Text said = said_of(call, compared);
    for (const char* kind : {"csv", "xlsx"}) {
        if (!invocation.given(kind)) continue;
        answer->set(kind, invocation.text(kind));
        said = said + say("变动家庭名单已写入 {0}。\n", "The households that change were written to {0}.\n",
                          invocation.text(kind));
    }
    std::vector<NamedTable> tables;
    tables.push_back({"programs", forecast::compared_programs_table(compared)});
    tables.push_back({"villages", forecast::compared_villages_table(reading->store(), compared)});
    if (!compared.not_compared.empty())
        tables.push_back({"not_worked_out_list", forecast::not_compared_table(compared)});
    return answered_with_tables(*answer, std::move(said), std::move(tables));
}

Answer figures_of(const forecast::ForecastCall& call, const forecast::BudgetForecast& found) {
    Money allotted, used, lacking;
    for (const forecast::LineForecast& line : found.lines) {
        allotted = sum(allotted, line.allotted);
        used = sum(used, line.used);
        if (line.left() < Money{}) lacking = difference(lacking, line.left());
    }
    Answer answer;
    answer.set("year", std::int64_t{call.year}).set("to_come_fen", found.to_come().fen());
    if (call.is_whole_county())
        answer.set("allotted_fen", allotted.fen()).set("used_fen", used.fen()).set("lacking_fen", lacking.fen());
    return answer.set("not_worked_out", static_cast<std::int64_t>(found.not_worked_out.size()));
}

Text said_of(const forecast::ForecastCall& call, const Answer& answer, const forecast::BudgetForecast& found) {
    Text said = say("{0} 年度还需 {1} 元（按现有名册和政策包）。名册和账目都没有改动。\n",
                    "{0} still needs {1} yuan, by the roster and packs as they are. Nothing was changed.\n", call.year,
                    to_yuan_grouped(found.to_come()));
    if (!call.is_whole_county())
        said = said + say("指标是全县（区）的，只看一个区划时不列。\n",
                          "Budget lines are the county's and are not listed for a part of it.\n");
    else if (answer.number("lacking_fen") > 0)
        said = said + say("共缺 {0} 元，见“结余”为负的行。\n", "{0} yuan are lacking: see the lines below zero.\n",
                          to_yuan_grouped(Money::fen(answer.number("lacking_fen"))));
    if (!found.not_worked_out.empty())
        said = said + say("注意：有 {0} 户有月份算不出来，那些月份不在合计里，名单在下面。\n",
                          "Note: {0} households have months that cannot be worked out and are in no sum; they are "
                          "listed below.\n",
                          found.not_worked_out.size());
    return said;
}

Result<Reply, Refusal> forecast_year(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    forecast::ForecastCall call{static_cast<int>(invocation.number("year")), office_date(reading->place.clock().now()),
                                place_asked(invocation), std::nullopt};
    if (invocation.given("pack")) {
        const auto toml = invocation.file_bytes("pack");
        if (!toml) return tl::unexpected{toml.error()};
        auto pack = policy::parse_pack(*toml, invocation.text("pack"));
        if (!pack) return pass_on(pack);
        call.pack = std::move(*pack);
    }
    forecast::BudgetForecast found;
    auto answer = invocation.at_length([&](LongWork work) -> Result<Answer, Refusal> {
        auto done = forecast::forecast_budget(reading->store(), reading->county, call, work);
        if (!done) return pass_on(done);
        found = std::move(*done);
        return figures_of(call, found);
    });
    if (!answer) return pass_on(answer);
    std::vector<NamedTable> tables;
    if (!found.lines.empty()) tables.push_back({"lines", forecast::forecast_lines_table(found, call.year)});
    tables.push_back({"months", forecast::forecast_months_table(found, call.year)});
    if (!found.not_worked_out.empty()) tables.push_back({"not_worked_out_list", forecast::not_forecast_table(found)});
    return answered_with_tables(*answer, said_of(call, *answer, found), std::move(tables));
}

}  // namespace

std::vector<Verb> policy_verbs() {
    const Parameter division =
        option("--division", Kind::division, {"区划代码，默认全县（区）", "the division; the whole county by default"});
    return {
        {{"policy", "compare"},
         {"换一份政策包会差多少钱、影响哪些户（只测算，什么也不改）",
          "what another rule pack would cost and whom it would change; nothing is changed"},
         with_list_files({argument("old", Kind::text,
                                   {"原政策包：TOML 文件，或已导入的编号，可带生效月（编号@2022-09）",
                                    "the pack before: a TOML file, or the id of one imported, "
                                    "with its first month if need be (ID@2022-09)"}),
                          argument("new", Kind::text, {"新政策包：同上", "the pack now: the same"}), division,
                          option("--month", Kind::month,
                                 {"测算哪个月，默认两份都生效的第一个月",
                                  "which month; by default the first in which both are in force"})}),
         compare},
        {{"policy", "forecast"},
         {"到年底还需多少钱，哪条指标哪个月不够（只预测，什么也不改）",
          "what the rest of a budget year needs, and which line runs dry when; nothing is changed"},
         {required(option("--year", Kind::year, {"指标年度", "the budget year"})), division,
          option("--pack", Kind::file, {"另加一份还没导入的政策包", "a pack not imported yet, beside the others"})},
         forecast_year},
    };
}

}  // namespace mingzhang::console
