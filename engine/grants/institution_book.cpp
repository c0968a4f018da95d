// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/institution_book.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "base/values/vocabulary.hpp"

namespace mingzhang::grants {

namespace {

constexpr Vocabulary<PaperKind, 3> paper_kinds{{{
    {PaperKind::prepay, "prepay", "预拨", "prepayment"},
    {PaperKind::settle, "settle", "结算", "settlement"},
    {PaperKind::give_back, "return", "退回", "return"},
}}};

}  // namespace

Word word(PaperKind kind) {
    return paper_kinds.word(kind);
}

std::vector<Institution> read_institutions(soci::session& sql, County county) {
    std::vector<Institution> list;
    Institution row;
    std::string division;
    soci::statement query =
        (sql.prepare << "SELECT number, name, division FROM institution WHERE county = :county ORDER BY number",
         soci::use(county.number), soci::into(row.number), soci::into(row.name), soci::into(division));
    query.execute();
    while (query.fetch()) {
        row.division = DivisionScope::parse(division).value_or(DivisionScope{});
        list.push_back(row);
    }
    return list;
}

std::optional<Institution> find_institution(soci::session& sql, County county, std::int64_t number) {
    for (Institution& institution : read_institutions(sql, county))
        if (institution.number == number) return std::move(institution);
    return std::nullopt;
}

std::vector<Paper> read_papers(soci::session& sql, County county) {
    std::vector<Paper> list;
    Paper row;
    int kind = 0, program = 0, source = 0;
    std::int64_t month = 0, amount = 0;
    soci::statement query =
        (sql.prepare << "SELECT p.number, p.institution, p.kind, p.month, p.program, p.bank_account, p.source, "
                        "p.budget_year, p.amount, p.document, p.asked_by, p.item, coalesce(c.confirmed_by, '') FROM "
                        "institution_paper p LEFT JOIN institution_confirmed c ON c.county = p.county AND c.paper = "
                        "p.number WHERE p.county = :county ORDER BY p.number",
         soci::use(county.number), soci::into(row.number), soci::into(row.institution), soci::into(kind),
         soci::into(month), soci::into(program), soci::into(row.bank_account), soci::into(source),
         soci::into(row.budget_year), soci::into(amount), soci::into(row.document), soci::into(row.asked_by),
         soci::into(row.item), soci::into(row.confirmed_by));
    query.execute();
    while (query.fetch()) {
        row.kind = static_cast<PaperKind>(kind);
        row.month = month == 0 ? std::nullopt : std::optional{Month::from_index(static_cast<std::int32_t>(month))};
        row.program = program == 0 ? std::nullopt : std::optional{static_cast<Program>(program)};
        row.source = static_cast<ledger::FundSource>(source);
        row.amount = Money::fen(amount);
        list.push_back(row);
    }
    return list;
}

std::optional<Paper> find_paper(soci::session& sql, County county, std::int64_t number) {
    for (Paper& paper : read_papers(sql, county))
        if (paper.number == number) return std::move(paper);
    return std::nullopt;
}

std::vector<Position> positions_of(soci::session& sql, County county, std::int64_t institution) {
    std::vector<Position> list;
    Position row;
    int program = 0, source = 0;
    std::int64_t left = 0;
    soci::statement query =
        (sql.prepare << "SELECT program, budget_year, source, bank_account, sum(amount) FROM institution_entry WHERE "
                        "county = :county AND institution = :institution GROUP BY program, budget_year, source, "
                        "bank_account ORDER BY program, budget_year, source, bank_account",
         soci::use(county.number), soci::use(institution), soci::into(program), soci::into(row.budget_year),
         soci::into(source), soci::into(row.bank_account), soci::into(left));
    query.execute();
    while (query.fetch()) {
        row.program = static_cast<Program>(program);
        row.source = static_cast<ledger::FundSource>(source);
        row.left = Money::fen(left);
        if (row.left.is_positive()) list.push_back(row);
    }
    return list;
}

Result<std::vector<Position>, Money> take(std::vector<Position>& positions, Program program, Money amount) {
    std::vector<Position> taken;
    std::vector<Position> after = positions;
    for (Position& position : after) {
        if (position.program != program || amount.is_zero()) continue;
        Position part = position;
        part.left = std::min(position.left, amount);
        position.left = difference(position.left, part.left);
        amount = difference(amount, part.left);
        if (part.left.is_positive()) taken.push_back(part);
    }
    if (amount.is_positive()) return tl::unexpected{amount};
    positions = std::move(after);
    return taken;
}

}  // namespace mingzhang::grants
