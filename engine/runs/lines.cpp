// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/lines.hpp"

#include <soci/soci.h>

#include "base/store/store.hpp"
#include "base/values/check.hpp"
#include "base/values/vocabulary.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

namespace {

constexpr Vocabulary<LineKind, 5> line_kinds{{{
    {LineKind::regular, "regular", "正常", "regular"},
    {LineKind::backpay, "backpay", "补发", "backpay"},
    {LineKind::price_subsidy, "price_subsidy", "价格补贴", "price subsidy"},
    {LineKind::funeral, "funeral", "丧葬补助", "funeral grant"},
    {LineKind::temporary, "temporary", "临时救助", "temporary assistance"},
}}};

// What may leave now, whatever the bank: lines of released runs that are not held and whose money waits. Waiting is
// payable less in transit, so a line in a live batch has nothing to send, and one whose batch was withdrawn has again.
constexpr std::string_view sendable =
    " FROM run_line t JOIN (SELECT run, line, sum(CASE WHEN credit = 2001 THEN amount WHEN debit = 2001 THEN -amount "
    "ELSE 0 "
    "END) - sum(CASE WHEN debit = 1002 THEN amount WHEN credit = 1002 THEN -amount ELSE 0 END) AS waiting FROM "
    "transfer "
    "WHERE county = :county AND run IN (SELECT run FROM run_event e WHERE e.county = :county AND e.kind = 7) "
    "AND line > 0 GROUP BY run, line) AS open ON open.run = t.run AND open.line = t.line "
    "LEFT JOIN line_payee y ON y.county = t.county AND y.run = t.run AND y.line = t.line "
    "LEFT JOIN household_version v ON v.county = y.county AND v.household_no = t.household_no AND v.from_month = "
    "y.from_month AND v.import = y.import "
    "WHERE t.county = :county AND open.waiting > 0 AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.county = t.county AND "
    "h.run = t.run AND h.line = t.line AND NOT EXISTS (SELECT 1 FROM hold_lift l WHERE l.county = h.county AND "
    "l.hold = h.number AND l.kind = 2))";

// Whom a line is paid to: as its run had it, unless that was settled otherwise since.
constexpr std::string_view columns_to_pay =
    "t.run, t.line, t.household_no, t.month, t.kind, t.program, t.division, t.covered, t.base, t.topup, t.amount, "
    "t.held, coalesce(v.bank_code, t.bank_code), coalesce(v.account, t.account) AS payee, coalesce(v.account_name, "
    "t.account_name)";

}  // namespace

Word word(LineKind kind) {
    return line_kinds.word(kind);
}

void read_sendable(soci::session& sql, County county, const std::string& bank_code, Program program,
                   const std::function<void(const SendableLine&)>& each) {
    LineRow row;
    std::int64_t waiting = 0;
    const int program_number = static_cast<int>(program);
    soci::statement query{sql};
    row.bind(query);
    query.exchange(soci::into(waiting));
    query.exchange(soci::use(county.number, "county"));
    query.exchange(soci::use(bank_code, "bank"));
    query.exchange(soci::use(program_number, "program"));
    query.alloc();
    query.prepare("SELECT " + std::string{columns_to_pay} + ", open.waiting" + std::string{sendable} +
                  " AND coalesce(v.bank_code, t.bank_code) = :bank AND t.program = :program "
                  "ORDER BY payee, t.run, t.line");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) each({row.line(), Money::fen(waiting)});
}

void read_sendable_groups(soci::session& sql, County county, const std::function<void(const SendableGroup&)>& each) {
    std::string bank;
    int program = 0;
    std::int64_t lines = 0, total = 0;
    soci::statement query{sql};
    query.exchange(soci::into(bank));
    query.exchange(soci::into(program));
    query.exchange(soci::into(lines));
    query.exchange(soci::into(total));
    query.exchange(soci::use(county.number, "county"));
    query.alloc();
    query.prepare("SELECT coalesce(v.bank_code, t.bank_code) AS bank, t.program, count(*), sum(open.waiting)" +
                  std::string{sendable} +
                  " GROUP BY coalesce(v.bank_code, t.bank_code), t.program "
                  "ORDER BY bank, t.program");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) each({bank, static_cast<Program>(program), lines, Money::fen(total)});
}

Word word(HoldReason reason) {
    switch (reason) {
        case HoldReason::none:
            break;
        case HoldReason::death_conflict:
            return {"death_conflict", {"死亡日期不一致", "dates of death differ"}};
        case HoldReason::placed:
            return {"placed", {"人工暂缓", "placed by an officer"}};
        case HoldReason::account_unverified:
            return {"account_unverified", {"账户未核验", "account not confirmed"}};
        case HoldReason::missing_from_roster:
            return {"missing_from_roster", {"名册缺户未定", "missing from the roster"}};
    }
    return {"none", {"无", "none"}};
}

Line LineRow::line() const {
    const auto no = HouseholdNo::parse(household_no);
    const auto code = DivisionCode::parse(division);
    MINGZHANG_CHECK(no && code);
    return {{run, number},
            *no,
            Month::from_index(static_cast<std::int32_t>(month)),
            static_cast<LineKind>(kind),
            static_cast<Program>(program),
            *code,
            covered,
            Money::fen(base),
            Money::fen(topup),
            Money::fen(amount),
            static_cast<HoldReason>(held),
            bank_code,
            account == 0 ? std::nullopt : std::optional{registry::AccountId{account}},
            account_name};
}

void LineRow::bind(soci::statement& query) {
    query.exchange(soci::into(run));
    query.exchange(soci::into(number));
    query.exchange(soci::into(household_no));
    query.exchange(soci::into(month));
    query.exchange(soci::into(kind));
    query.exchange(soci::into(program));
    query.exchange(soci::into(division));
    query.exchange(soci::into(covered));
    query.exchange(soci::into(base));
    query.exchange(soci::into(topup));
    query.exchange(soci::into(amount));
    query.exchange(soci::into(held));
    query.exchange(soci::into(bank_code));
    query.exchange(soci::into(account));
    query.exchange(soci::into(account_name));
}

void read_lines(soci::session& sql, County county, std::int64_t run, const std::function<void(const Line&)>& each) {
    LineRow row;
    soci::statement query{sql};
    row.bind(query);
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(run));
    query.alloc();
    query.prepare(std::string{store::long_read} + "SELECT " + std::string{LineRow::columns} +
                  " FROM run_line t WHERE t.county = :county AND t.run = :run "
                  "ORDER BY t.line");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) each(row.line());
}

std::vector<OverpaymentRow> overpayments_of(soci::session& sql, County county, std::int64_t run) {
    std::vector<OverpaymentRow> list;
    OverpaymentRow row;
    std::int64_t month = 0, amount = 0;
    int program = 0;
    soci::statement query =
        (sql.prepare << "SELECT ordinal, household_no, month, program, division, amount FROM run_overpayment "
                        "WHERE county = :county AND run = :run ORDER BY ordinal",
         soci::use(county.number), soci::use(run), soci::into(row.ordinal), soci::into(row.household),
         soci::into(month), soci::into(program), soci::into(row.division), soci::into(amount));
    query.execute();
    while (query.fetch()) {
        row.month = Month::from_index(static_cast<std::int32_t>(month));
        row.program = static_cast<Program>(program);
        row.amount = Money::fen(amount);
        list.push_back(row);
    }
    return list;
}

}  // namespace mingzhang::runs
