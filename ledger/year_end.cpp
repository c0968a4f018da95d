// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/year_end.hpp"

#include <soci/soci.h>

#include <vector>

#include "ledger/journal.hpp"
#include "ledger/periods.hpp"

namespace mingzhang::ledger {

RefusalWords words(YearRefusal reason) {
    switch (reason) {
        case YearRefusal::year_not_over:
            return {"year.close/not_over", "{0} 年还没有结束。", "{0} is not over.", "请在次年办理年终结账。",
                    "Close it in the next year."};
        case YearRefusal::closed_before:
            return {"year.close/closed_before", "{0} 年已经年终结账。", "{0} is closed already.", "无需再办。",
                    "Nothing remains to be done."};
        case YearRefusal::months_open:
            return {"year.close/months_open", "{0} 年 12 月还没有关账。", "December {0} is not closed.",
                    "请先关账：mingzhang period close {0}-12", "Close it first: mingzhang period close {0}-12"};
    }
    return {};
}

RefusalWords words(TakeBackRefusal reason) {
    switch (reason) {
        case TakeBackRefusal::not_two_years:
            return {"year.take_back/not_two_years", "{0} 年指标的结转未满两年，财政不收回。",
                    "What is left of {0} was not carried for two years; finance does not take it back.",
                    "请先办完 {1} 年的年终结账。", "Close {1} first."};
        case TakeBackRefusal::nothing_left:
            return {"year.take_back/nothing_left", "{0} 年指标没有结余。", "Nothing is left of {0}.", "无需再办。",
                    "Nothing remains to be done."};
    }
    return {};
}

namespace {

// A balance that stands on an account for a budget year, with the dimensions it is kept by. Below zero: on the other
// side.
struct Standing {
    Dimensions dimensions;
    Money amount;
};

std::vector<Standing> standing(soci::session& sql, County county, Account account, int year) {
    std::vector<Standing> found;
    const int number = static_cast<int>(account);
    int source = 0, program = 0;
    std::int64_t net = 0;
    Standing row;
    Dimensions& d = row.dimensions;
    d.budget_year = year;
    soci::statement query =
        (sql.prepare << "SELECT bank_account, source, program, division, debits - credits FROM balance "
                        "WHERE county = :county AND account = :account AND budget_year = :year AND debits <> credits "
                        "ORDER BY bank_account, source, program, division",
         soci::use(county.number), soci::use(number), soci::use(year), soci::into(d.bank_account), soci::into(source),
         soci::into(program), soci::into(d.division), soci::into(net));
    query.execute();
    while (query.fetch()) {
        d.source = source == 0 ? std::nullopt : std::optional{static_cast<FundSource>(source)};
        d.program = program == 0 ? std::nullopt : std::optional{static_cast<Program>(program)};
        row.amount = Money::fen(info(account).normal_side == Side::debit ? net : -net);
        found.push_back(row);
    }
    return found;
}

// Moves what stands on `account` to 3002, whichever side it stands on; gives the sum.
Result<Money, Refusal> carry(CommandContext& context, Journal& journal, Account account, int year) {
    Money all;
    for (const Standing& row : standing(context.sql(), context.county(), account, year)) {
        const bool expense = account == Account::assistance_expense;
        Transfer t{Event::year_end, expense ? Account::carried_forward : account,
                   expense ? account : Account::carried_forward, row.amount, row.dimensions};
        if (row.amount < Money{}) {
            std::swap(t.debit, t.credit);
            t.amount = difference({}, row.amount);
        }
        if (auto posted = journal.post(t); !posted) return pass_on(posted);
        all = sum(all, row.amount);
    }
    return all;
}

}  // namespace

std::optional<int> last_closed_year(soci::session& sql, County county) {
    int year = 0;
    sql << "SELECT coalesce(max(budget_year), 0) FROM year_close WHERE county = :county", soci::use(county.number),
        soci::into(year);
    return year == 0 ? std::nullopt : std::optional{year};
}

bool is_year_closed(soci::session& sql, County county, int year) {
    const auto last = last_closed_year(sql, county);
    return last && *last >= year;
}

Result<YearClosed, Refusal> close_year(CommandContext& context, int year) {
    soci::session& sql = context.sql();
    if (static_cast<int>(context.today().year()) <= year) return refuse(YearRefusal::year_not_over, year);
    if (is_year_closed(sql, context.county(), year)) return refuse(YearRefusal::closed_before, year);
    if (!is_closed(sql, context.county(), Month{year, 12})) return refuse(YearRefusal::months_open, year);

    Journal journal{context};
    auto appropriation = carry(context, journal, Account::appropriation, year);
    if (!appropriation) return pass_on(appropriation);
    auto expense = carry(context, journal, Account::assistance_expense, year);
    if (!expense) return pass_on(expense);
    if (auto closed = journal.close(); !closed) return pass_on(closed);

    const YearClosed done{*appropriation, *expense, difference(*appropriation, *expense)};
    const std::int64_t county = context.county().number, command = context.id().number, carried = done.carried.fen();
    sql << "INSERT INTO year_close (county, budget_year, command, carried) VALUES (:county, :year, :command, :carried)",
        soci::use(county), soci::use(year), soci::use(command), soci::use(carried);
    return done;
}

Result<Money, Refusal> take_back_unspent(CommandContext& context, int year) {
    soci::session& sql = context.sql();
    if (!is_year_closed(sql, context.county(), year + 1)) return refuse(TakeBackRefusal::not_two_years, year, year + 1);
    Journal journal{context};
    Money taken;
    for (const Standing& row : standing(sql, context.county(), Account::treasury_quota, year)) {
        if (auto posted = journal.post(
                {Event::year_end, Account::carried_forward, Account::treasury_quota, row.amount, row.dimensions});
            !posted)
            return pass_on(posted);
        taken = sum(taken, row.amount);
    }
    if (taken.is_zero()) return refuse(TakeBackRefusal::nothing_left, year);
    if (auto closed = journal.close(); !closed) return pass_on(closed);
    return taken;
}

}  // namespace mingzhang::ledger
