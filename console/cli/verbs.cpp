// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/verbs.hpp"

#include <iterator>
#include <utility>

namespace mingzhang::console {

std::vector<Verb> all_verbs() {
    std::vector<Verb> all;
    for (auto* group :
         {office_verbs,    verify_verbs,  import_verbs,    roster_verbs, opening_verbs,  money_verbs,
          ledger_verbs,    run_verbs,     run_step_verbs,  hold_verbs,   benefit_verbs,  institution_verbs,
          temporary_verbs, policy_verbs,  batch_verbs,     bank_verbs,   recall_verbs,   exchange_verbs,
          practice_verbs,  inspect_verbs, statement_verbs, trust_verbs,  worklist_verbs, calendar_verbs,
          audit_verbs,     receipt_verbs, export_verbs,    move_verbs}) {
        std::vector<Verb> verbs = group();
        std::move(verbs.begin(), verbs.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace mingzhang::console
