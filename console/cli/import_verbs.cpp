// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/sheet_schema.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/opening/opening.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/questions.hpp"
#include "engine/runs/roster_holds.hpp"

namespace mingzhang::console {

namespace {

using registry::ImportKind;

// A rule pack is TOML and has no columns to fill in.
enum class TemplateRefusal : std::uint8_t { pack_has_none };
RefusalWords words(TemplateRefusal reason) {
    switch (reason) {
        case TemplateRefusal::pack_has_none:
            return {"import.template/pack_has_none", "政策包不是表格，没有模板。",
                    "A rule pack is no table and has no template.",
                    "请照 docs 中的样例写 TOML 文件，再用 mingzhang pack check 检查。",
                    "Write a TOML file after the samples in docs, and check it with mingzhang pack check."};
    }
    return {};
}

// Opening entries are no list of the registry: they are money, and take two people.
bool is_opening(const Invocation& invocation) {
    return invocation.text("kind") == opening::import_kind;
}

ImportKind kind_of(const Invocation& invocation) {
    return registry::parse_import_kind(invocation.text("kind")).value();
}

Text said_of(const Answer& answer, ImportKind kind) {
    const Text what = registry::name(kind);
    Text said = say("已导入{0}：{2} 行，其中 {3} 行有变化（第 {4} 次导入）。",
                    "Imported {1}: {2} rows, {3} of them changed (import {4}).", what.zh, what.en,
                    answer.number("rows"), answer.number("changed"), answer.number("import"));
    for (const auto& [field, value] : answer.fields()) {
        const auto* count = std::get_if<std::int64_t>(&value);
        if (count == nullptr || *count == 0) continue;
        if (field == "not_members")
            said = said + say("\n注意：{0} 行收入的人不是该户成员，不计入。",
                              "\nNote: {0} rows name somebody who is no member of the household; they do not count.",
                              *count);
        if (field == "accounts_changed")
            said =
                said + say("\n注意：{0} 户的账户有变更，第二人核验之前暂缓发放：mingzhang household confirm-account。",
                           "\nNote: {0} households have a changed account; they are held until a second person "
                           "confirms it: mingzhang household confirm-account.",
                           *count);
        if (field == "absent")
            said = said + say("\n注意：{0} 户在册而名册未列，决定之前暂缓发放：mingzhang household end 或 keep。",
                              "\nNote: {0} households are missing from the file; they are held until somebody decides: "
                              "mingzhang household end, or keep.",
                              *count);
    }
    return said;
}

Result<Reply, Refusal> import(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    const auto sealer = (*place)->sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    if (is_opening(invocation)) {
        opening::ImportOpeningCall call{invocation.text("file"), {}, invocation.idempotency_key()};
        if (invocation.given("county")) call.county = parse_county(invocation.text("county"));
        auto answer = invocation.at_length(
            [&](LongWork work) { return opening::import_opening((*place)->desk(), **sealer, *actor, call, work); });
        if (!answer) return pass_on(answer);
        return answered(*answer,
                        say("已导入期初数：{0} 行。尚未入账，请审批人员对照旧账后办理：mingzhang opening confirm",
                            "Imported {0} opening entries. Nothing is posted yet; an approver holds them "
                            "against the old books, then: mingzhang opening confirm",
                            answer->number("rows")));
    }
    registry::ImportCall call{kind_of(invocation), invocation.text("file"), {}, invocation.idempotency_key()};
    if (invocation.given("county")) call.county = parse_county(invocation.text("county"));
    if (invocation.given("full")) {
        call.full = registry::FullRoster{{}, runs::last_paid};
        if (invocation.given("division")) call.full->division = invocation.division("division");
    }
    auto answer = invocation.at_length(
        [&](LongWork work) { return registry::import_file((*place)->desk(), **sealer, *actor, call, work); });
    if (!answer) return pass_on(answer);
    if (call.full && answer->number("absent") > 0) {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        return answered_with(*answer, said_of(*answer, call.kind), "pending",
                             registry::questions_table(reading->store(), reading->county, /*only_open=*/true));
    }
    return answered(*answer, said_of(*answer, call.kind));
}

Result<Reply, Refusal> import_template(Invocation& invocation) {
    if (!is_opening(invocation) && kind_of(invocation) == ImportKind::pack)
        return refuse(TemplateRefusal::pack_has_none);
    const SheetSchema& schema = is_opening(invocation) ? opening::sheet() : registry::schema(kind_of(invocation));
    const std::string out = invocation.text("out");
    if (auto written = write_template(schema, out); !written) return pass_on(written);
    const Text what = schema.name;
    return answered(
        Answer{}.set("kind", schema.kind).set("file", out),
        say("已写出{0}的 Excel 模板：{2}", "The Excel template of {1} was written: {2}", what.zh, what.en, out));
}

Result<Reply, Refusal> import_list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, registry::imports_table(reading->store(), reading->county));
}

Result<Reply, Refusal> pack_check(Invocation& invocation) {
    const auto toml = invocation.file_bytes("file");
    if (!toml) return tl::unexpected{toml.error()};
    auto pack = policy::parse_pack(*toml, invocation.text("file"));
    if (!pack) return pass_on(pack);
    const std::string unsourced = fmt::format("{}", fmt::join(pack->rules_without_source(), ", "));
    Text words =
        say("政策包“{0}”合规：{1} 起，区划 {3}。", "The rule pack \"{0}\" is sound: from {2}, division {3}.",
            pack->title, to_chinese(pack->effective_from), to_string(pack->effective_from), pack->division.text());
    if (pack->sources.empty()) {
        words.zh += "\n没有注明依据。";
        words.en += "\nIt names no source.";
    } else if (!unsourced.empty()) {
        words.zh += "\n未注明依据的规则：" + unsourced;
        words.en += "\nRules without a source: " + unsourced;
    }
    return answered(Answer{}
                        .set("id", pack->id)
                        .set("title", pack->title)
                        .set("division", pack->division.text())
                        .set("effective_from", to_string(pack->effective_from))
                        .set("without_source", unsourced),
                    std::move(words));
}

}  // namespace

std::vector<Verb> import_verbs() {
    const Parameter kind = argument("kind", Kind::import_kind, {"名册种类", "which list"});
    return {
        {{"import"},
         {"导入名册或政策包；有一行不对就整份不导入",
          "import a list or a rule pack; one wrong row and none of it is taken"},
         {kind, argument("file", Kind::file, {"CSV、Excel 或 TOML 文件", "a CSV, Excel or TOML file"}),
          option("--full", Kind::flag,
                 {"这是一地家庭的全量名册：未列的在册家庭逐户待定",
                  "the file lists every household of a place: those it leaves out are to be decided"}),
          option("--division", Kind::division,
                 {"全量名册是哪里的，默认按名册判断", "of which place the full roster is; guessed when not given"})},
         import},
        {{"import", "template"},
         {"写出一份名册的 Excel 空表", "write an Excel file to fill in"},
         {kind, required(option("--out", Kind::file, {"写到哪个文件", "the file to write"}))},
         import_template},
        {{"import", "list"}, {"列出历次导入", "list the imports"}, with_list_files(), import_list},
        {{"pack", "check"},
         {"检查一份政策包", "check a rule pack"},
         {argument("file", Kind::file, {"TOML 文件", "the TOML file"})},
         pack_check},
    };
}

}  // namespace mingzhang::console
