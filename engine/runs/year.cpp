// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/year.hpp"

#include "base/commands/canonical.hpp"
#include "ledger/year_end.hpp"

namespace mingzhang::runs {

namespace {

constexpr CommandKind close_kind{"year.close", {"年终结账", "close a year"}, {Role::approver}};
constexpr CommandKind take_back_kind{
    "year.take_back", {"财政收回结余", "give unspent funds back to finance"}, {Role::approver}};

}  // namespace

Result<Answer, Refusal> close_year(Desk& desk, const Actor& actor, County county, int year, const std::string& key) {
    return desk.carry_out(actor, close_kind, {county, {}, key, Canonical{"year.close/1"}.add("year", year).bytes()},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto done = ledger::close_year(context, year);
                              if (!done) return pass_on(done);
                              return Answer{}
                                  .set("year", year)
                                  .set("appropriation_fen", done->appropriation.fen())
                                  .set("expense_fen", done->expense.fen())
                                  .set("carried_fen", done->carried.fen());
                          });
}

Result<Answer, Refusal> take_back_unspent(Desk& desk, const Actor& actor, County county, int year,
                                          const std::string& key) {
    return desk.carry_out(actor, take_back_kind,
                          {county, {}, key, Canonical{"year.take_back/1"}.add("year", year).bytes()},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto taken = ledger::take_back_unspent(context, year);
                              if (!taken) return pass_on(taken);
                              return Answer{}.set("year", year).set("taken_fen", taken->fen());
                          });
}

}  // namespace mingzhang::runs
