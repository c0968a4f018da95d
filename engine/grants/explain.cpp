// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/explain.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "engine/entitlement/explain_benefits.hpp"
#include "engine/grants/price_run.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::grants {

namespace {

std::vector<runs::Line> lines_of(soci::session& sql, const runs::Run& run, const HouseholdNo& household) {
    std::vector<runs::Line> lines;
    runs::read_lines(sql, run.county, run.number, [&](const runs::Line& line) {
        if (line.household == household) lines.push_back(line);
    });
    return lines;
}

std::string said_of(const runs::Line& line, Language language) {
    const bool held = line.held != runs::HoldReason::none;
    const std::string yuan = to_yuan_grouped(line.amount);
    const Text kind = word(line.kind).text;
    return language == Language::zh ? fmt::format("本次发放第 {} 行：{} {} 元，{} 人{}\n", line.key.line, kind.zh, yuan,
                                                  line.covered, held ? "（暂缓）" : "")
                                    : fmt::format("Line {} of this run: {} {} yuan, people: {}{}\n", line.key.line,
                                                  kind.en, yuan, line.covered, held ? " (held)" : "");
}

std::string cases_of(soci::session& sql, const runs::Line& line, County county, Language language) {
    std::string text;
    std::int64_t number = 0, amount = 0;
    std::string cause;
    soci::statement query =
        (sql.prepare
             << "SELECT p.case_number, p.amount, c.cause FROM temporary_payment p JOIN temporary_case c ON "
                "c.county = p.county AND c.number = p.case_number WHERE p.county = :county AND p.run = :run AND "
                "p.line = :line ORDER BY p.case_number",
         soci::use(county.number), soci::use(line.key.run), soci::use(line.key.line), soci::into(number),
         soci::into(amount), soci::into(cause));
    query.execute();
    while (query.fetch())
        text += fmt::format(fmt::runtime(language == Language::zh ? "第 {} 号临时救助，事由 {}：{} 元\n"
                                                                  : "Case {}, cause {}: {} yuan\n"),
                            number, cause, to_yuan_grouped(Money::fen(amount)));
    return text;
}

}  // namespace

Result<std::string, Refusal> explain_line(store::Store& store, const runs::Run& run, const HouseholdNo& no,
                                          Language language) {
    soci::session& sql = store.sql();
    const registry::KnownAt at{run.county, run.import};
    registry::SnapshotReader reader{sql, at, no};
    const registry::Household* household = reader.next();
    if (household == nullptr) return refuse(runs::ExplainRefusal::unknown_household, no.text(), run.number);
    const policy::PackBook packs = registry::pack_book(sql, at);
    std::string text;
    if (run.kind == runs::RunKind::price) {
        const auto subsidy =
            entitlement::price_subsidy(*household, packs, run.month, rise_of(sql, run.county, run.number));
        if (!subsidy) return tl::unexpected{entitlement::to_refusal(*household, subsidy.error())};
        text += entitlement::explain(*subsidy, language);
    }
    for (const runs::Line& line : lines_of(sql, run, no)) {
        if (line.kind == runs::LineKind::funeral)
            for (const auto& grant : entitlement::funeral_grants(*household, packs, line.month))
                text += entitlement::explain(grant, language);
        if (line.kind == runs::LineKind::temporary) text += cases_of(sql, line, run.county, language);
        text += said_of(line, language);
    }
    return text;
}

}  // namespace mingzhang::grants
