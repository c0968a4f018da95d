// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/batches/bank_accounts.hpp"
#include "engine/opening/opening.hpp"
#include "engine/worklist/worklist.hpp"
#include "tests/engine/runs/town.hpp"

// An office with one household and one account of its own, about to bring what stood elsewhere.
namespace mingzhang::test {

inline const std::string opening_heading =
    "kind,household_no,program,month,amount,original_amount,bank_account,source,budget_year,since,note\n";

inline void prepare(Office& office) {
    load_one_household(office);
    const auto account = batches::add_bank_account(office.desk(), office.sealer(), Office::person(Role::administrator),
                                                   {.county = office.county(),
                                                    .name = "零余额账户",
                                                    .bank_code = "rcb",
                                                    .layout = "ccb",
                                                    .account = *AccountNumber::parse("629999000001"),
                                                    .account_name = "测试县民政局",
                                                    .merchant = "M001"},
                                                   "");
    if (!account) throw std::runtime_error{account.error().what().en};
}

inline Result<Answer, Refusal> import_opening(Office& office, const std::string& rows,
                                              const Actor& actor = Office::person(Role::officer)) {
    SilentProgress silent;
    return opening::import_opening(office.desk(), office.sealer(), actor,
                                   {office.file("opening.csv", opening_heading + rows), {}, ""}, {silent, {}});
}

inline Result<Answer, Refusal> confirm(Office& office, const Actor& actor = Office::person(Role::approver)) {
    return opening::confirm_opening(office.desk(), actor, {office.county(), {}, ""});
}

inline Result<Answer, Refusal> reverse(Office& office, const Actor& actor, const std::string& reason = "录错") {
    return opening::reverse_opening(office.desk(), actor, {office.county(), reason, ""});
}

inline Result<Answer, Refusal> past(Office& office, const std::string& rows) {
    return office.import_text(ImportKind::past_payments, "household_no,program,month,amount,paid_on\n" + rows);
}

}  // namespace mingzhang::test
