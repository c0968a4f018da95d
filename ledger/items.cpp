// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/items.hpp"

#include <soci/soci.h>

namespace mingzhang::ledger {

namespace {

// Net of reversals, since a reversal stands with the accounts swapped. Events: 2, 16 and 21 due, 4 paid, 10 offset, 12
// and 7 withdrawn; 20 a return that stood when the books began: due, and returned. Accounts: 2001 payable, 1002 in
// transit, 2002 returned.
constexpr std::string_view item_columns =
    "run, line, max(CASE WHEN event IN (2, 16, 20, 21) THEN division ELSE 0 END), "
    "max(CASE WHEN event IN (2, 16, 20, 21) THEN program ELSE 0 END), "
    "sum(CASE WHEN event IN (2, 16, 21) THEN CASE WHEN credit = 2001 THEN amount ELSE -amount END "
    "WHEN event = 20 AND credit = 2002 THEN amount WHEN event = 20 AND debit = 2002 THEN -amount ELSE 0 END), "
    "sum(CASE WHEN credit = 2001 THEN amount WHEN debit = 2001 THEN -amount ELSE 0 END), "
    "sum(CASE WHEN debit = 1002 THEN amount WHEN credit = 1002 THEN -amount ELSE 0 END), "
    "sum(CASE WHEN event = 4 THEN CASE WHEN debit = 2001 THEN amount ELSE -amount END ELSE 0 END), "
    "sum(CASE WHEN credit = 2002 THEN amount WHEN debit = 2002 THEN -amount ELSE 0 END), "
    "sum(CASE WHEN event = 10 AND debit = 2001 THEN amount WHEN event = 10 AND credit = 2001 THEN -amount ELSE 0 END), "
    "sum(CASE WHEN event IN (7, 12) AND credit = 5001 THEN amount WHEN event IN (7, 12) AND debit = 5001 THEN -amount "
    "ELSE 0 END)";

struct Sums {
    std::int64_t run = 0, line = 0, division = 0, program = 0, due = 0, payable = 0, in_transit = 0, paid = 0,
                 returned = 0, offset = 0, withdrawn = 0;

    void bind(soci::statement& query) {
        for (std::int64_t* value :
             {&run, &line, &division, &program, &due, &payable, &in_transit, &paid, &returned, &offset, &withdrawn})
            query.exchange(soci::into(*value));
    }
    [[nodiscard]] Item item() const {
        return {run,
                line,
                division,
                static_cast<Program>(program),
                Money::fen(due),
                Money::fen(payable - in_transit),  // A payable stays whole until the bank has paid it.
                Money::fen(in_transit),
                Money::fen(paid),
                Money::fen(returned),
                Money::fen(offset),
                Money::fen(withdrawn)};
    }
};

void run_query(soci::statement& query, Sums& sums, const std::string& text,
               const std::function<void(const Item&)>& each) {
    sums.bind(query);
    query.alloc();
    query.prepare(text);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) each(sums.item());
}

}  // namespace

Money Item::settled_or_open() const {
    Money all = waiting;
    for (const Money part : {in_transit, paid, returned, offset, withdrawn}) all = sum(all, part);
    return all;
}

void read_items(soci::session& sql, County county, std::int64_t run, const std::function<void(const Item&)>& each,
                Moment moment) {
    Sums sums;
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(run));
    query.exchange(soci::use(moment.command));
    run_query(query, sums,
              "SELECT " + std::string{item_columns} + " FROM transfer WHERE county = :county AND " +
                  (run == 0 ? "run > :run" : "run = :run") +
                  " AND line > 0 AND command <= :command GROUP BY run, line ORDER BY run, line",
              each);
}

std::vector<Item> items_of(soci::session& sql, County county, const std::string& household, Month month) {
    std::vector<Item> items;
    Sums sums;
    const std::int64_t index = month.index();
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(household));
    query.exchange(soci::use(index));
    run_query(query, sums,
              "SELECT " + std::string{item_columns} +
                  " FROM transfer WHERE county = :county AND (run, line) IN (SELECT run, line FROM payable WHERE "
                  "county = :of_county AND household = :household AND month = :month) "
                  "GROUP BY run, line ORDER BY run, line",
              [&](const Item& item) { items.push_back(item); });
    return items;
}

}  // namespace mingzhang::ledger
