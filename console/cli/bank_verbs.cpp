// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <filesystem>

#include "bank_adapters/layouts/code_families.hpp"
#include "bank_adapters/layouts/delivered.hpp"
#include "base/commands/office.hpp"
#include "base/text/atomic_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/reconciliation/bank_plan.hpp"
#include "engine/reconciliation/bank_simulator.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/reconciliation/reason_words.hpp"

namespace mingzhang::console {

namespace {

// Why no answer was made up. Checked in this order.
enum class SimulateRefusal : std::uint8_t { practice_only };
RefusalWords words(SimulateRefusal reason) {
    switch (reason) {
        case SimulateRefusal::practice_only:
            return {"bank_sim/practice_only", "“{0}”是正式数据库，不能模拟银行回盘。",
                    "\"{0}\" is a real database: no bank's answer is made up for it.",
                    "请使用银行给的回盘文件：mingzhang bank result。",
                    "Use the file the bank gave: mingzhang bank result."};
    }
    return {};
}

Table layouts_table(Language language) {
    return {{{"随程序提供的银行文件格式", "Bank file layouts that come with the program"},
             {},
             {{"layout", {"格式", "Layout"}},
              {"title", {"名称", "Title"}},
              {"source", {"依据", "Source"}},
              {"warning", {"提醒", "Note"}}}},
            [language](RowSink& sink) -> Result<void, Refusal> {
                for (const auto& delivered : bank::layouts::delivered_layouts()) {
                    const auto layout = bank::layouts::delivered_layout(delivered.name);
                    if (!layout) continue;
                    const std::array cells{Cell{layout->name}, Cell{layout->title.in(language)}, Cell{layout->source},
                                           Cell{layout->warning.in(language)}};
                    if (auto sent = sink.row(cells); !sent) return sent;
                }
                return {};
            }};
}

Result<Reply, Refusal> layouts(Invocation& invocation) {
    return listed(invocation, layouts_table(invocation.language()));
}

Table reasons_table(Language language) {
    return {{{"付款未成的原因", "Why payments fail, or are open"},
             {},
             {{"reason", {"代码", "Code"}},
              {"title", {"原因", "Reason"}},
              {"iso", {"ISO 20022", "ISO 20022"}},
              {"action", {"处理", "What it asks for"}},
              {"codes", {"各组返回码", "Codes of the families"}}}},
            [language](RowSink& sink) -> Result<void, Refusal> {
                for (const bank::Reason reason : bank::all_reasons()) {
                    std::string codes;
                    for (const auto& family : bank::layouts::code_families())
                        for (const auto& [code, meaning] : family.meanings)
                            if (meaning == reason)
                                codes += fmt::format("{}{}:{}", codes.empty() ? "" : " ", family.name, code);
                    const std::array cells{Cell{std::string{bank::code(reason)}}, Cell{bank::name(reason).in(language)},
                                           Cell{std::string{bank::iso_code(reason)}},
                                           Cell{bank::name(bank::action(reason)).in(language)}, Cell{codes}};
                    if (auto sent = sink.row(cells); !sent) return sent;
                }
                return {};
            }};
}

Result<Reply, Refusal> reasons(Invocation& invocation) {
    return listed(invocation, reasons_table(invocation.language()));
}

Result<Reply, Refusal> unmapped(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation,
                  reconciliation::unmapped_words_table(reading->store(), reading->county, invocation.language()));
}

Result<Reply, Refusal> map_reason(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const reconciliation::ReasonMapping mapping{with->county, invocation.number("bank-account"),
                                                invocation.text("text"),
                                                bank::parse_reason(invocation.text("reason")).value()};
    auto answer = reconciliation::map_reason(with->place.desk(), with->actor, mapping, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    const Text reason = bank::name(mapping.reason), action = bank::name(bank::action(mapping.reason));
    return answered(*answer, say("账户 {0} 号的“{1}”今后归为“{2}”，处理办法：{4}。以前已记账的不变，仍在待办中。",
                                 "From now on \"{1}\" means \"{3}\" for bank account {0}: {5}. What was posted stays "
                                 "as it is, on the worklist.",
                                 mapping.bank_account, mapping.text, reason.zh, reason.en, action.zh, action.en));
}

Result<Reply, Refusal> check_layout(Invocation& invocation) {
    const auto toml = invocation.file_bytes("file");
    if (!toml) return tl::unexpected{toml.error()};
    auto layout = bank::layouts::load_layout(*toml, invocation.text("file"));
    if (!layout) return pass_on(layout);
    return answered(Answer{}.set("layout", layout->name).set("title", layout->title.in(invocation.language())),
                    say("格式“{0}”合规。", "The layout \"{1}\" is sound.", layout->title.zh, layout->title.en));
}

Result<Reply, Refusal> result(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const auto bytes = invocation.file_bytes("file");
    if (!bytes) return tl::unexpected{bytes.error()};
    const std::string file_name = std::filesystem::path{invocation.text("file")}.filename().string();
    const std::int64_t batch = invocation.number("batch");
    auto answer = invocation.at_length([&](LongWork work) {
        return reconciliation::post_result_file(with->place.desk(), **sealer, with->actor,
                                                {.county = with->county,
                                                 .batch = batch,
                                                 .file_name = file_name,
                                                 .bytes = *bytes,
                                                 .key = invocation.idempotency_key(),
                                                 .work = &work});
    });
    if (!answer) return pass_on(answer);
    if (answer->number("repeated") == 1)
        return answered(*answer, say("这份回盘文件以前收过，没有重复记账。",
                                     "This file was posted before; nothing was posted again."));
    return answered(
        *answer,
        say("批次 {0} 回盘 {1} 行：到账 {2} 笔 {3} 元，退回 {4} 笔 {5} 元，待办 {6} 项，仍在途 {7} 笔。\n下一步：{8}",
            "Batch {0}, {1} rows: {2} paid, {3} yuan; {4} returned, {5} yuan; {6} worklist items; {7} still "
            "in transit.\nNext: {9}",
            batch, answer->number("rows"), answer->number("paid"),
            to_yuan_grouped(Money::fen(answer->number("paid_fen"))), answer->number("failed"),
            to_yuan_grouped(Money::fen(answer->number("failed_fen"))), answer->number("items"),
            answer->number("in_transit"),
            answer->number("in_transit") > 0 ? "向银行查询在途各笔"
                                             : fmt::format("mingzhang batch tie {0}，mingzhang batch close {0}", batch),
            answer->number("in_transit") > 0
                ? "ask the bank about those in transit"
                : fmt::format("mingzhang batch tie {0}, mingzhang batch close {0}", batch)));
}

unsigned per_thousand(const Invocation& invocation, std::string_view key, unsigned otherwise) {
    return invocation.given(key) ? static_cast<unsigned>(invocation.number(key)) * 10 : otherwise;
}

Text words_of(reconciliation::FileManner manner) {
    switch (manner) {
        case reconciliation::FileManner::sound:
            return {"正常", "sound"};
        case reconciliation::FileManner::wrong_control:
            return {"合计不符，应拒收", "wrong total, to be refused"};
        case reconciliation::FileManner::repeated:
            return {"重复文件", "an earlier file again"};
        case reconciliation::FileManner::acceptance:
            return {"受理，未付款", "accepted, nothing paid"};
    }
    return {};
}

Table plan_table(const std::vector<std::pair<std::string, reconciliation::PlannedFile>>& files) {
    return {{{"模拟银行的回盘文件", "Files of the pretended bank"},
             {},
             {{"day", {"第几天", "Day"}, CellKind::whole_number},
              {"file", {"文件", "File"}},
              {"manner", {"性质", "What it is"}},
              {"rows", {"行数", "Rows"}, CellKind::whole_number},
              {"wrong_rows", {"其中有误", "Wrong rows"}, CellKind::whole_number}}},
            [files](RowSink& sink) -> Result<void, Refusal> {
                using reconciliation::Telling;
                for (const auto& [path, file] : files) {
                    const auto wrong = std::ranges::count_if(file.rows, [](const reconciliation::ToldRow& row) {
                        return row.telling != Telling::truth && row.telling != Telling::repeated &&
                               row.telling != Telling::not_yet;
                    });
                    const std::array cells{Cell{file.day}, Cell{path},
                                           Cell{Word{std::string{code(file.manner)}, words_of(file.manner)}},
                                           Cell{file.rows.size()}, Cell{wrong}};
                    if (auto sent = sink.row(cells); !sent) return sent;
                }
                return {};
            }};
}

// The bank's files of some days, each day in a folder of its own: DIR/day-0/NAME.
Result<Reply, Refusal> simulate_days(const Invocation& invocation, const batches::Batch& batch,
                                     const bank::layouts::Layout& layout, const std::string& payment) {
    reconciliation::BankWays ways;
    ways.days = static_cast<int>(std::min<std::int64_t>(invocation.number("days"), 366));
    if (invocation.given("seed")) ways.seed = static_cast<std::uint64_t>(invocation.number("seed"));
    ways.failed_per_thousand = per_thousand(invocation, "fail-percent", ways.failed_per_thousand);
    ways.pending_per_thousand = per_thousand(invocation, "pending-percent", ways.pending_per_thousand);
    ways.unknown_per_thousand = per_thousand(invocation, "unknown-percent", ways.unknown_per_thousand);
    auto plan = reconciliation::plan_answers(layout, payment, batch.file_name, ways);
    if (!plan) return pass_on(plan);
    const std::filesystem::path out = invocation.text("out");
    std::vector<std::pair<std::string, reconciliation::PlannedFile>> files;
    for (reconciliation::PlannedFile& file : plan->files) {
        const std::filesystem::path folder = out / fmt::format("day-{}", file.day);
        std::error_code error;
        std::filesystem::create_directories(folder, error);  // What fails here fails at writing, with words.
        if (auto written = write_file_atomically(folder / file.name, file.bytes); !written) return pass_on(written);
        files.emplace_back((folder / file.name).string(), std::move(file));
    }
    return answered_with(Answer{}.set("batch", batch.number).set("seed", static_cast<std::int64_t>(ways.seed)),
                         say("模拟银行对批次 {0} 的回盘，按天放在 {1}，逐份 mingzhang bank result {0} 收入：",
                             "What the pretended bank answers to batch {0}, by day in {1}; take each with mingzhang "
                             "bank result {0}:",
                             batch.number, out.string()),
                         "files", plan_table(files));
}

Result<Reply, Refusal> simulate(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    if (!is_practice(reading->store())) return refuse(SimulateRefusal::practice_only, reading->store().path());
    const auto sealer = reading->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto batch = batches::find_batch(reading->sql(), reading->county, invocation.number("batch"));
    if (!batch) return pass_on(batch);
    auto payment = batches::render_file(reading->sql(), **sealer, reading->county, *batch);
    if (!payment) return pass_on(payment);
    auto account = batches::find_bank_account(reading->sql(), reading->county, batch->bank_account, batch->command);
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);

    if (invocation.given("days")) return simulate_days(invocation, *batch, *layout, *payment);
    reconciliation::SimulatedBank bank;
    if (invocation.given("seed")) bank.seed = static_cast<std::uint64_t>(invocation.number("seed"));
    bank.failed_per_thousand = per_thousand(invocation, "fail-percent", bank.failed_per_thousand);
    bank.pending_per_thousand = per_thousand(invocation, "pending-percent", bank.pending_per_thousand);
    bank.unknown_per_thousand = per_thousand(invocation, "unknown-percent", bank.unknown_per_thousand);
    auto bytes = reconciliation::simulate_result(*layout, *payment, batch->file_name, bank);
    if (!bytes) return pass_on(bytes);
    const std::string out = invocation.text("out");
    if (auto written = write_file_atomically(out, *bytes); !written) return pass_on(written);
    return answered(
        Answer{}.set("batch", batch->number).set("file", out),
        say("模拟银行已答复批次 {0}：{1}", "The pretended bank answered batch {0}: {1}", batch->number, out));
}

}  // namespace

