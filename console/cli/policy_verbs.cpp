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

// Works the month out, and writes the files asked for on the way.
Result<Answer, Refusal> work_out(Invocation& invocation, const Reading& reading, const forecast::CompareCall& call,
                                 forecast::Comparison& compared, LongWork work) {
    const Table changes = masked(forecast::changes_table(reading.store(), reading.county, call, work, compared));
    Answer files;
    if (invocation.given("csv")) {
        if (auto written = write_csv(changes, invocation.text("csv")); !written) return pass_on(written);
        files.set("csv", invocation.text("csv"));
    }
    if (invocation.given("xlsx")) {
        const bool zh = invocation.language() == Language::zh;
        const XlsxStyle style{.heading = zh ? HeadingRow::zh : HeadingRow::en, .language = invocation.language()};
        if (auto written = write_xlsx(changes, invocation.text("xlsx"), style); !written) return pass_on(written);
        files.set("xlsx", invocation.text("xlsx"));
    }
    if (!files.fields().empty()) return files;
    auto done = forecast::compare_packs(reading.store(), reading.county, call, work);
    if (!done) return pass_on(done);
    compared = std::move(*done);
    return files;
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

Text said_of(const forecast::CompareCall& call, const forecast::Comparison& compared) {
    Text said = say("{0}：政策包 {1} 与 {2}。每月 {3} 元 → {4} 元，相差 {5} 元。名册和账目都没有改动。\n",
                    "{0}: the packs {1} and {2}. {3} → {4} yuan a month, a difference of {5}. Nothing was changed.\n",
                    to_string(compared.month), label_of(call.before), label_of(call.now),
                    to_yuan_grouped(compared.total.before), to_yuan_grouped(compared.total.now),
                    to_yuan_grouped(difference(compared.total.now, compared.total.before)));
    if (compared.ruled_by_now == 0)
        said = said + say("注意：{0} 在这些地方不起作用，没有一户由它管。\n", "Note: {0} rules no household there.\n",
                          label_of(call.now));
    const auto edge = compared.programs.find(Program::edge);
    if (edge != compared.programs.end() && edge->second.now.is_positive())
        said = said + say("注意：低保边缘没有预算科目；这样的政策包导入以后，发放算不出来。\n",
                          "Note: edge money has no budget code; with this pack imported, runs would be refused.\n");
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
    auto files =
        invocation.at_length([&](LongWork work) { return work_out(invocation, *reading, call, compared, work); });
    if (!files) return pass_on(files);

    Answer answer = figures_of(call, compared);
    Text said = said_of(call, compared);
    for (const char* kind : {"csv", "xlsx"}) {
        if (!invocation.given(kind)) continue;
        answer.set(kind, invocation.text(kind));
        said = said + say("变动家庭名单已写入 {0}。\n", "The households that change were written to {0}.\n",
                          invocation.text(kind));
    }
    std::vector<NamedTable> tables;
    tables.push_back({"programs", forecast::compared_programs_table(compared)});
    tables.push_back({"villages", forecast::compared_villages_table(reading->store(), compared)});
    if (!compared.not_compared.empty())
        tables.push_back({"not_worked_out_list", forecast::not_compared_table(compared)});
    return answered_with_tables(answer, std::move(said), std::move(tables));
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
    };
}

}  // namespace mingzhang::console
