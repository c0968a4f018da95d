// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/explain_parts.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "engine/entitlement/explain.hpp"
#include "engine/entitlement/institution.hpp"
#include "engine/registry/past_payments.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::runs {

RefusalWords words(ExplainRefusal) {
    return {"run.explain/unknown_household", "第 {1} 次发放所依据的名册中没有户 {0}。",
            "The registry behind run {1} has no household {0}.", "请核对户编号。", "Check the household number."};
}

namespace {

// The last accrued run before this one that covered the month or paid the household something for it.
std::optional<Run> last_run_before(const std::vector<Run>& runs, const Run& run, const HouseholdNo& household,
                                   Month month, soci::session& sql) {
    std::optional<Run> last;
    for (const Run& earlier : runs) {
        if (earlier.number >= run.number || earlier.kind != RunKind::regular || !is_accrued(earlier.state()) ||
            earlier.is_opening())
            continue;
        if (earlier.month == month) last = earlier;
        int lines = 0;
        const std::int64_t index = month.index();
        sql << "SELECT count(*) FROM run_line WHERE county = :county AND run = :run AND household_no = :no AND month = "
               ":month",
            soci::use(run.county.number), soci::use(earlier.number), soci::use(household.text()), soci::use(index),
            soci::into(lines);
        if (lines > 0) last = earlier;
    }
    return last;
}

std::string lines_of_run(soci::session& sql, const Run& run, const HouseholdNo& household, Month month,
                         Language language) {
    std::string text;
    const std::int64_t index = month.index();
    const std::string& no = household.text();
    std::int64_t line = 0, amount = 0;
    int kind = 0, held = 0;
    soci::statement query =
        (sql.prepare << "SELECT line, kind, amount, held FROM run_line WHERE county = :county AND run = :run AND "
                        "household_no = :no AND month = :month ORDER BY line",
         soci::use(run.county.number), soci::use(run.number), soci::use(no), soci::use(index), soci::into(line),
         soci::into(kind), soci::into(amount), soci::into(held));
    query.execute();
    while (query.fetch()) {
        const bool backpay = kind == static_cast<int>(LineKind::backpay);
        const std::string yuan = to_yuan_grouped(Money::fen(amount));
        const Text why = word(static_cast<HoldReason>(held)).text;
        text += language == Language::zh
                    ? fmt::format("本次发放第 {} 行：{} {} 元{}\n", line, backpay ? "补发" : "发放", yuan,
                                  held > 0 ? "（暂缓：" + why.zh + "）" : "")
                    : fmt::format("Line {} of this run: {} {} yuan{}\n", line, backpay ? "backpay" : "regular", yuan,
                                  held > 0 ? " (held: " + why.en + ")" : "");
    }
    sql << "SELECT coalesce(sum(amount), 0) FROM run_overpayment WHERE county = :county AND run = :run AND "
           "household_no = :no AND month = :month",
        soci::use(run.county.number), soci::use(run.number), soci::use(no), soci::use(index), soci::into(amount);
    if (amount > 0)
        text += fmt::format(fmt::runtime(language == Language::zh ? "多发：{} 元\n" : "Overpaid: {} yuan\n"),
                            to_yuan_grouped(Money::fen(amount)));
    return text;
}

// What the household got for the month before the books began, as the run knew it.
std::string paid_before_the_books(soci::session& sql, const Run& run, const HouseholdNo& household, Month month,
                                  Language language) {
    std::string text;
    for (const registry::PastPayment& paid :
         registry::past_payments_of(sql, {run.county, run.import}, household, month))
        text += fmt::format(fmt::runtime(language == Language::zh ? "往期发放：{} 元，{} 发\n"
                                                                  : "Paid before the books began: {} yuan on {}\n"),
                            to_yuan_grouped(paid.amount), to_string(paid.paid_on));
    return text;
}

// What is owed and stands in no line, because the institution is paid for it in advance.
std::string left_to_prepayment(const entitlement::Assessment& assessed, Language language) {
    entitlement::Assessment rest = assessed;
    entitlement::leave_to_prepayment(rest);
    const Money left = difference(assessed.total, rest.total);
    if (left.is_zero()) return {};
    return fmt::format(
        fmt::runtime(language == Language::zh ? "其中 {} 元由机构预拨款支付，不进发放\n"
                                              : "{} yuan of it are prepaid to the institution, in no run\n"),
        to_yuan_grouped(left));
}

bool known_at(KnownHousehold& known, soci::session& sql, registry::KnownAt at, const HouseholdNo& no) {
    registry::SnapshotReader reader{sql, at, no};
    const registry::Household* household = reader.next();
    if (household == nullptr) return false;
    known = {*household, registry::pack_book(sql, at)};
    return true;
}

// Against the month before, by the same lists: what a household asks when the amount is another one than last time.
void compare_with_last_month(ExplainParts& parts, Month month, Language language) {
    const auto before = entitlement::assess(parts.known.household, parts.known.packs, month - 1);
    if (!before || before->now.version == nullptr) return;
    parts.compared_with =
        fmt::format(fmt::runtime(language == Language::zh ? "与上月（{}）相比：\n" : "Compared with {}:\n"),
                    language == Language::zh ? to_chinese(month - 1) : to_string(month - 1));
    parts.changes = entitlement::what_changed(*before, parts.assessed, language);
}

void compare_with_earlier_run(ExplainParts& parts, soci::session& sql, const Run& run, const HouseholdNo& no,
                              Month month, Language language) {
    const auto earlier = last_run_before(all_runs(sql, run.county), run, no, month, sql);
    KnownHousehold before{parts.known.household, {}};
    if (!earlier || !known_at(before, sql, {run.county, earlier->import}, no)) return;
    const auto assessed_before = entitlement::assess(before.household, before.packs, month);
    if (!assessed_before) return;
    parts.compared_with = fmt::format(
        fmt::runtime(language == Language::zh ? "与第 {} 次发放（{}）相比：\n" : "Compared with run {} ({}):\n"),
        earlier->number, to_string(earlier->month));
    parts.changes = entitlement::what_changed(*assessed_before, parts.assessed, language);
}

}  // namespace

Result<void, Refusal> explain_parts(ExplainParts& parts, soci::session& sql, const Run& run, const HouseholdNo& no,
                                    Month month, Language language) {
    if (!known_at(parts.known, sql, {run.county, run.import}, no))
        return refuse(ExplainRefusal::unknown_household, no.text(), run.number);
    if (const auto done = entitlement::assess_into(parts.assessed, parts.known.household, parts.known.packs, month);
        !done)
        return tl::unexpected{entitlement::to_refusal(parts.known.household, done.error())};
    parts.paid_before = paid_before_the_books(sql, run, no, month, language);
    parts.lines = left_to_prepayment(parts.assessed, language) + lines_of_run(sql, run, no, month, language);
    if (month >= run.month) {
        compare_with_last_month(parts, month, language);
    } else {
        compare_with_earlier_run(parts, sql, run, no, month, language);
    }
    return {};
}

}  // namespace mingzhang::runs
