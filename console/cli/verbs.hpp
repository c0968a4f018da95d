// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "console/cli/verb.hpp"

namespace mingzhang::console {

// Each group of commands stands in a file of its own.
[[nodiscard]] std::vector<Verb> office_verbs();       // init, user
[[nodiscard]] std::vector<Verb> verify_verbs();       // verify
[[nodiscard]] std::vector<Verb> import_verbs();       // import, pack
[[nodiscard]] std::vector<Verb> roster_verbs();       // import retract, household
[[nodiscard]] std::vector<Verb> opening_verbs();      // opening
[[nodiscard]] std::vector<Verb> money_verbs();        // bank-account, funds
[[nodiscard]] std::vector<Verb> ledger_verbs();       // ledger, period, year
[[nodiscard]] std::vector<Verb> run_verbs();          // run calculate, and what people read of runs
[[nodiscard]] std::vector<Verb> benefit_verbs();      // benefit
[[nodiscard]] std::vector<Verb> institution_verbs();  // institution
[[nodiscard]] std::vector<Verb> recall_verbs();       // recall
[[nodiscard]] std::vector<Verb> calendar_verbs();     // calendar
[[nodiscard]] std::vector<Verb> temporary_verbs();    // temporary
[[nodiscard]] std::vector<Verb> policy_verbs();       // policy
[[nodiscard]] std::vector<Verb> run_step_verbs();     // run submit … close
[[nodiscard]] std::vector<Verb> hold_verbs();         // hold, death
[[nodiscard]] std::vector<Verb> batch_verbs();        // batch
[[nodiscard]] std::vector<Verb> bank_verbs();         // bank, bank-sim
[[nodiscard]] std::vector<Verb> exchange_verbs();     // bank connect … files, batch sent, batch attempts
[[nodiscard]] std::vector<Verb> practice_verbs();     // bank-sim serve
[[nodiscard]] std::vector<Verb> inspect_verbs();      // bank inspect
[[nodiscard]] std::vector<Verb> trust_verbs();        // bank trust
[[nodiscard]] std::vector<Verb> statement_verbs();    // bank statement, bank statements
[[nodiscard]] std::vector<Verb> worklist_verbs();     // worklist
[[nodiscard]] std::vector<Verb> audit_verbs();        // checkpoint
[[nodiscard]] std::vector<Verb> receipt_verbs();      // receipt, verify-receipt
[[nodiscard]] std::vector<Verb> export_verbs();       // export
[[nodiscard]] std::vector<Verb> move_verbs();         // move

// All of them, in the order in which help shows them.
[[nodiscard]] std::vector<Verb> all_verbs();

}  // namespace mingzhang::console
