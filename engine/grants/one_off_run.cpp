// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/one_off_run.hpp"

#include <soci/soci.h>

#include "engine/entitlement/presence.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::grants {

RefusalWords words(OneOffRefusal reason) {
    switch (reason) {
        case OneOffRefusal::wider_than_county:
            return {"run.one_off/wider_than_county", "“{0}”大于一个县（区）；一次发放只在一个县内。",
                    "\"{0}\" is wider than a county; a run lies within one.", "请给出至少六位的区划代码。",
                    "Give at least the six digits of a county."};
        case OneOffRefusal::index_needed:
            return {"run.one_off/index_needed", "价格临时补贴要写当月公布的价格涨幅。",
                    "A price subsidy needs the published rise of prices.", "请加 --prices 和 --food，如 3.6。",
                    "Add --prices and --food, such as 3.6."};
        case OneOffRefusal::overlaps_approved:
            return {"run.one_off/overlaps_approved",
                    "{0} 已有审批过的第 {1} 次发放发的是同一种补助，区划重叠，不能再算。",
                    "Run {1} of {0} was approved already, pays the same and overlaps this one.",
                    "确需重算的，先撤回第 {1} 次发放。", "To calculate anew, withdraw run {1} first."};
        case OneOffRefusal::cannot_be_assessed:
            return {"run.one_off/cannot_be_assessed", "有 {0} 户算不出来，整次未计算。",
                    "{0} households cannot be assessed; nothing was calculated.", "请补充政策包或更正名册后重新计算。",
                    "Add the rule pack or correct the registry, then calculate again."};
        case OneOffRefusal::stopped:
            return {"run.one_off/stopped", "计算已按要求停止，什么也没有改动。",
                    "The calculation was stopped as asked; nothing was changed.", "需要时重新计算。",
                    "Calculate again when it suits."};
        case OneOffRefusal::no_budget_code:
            return {"run.one_off/no_budget_code", "政策包“{0}”没有写价格补贴的预算科目 {1}，没有资金来源可列支。",
                    "The pack \"{0}\" names no budget code {1} for the price subsidy: no fund line carries it.",
                    "请按财政下达的科目在政策包中补上 {1}，重新导入后再算。",
                    "Add {1} to the pack as finance granted it, import it and calculate again."};
        case OneOffRefusal::codes_differ:
            return {"run.one_off/codes_differ", "区划内的政策包写了两个预算科目：{0} 和 {1}。",
                    "The packs of the division name two budget codes: {0} and {1}.", "请按预算科目相同的区划分别计算。",
                    "Calculate by divisions that share a code."};
        case OneOffRefusal::nothing_to_pay:
            return {"run.one_off/nothing_to_pay", "{0} 在 {1} 没有可发的补助。", "Nothing is to be paid in {0} in {1}.",
                    "请先看清单（mingzhang benefit），核对月份、涨幅和名册。",
                    "See the lists first (mingzhang benefit); check month, rise and registry."};
    }
    return {};
}

namespace {

constexpr std::uint64_t households_between_reports = 1'000;

}  // namespace

OneOffRun::OneOffRun(CommandContext& context, runs::RunKind kind, const OneOffCall& call)
    : context_{context},
      runs_{runs::all_runs(context.sql(), context.county())},
      run_{context.county(),
           0,
           call.month,
           call.division,
           std::nullopt,
           registry::last_import(context.sql(), context.county()),
           {},
           kind},
      roster_{context.sql(), {run_.county, run_.import}} {}

Result<void, Refusal> OneOffRun::begin(bool side_by_side) {
    if (const runs::Run* before = side_by_side ? nullptr : runs::accrued_overlap(runs_, run_))
        return refuse(OneOffRefusal::overlaps_approved, to_string(run_.month), before->number);
    run_.number = context_.take_number("run");
    runs::insert_run(context_, run_);
    runs::record_event(context_, run_.number, runs::RunEventKind::calculated);
    lines_.emplace(context_, run_);
    persons_.emplace(context_.tx(), "granted_person",
                     std::initializer_list<std::string_view>{"county", "run", "line", "person"});
    return {};
}

std::set<registry::PersonId> OneOffRun::granted(const std::optional<Month>& month) const {
    std::set<std::int64_t> numbers;
    for (const runs::Run& run : runs_)
        if (run.kind == run_.kind && runs::is_accrued(run.state()) && (!month || run.month == *month))
            numbers.insert(run.number);
    std::set<registry::PersonId> persons;
    if (numbers.empty()) return persons;
    std::int64_t run = 0, person = 0;
    soci::statement query = (context_.sql().prepare << "SELECT run, person FROM granted_person WHERE county = :county",
                             soci::use(run_.county.number), soci::into(run), soci::into(person));
    query.execute();
    while (query.fetch())
        if (numbers.contains(run)) persons.insert({person});
    return persons;
}

Result<void, Refusal> OneOffRun::each_household(LongWork& work, const Take& take) {
    const registry::KnownAt at{run_.county, run_.import};
    const policy::PackBook packs = registry::pack_book(context_.sql(), at);
    registry::SnapshotReader households{context_.sql(), at};
    std::vector<Finding> cannot;
    std::uint64_t seen = 0;
    const Text stage{"计算", "calculating"};
    while (const registry::Household* household = households.next()) {
        if (++seen % households_between_reports == 0) {
            work.progress.at(stage, seen, 0);
            if (work.stop.stop_requested()) return refuse(OneOffRefusal::stopped);
        }
        const auto* version = entitlement::version_in_force(*household, run_.month);
        if (version == nullptr || !run_.division.covers(version->division)) continue;
        if (auto taken = take(*household, packs, *version); !taken)
            cannot.push_back({household->no.text(), 0, "", "", taken.error().what()});
    }
    if (cannot.empty()) return {};
    const std::size_t count = cannot.size();
    return tl::unexpected{refusal(OneOffRefusal::cannot_be_assessed, count).with(std::move(cannot))};
}

std::int64_t OneOffRun::pay(const registry::Household& household, const registry::HouseholdVersion& version,
                            const Payment& payment) {
    const std::int64_t line = lines_->totals().lines + 1;
    lines_->write_line({{run_.number, line},
                        household.no,
                        payment.month,
                        payment.kind,
                        payment.program,
                        version.division,
                        payment.persons.empty() ? payment.people : static_cast<std::int64_t>(payment.persons.size()),
                        /*base=*/payment.amount,
                        /*topup=*/Money{},
                        payment.amount,
                        payment.held ? runs::HoldReason::death_conflict : roster_.of(household.no, version),
                        version.bank_code,
                        version.account,
                        version.account_name});
    for (const registry::PersonId person : payment.persons)
        persons_->row(run_.county.number, run_.number, line, person.number);
    return line;
}

Result<Answer, Refusal> OneOffRun::finish() {
    const runs::RunTotals& totals = lines_->totals();
    if (totals.lines == 0) return refuse(OneOffRefusal::nothing_to_pay, run_.division.text(), to_string(run_.month));
    lines_->finish();
    persons_->send();
    return Answer{}
        .set("run", run_.number)
        .set("kind", std::string{code(run_.kind)})
        .set("month", to_string(run_.month))
        .set("division", run_.division.text())
        .set("lines", totals.lines)
        .set("payable_fen", totals.payable.fen())
        .set("held", totals.held_lines)
        .set("held_fen", totals.held.fen())
        .set("overpayments", std::int64_t{0})
        .set("overpaid_fen", std::int64_t{0});
}

}  // namespace mingzhang::grants