std::vector<Verb> bank_verbs() {
    const Parameter batch = argument("batch", Kind::number, {"批次号", "the batch"});
    return {
        {{"bank", "layouts"},
         {"列出随程序提供的银行文件格式", "list the layouts that come with the program"},
         with_list_files(),
         layouts},
        {{"bank", "layouts", "check"},
         {"检查一份格式文件", "check a layout file"},
         {argument("file", Kind::file, {"TOML 文件", "the TOML file"})},
         check_layout},
        {{"bank", "reasons"},
         {"列出付款未成的原因、处理办法和返回码", "list the reasons of failed payments, what each asks for, and codes"},
         with_list_files(),
         reasons},
        {{"bank", "reasons", "unmapped"},
         {"列出银行用过的、还没有归类的失败原因", "list a bank's words that nobody had mapped to a reason"},
         with_list_files(),
         unmapped},
        {{"bank", "reasons", "map"},
         {"把银行的一句话归为一种失败原因", "map a bank's words to a reason"},
         {argument("bank-account", Kind::number, {"账户编号", "the account's number"}),
          required(option("--text", Kind::text, {"银行原文，一字不差", "the bank's words, to the letter"})),
          required(
              option("--reason", Kind::bank_reason, {"归为哪一种，见 bank reasons", "the reason, see bank reasons"}))},
         map_reason},
        {{"bank", "result"},
         {"收银行回盘文件并记账", "post what the bank answered"},
         {batch, argument("file", Kind::file, {"回盘文件", "the bank's file"})},
         result},
        {{"bank-sim"},
         {"练习库：模拟银行对一个批次的回盘", "practice: pretend a bank's answer to a batch"},
         {batch,
          required(option("--out", Kind::file,
                          {"写到哪个文件；有 --days 时是文件夹", "the file to write; with --days, a folder"})),
          option(
              "--days", Kind::number,
              {"几天的回盘：分批、迟退、重复、金额不足等", "answers of so many days: partial, late, doubled, short …"}),
          option("--seed", Kind::seed, {"随机种子；同一种子答复相同", "the same seed gives the same answer"}),
          option("--fail-percent", Kind::per_cent, {"失败的比例，默认 2", "how many fail; 2 when not given"}),
          option("--pending-percent", Kind::per_cent, {"处理中的比例", "how many are still pending"}),
          option("--unknown-percent", Kind::per_cent, {"结果不明的比例", "how many answers nobody knows"})},
         simulate},
    };
}

}  // namespace mingzhang::console
