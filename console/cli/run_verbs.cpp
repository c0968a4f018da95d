// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/calculate.hpp"

#include "base/text/atomic_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/run_words.hpp"
#include "console/cli/verbs.hpp"
#include "engine/grants/explain.hpp"
#include "engine/grants/funeral_run.hpp"
#include "engine/grants/price_run.hpp"
#include "engine/grants/temporary_run.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::console {

namespace {

// An option that would be passed over.
enum class CalculateVerbRefusal : std::uint8_t { not_of_the_kind };  // {0}/{1} the kind, {2} the option

RefusalWords words(CalculateVerbRefusal) {
    return {"run.calculate/not_of_the_kind", "计算{0}不用 {2}。", "A run of {1} has no use for {2}.", "请去掉 {2}。",
            "Leave {2} away."};
}

// Percent with two decimals, as whole hundredths; its kind was checked.
policy::Rise rise_of(const Invocation& invocation, std::string_view key) {
    return policy::Rise{static_cast<std::int32_t>(invocation.yuan(key).fen())};
}

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

Result<Answer, Refusal> calculated_by_kind(const Invocation& invocation, Desk& desk, const Actor& actor,
                                           LongWork work) {
    const auto kind = runs::parse_run_kind(invocation.text("kind")).value_or(runs::RunKind::regular);
    const grants::OneOffCall call{invocation.month("month"), invocation.division("division"),
                                  invocation.idempotency_key()};
    const auto passed_over = [&](std::string_view option) -> Result<void, Refusal> {
        if (!invocation.given(option)) return {};
        const std::string shown = "--" + std::string{option};
        return refuse(CalculateVerbRefusal::not_of_the_kind, name(kind).zh, name(kind).en, shown);
    };
    if (kind != runs::RunKind::price)
        for (const std::string_view option : {"prices", "food"})
            if (auto fit = passed_over(option); !fit) return pass_on(fit);
    if (kind == runs::RunKind::regular)
        return runs::calculate(desk, actor, {call.month, call.division, invocation.program("program"), call.key}, work);
    if (auto fit = passed_over("program"); !fit) return pass_on(fit);  // It is for all programs.
    if (kind == runs::RunKind::funeral) return grants::calculate_funeral(desk, actor, call, work);
    if (kind == runs::RunKind::temporary) return grants::calculate_temporary(desk, actor, call, work);
    grants::PriceCall price{call, std::nullopt};
    if (invocation.given("prices") && invocation.given("food"))
        price.rise = entitlement::PriceRise{rise_of(invocation, "prices"), rise_of(invocation, "food")};
    return grants::calculate_price(desk, actor, price, work);
}

Result<Reply, Refusal> calculate(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    auto answer = invocation.at_length(
        [&](LongWork work) { return calculated_by_kind(invocation, (*place)->desk(), *actor, work); });
    if (!answer) return pass_on(answer);
    store::Store& store = (*place)->store();
    auto run = runs::find_run(store.sql(), invocation.division("division").county().value(), answer->number("run"));
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

// What is paid once has an explanation of its own; a month has one for the office and one for the household.
Result<std::string, Refusal> explanation_of(const Invocation& invocation, const Reading& reading, const runs::Run& run,
                                            const HouseholdNo& household, const std::optional<Month>& month) {
    const Language language = invocation.language();
    if (run.kind != runs::RunKind::regular) return grants::explain_line(reading.store(), run, household, language);
    if (invocation.given("full"))
        return runs::explain_line(reading.store(), reading.county, run.number, household, month, language);
    return runs::household_page(reading.store(), reading.county, run.number, household, month, invocation.text("ask"),
                                language);
}

Result<Reply, Refusal> explain(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    std::optional<Month> month;
    if (invocation.given("month")) month = invocation.month("month");
    const auto household = HouseholdNo::parse(invocation.text("household")).value();
    auto run = runs::find_run(reading->sql(), reading->county, invocation.number("run"));
    if (!run) return pass_on(run);
    auto words = explanation_of(invocation, *reading, *run, household, month);
    if (!words) return pass_on(words);
    Answer answer;
    answer.set("run", run->number).set("household_no", household.text()).set("explanation", *words);
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
          option("--program", Kind::program, {"只算一个救助类别", "only one program"}),
          option("--kind", Kind::run_kind,
                 {"发放种类：regular（默认）、price、funeral、temporary",
                  "what is paid: regular (when not given), price, funeral, temporary"}),
          option("--prices", Kind::rise,
                 {"价格补贴：居民消费价格同比涨幅，百分之", "price subsidy: rise of consumer prices over a year"}),
          option("--food", Kind::rise,
                 {"价格补贴：食品价格同比涨幅，百分之", "price subsidy: rise of food prices over a year"})},
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
