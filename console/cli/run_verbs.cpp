// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/calculate.hpp"

#include "base/text/atomic_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/run_words.hpp"
#include "console/cli/verbs.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::console {

namespace {

// ，117 行，应发 58,123.00 元，暂缓 0 行，多发 0 笔。 A held line is owed as well: what is held is part of the first
// sum.
Text amounts_of(const Answer& answer) {
    const Money held = Money::fen(answer.number("held_fen"));
    const Money due = sum(Money::fen(answer.number("payable_fen")), held);
    const auto zh = [](Money amount) {
        return amount.is_zero() ? "" : fmt::format("（{} 元）", to_yuan_grouped(amount));
    };
    const auto en = [](Money amount) {
        return amount.is_zero() ? "" : fmt::format(" ({} yuan)", to_yuan_grouped(amount));
    };
    const Money overpaid = Money::fen(answer.number("overpaid_fen"));
    return say("，{0} 行，应发 {1} 元，暂缓 {2} 行{3}，多发 {5} 笔{6}。\n",
               ", {0} lines, {1} yuan due, held: {2}{4}, overpayments: {5}{7}.\n", answer.number("lines"),
               to_yuan_grouped(due), answer.number("held"), zh(held), en(held), answer.number("overpayments"),
               zh(overpaid), en(overpaid));
}

Result<Reply, Refusal> calculate(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    const runs::CalculateCall call{invocation.month("month"), invocation.division("division"),
                                   invocation.program("program"), invocation.idempotency_key()};
    auto answer =
        invocation.at_length([&](LongWork work) { return runs::calculate((*place)->desk(), *actor, call, work); });
    if (!answer) return pass_on(answer);
    store::Store& store = (*place)->store();
    auto run = runs::find_run(store.sql(), call.division.county().value(), answer->number("run"));
    if (!run) return pass_on(run);
    return answered(
        *answer, say("已计算：", "Calculated: ") + heading_of(store, *run) + amounts_of(*answer) + next_step_of(*run));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, runs::runs_table(reading->store(), reading->county));
}

Result<Reply, Refusal> equation(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, runs::equation_table(reading->store(), reading->county));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    auto run = runs::find_run(reading->sql(), reading->county, invocation.number("run"));
    if (!run) return pass_on(run);
    auto signatures = runs::signatures_table(reading->store(), reading->county, run->number);
    if (!signatures) return pass_on(signatures);
    const Text state = runs::name(run->state());
    const Text said =
        heading_of(reading->store(), *run) + say("：{0}。\n", ": {1}.\n", state.zh, state.en) + next_step_of(*run);
    return answered_with(fields_of(*run), said, "signatures", std::move(*signatures));
}

// Lists of one run differ only in the table.
using TableOfRun = Result<Table, Refusal> (*)(store::Store&, County, std::int64_t);

std::function<Result<Reply, Refusal>(Invocation&)> list_of_run(TableOfRun table_of) {
    return [table_of](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        auto table = table_of(reading->store(), reading->county, invocation.number("run"));
        if (!table) return pass_on(table);
        return listed(invocation, std::move(*table));
    };
}

Result<Reply, Refusal> compare(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    auto table =
        runs::compare_table(reading->store(), reading->county, invocation.number("before"), invocation.number("after"));
    if (!table) return pass_on(table);
    return listed(invocation, std::move(*table));
}

Result<Reply, Refusal> explain(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    std::optional<Month> month;
    if (invocation.given("month")) month = invocation.month("month");
    const auto household = HouseholdNo::parse(invocation.text("household")).value();
    const std::int64_t run = invocation.number("run");
    auto words = invocation.given("full") ? runs::explain_line(reading->store(), reading->county, run, household, month,
                                                               invocation.language())
                                          : runs::household_page(reading->store(), reading->county, run, household,
                                                                 month, invocation.text("ask"), invocation.language());
    if (!words) return pass_on(words);
    Answer answer;
    answer.set("run", run).set("household_no", household.text()).set("explanation", *words);
    if (!invocation.given("out")) return answered(answer, {*words, *words});
    const std::string file = invocation.text("out");
    if (auto written = write_file_atomically(file, *words); !written) return pass_on(written);
    return answered(answer.set("out", file), say("已写入 {0}。", "Written to {0}.", file));
}

}  // namespace

std::vector<Verb> run_verbs() {
    const Parameter run = argument("run", Kind::number, {"第几次发放", "the number of the run"});
    return {
        {{"run", "calculate"},
         {"计算一个区划一个月的应发", "calculate a month of a division"},
         {argument("month", Kind::month, {"月份", "the month"}),
          required(option("--division", Kind::division, {"区划代码", "the division"})),
          option("--program", Kind::program, {"只算一个救助类别", "only one program"})},
         calculate},
        {{"run", "list"}, {"列出历次发放", "list the runs"}, with_list_files(), list},
        {{"run", "show"}, {"一次发放的状态和签字", "state and signatures of a run"}, {run}, show},
        {{"run", "lines"},
         {"逐户逐月的应发明细", "the lines of a run"},
         with_list_files({run}),
         list_of_run(runs::lines_table)},
        {{"run", "overpayments"},
         {"算出的多发", "the overpayments found"},
         with_list_files({run}),
         list_of_run(runs::overpayments_table)},
        {{"run", "programs"},
         {"按救助类别合计", "sums by program"},
         with_list_files({run}),
         list_of_run(runs::programs_table)},
        {{"run", "villages"},
         {"按村合计", "sums by village"},
         with_list_files({run}),
         list_of_run(runs::villages_table)},
        {{"run", "compare"},
         {"两次发放逐户比较：新增、退出、增加、减少、暂缓", "two runs side by side: new, ended, up, down, held"},
         with_list_files({argument("before", Kind::number, {"先前的一次", "the earlier run"}),
                          argument("after", Kind::number, {"这一次", "this run"})}),
         compare},
        {{"run", "explain"},
         {"说明一户为什么是这个数，一页纸，可以交给这一户",
          "why a household is owed what it is owed: a page to hand over"},
         {run, argument("household", Kind::household, {"户编号", "the household"}),
          option("--month", Kind::month,
                 {"哪个月的待遇，默认为发放月", "the month owed for; the run's when not given"}),
          option("--ask", Kind::text,
                 {"有疑问问谁：窗口和电话", "whom to ask: the office's name and telephone number"}),
          option("--out", Kind::file, {"写成文本文件", "write a text file"}),
          option("--full", Kind::flag, {"全文，不限一页", "the whole text, however long"})},
         explain},
        {{"run", "equation"},
         {"每次发放的等式：应发 = 待发 + 暂缓 + 在途 + 到账 + 退回 + 抵扣 + 撤回",
          "for every run: due = to send + held + in transit + paid + returned + offset + withdrawn"},
         with_list_files(),
         equation},
    };
}

}  // namespace mingzhang::console
