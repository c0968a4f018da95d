// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include "engine/entitlement/explain.hpp"
#include "engine/runs/explain_parts.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::runs {

namespace {

std::string heading(const Run& run, const HouseholdNo& household, Month month, Language language) {
    return language == Language::zh
               ? fmt::format("户 {}　{}　（第 {} 次发放，{}，截至第 {} 次导入）\n", household.text(), to_chinese(month),
                             run.number, to_chinese(run.month), run.import)
               : fmt::format("Household {}, {} (run {} of {}, as known at import {})\n", household.text(),
                             to_string(month), run.number, to_string(run.month), run.import);
}

}  // namespace

Result<std::string, Refusal> explain_line(store::Store& store, County county, std::int64_t number,
                                          const HouseholdNo& household, const std::optional<Month>& asked,
                                          Language language) {
    auto run = find_run(store.sql(), county, number);
    if (!run) return pass_on(run);
    const Month month = asked.value_or(run->month);
    ExplainParts parts{{{household, {}, {}, {}, {}}, {}}, {}, {}, {}, {}, {}};
    if (auto gathered = explain_parts(parts, store.sql(), *run, household, month, language); !gathered)
        return pass_on(gathered);
    return heading(*run, household, month, language) +
           entitlement::explain(parts.known.household, parts.assessed, language) + parts.paid_before + parts.lines +
           parts.compared_with + parts.changes;
}

}  // namespace mingzhang::runs
