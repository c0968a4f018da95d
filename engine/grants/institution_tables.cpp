// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <array>
#include <map>

#include "base/commands/read_table.hpp"
#include "engine/grants/institution_book.hpp"
#include "engine/grants/institutions.hpp"

namespace mingzhang::grants {

namespace {

// What was confirmed for an institution, by the kind of its papers.
std::map<std::pair<std::int64_t, int>, Money> sums_of(soci::session& sql, County county) {
    std::map<std::pair<std::int64_t, int>, Money> sums;
    std::int64_t institution = 0, amount = 0;
    int kind = 0;
    soci::statement query =
        (sql.prepare << "SELECT p.institution, p.kind, sum(e.amount) FROM institution_entry e JOIN institution_paper p "
                        "ON p.county = e.county AND p.number = e.paper WHERE e.county = :county GROUP BY "
                        "p.institution, p.kind",
         soci::use(county.number), soci::into(institution), soci::into(kind), soci::into(amount));
    query.execute();
    while (query.fetch()) sums[{institution, kind}] = Money::fen(amount);
    return sums;
}

}  // namespace

Table institutions_table(store::Store& store, County county) {
    TableHead head{{"供养机构", "Institutions"},
                   {},
                   {{"institution", {"机构", "Institution"}, CellKind::whole_number},
                    {"name", {"名称", "Name"}},
                    {"division", {"区划", "Division"}},
                    {"prepaid", {"已预拨", "Prepaid"}, CellKind::money, true},
                    {"settled", {"已结算", "Settled"}, CellKind::money, true},
                    {"returned", {"已退回", "Returned"}, CellKind::money, true},
                    {"left", {"结存", "Left"}, CellKind::money, true}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        auto sums = sums_of(sql, county);
        for (const Institution& institution : read_institutions(sql, county)) {
            const auto of = [&](PaperKind kind) { return sums[{institution.number, static_cast<int>(kind)}]; };
            const Money prepaid = of(PaperKind::prepay);
            const Money settled = difference({}, of(PaperKind::settle));
            const Money returned = difference({}, of(PaperKind::give_back));
            rows.push(std::array{Cell{institution.number}, Cell{institution.name}, Cell{institution.division.text()},
                                 Cell{prepaid}, Cell{settled}, Cell{returned},
                                 Cell{difference(prepaid, sum(settled, returned))}});
        }
        return {};
    });
}

Table papers_table(store::Store& store, County county) {
    TableHead head{{"预拨、结算、退回单据", "Papers of institutions"},
                   {},
                   {{"paper", {"单据", "Paper"}, CellKind::whole_number},
                    {"institution", {"机构", "Institution"}, CellKind::whole_number},
                    {"kind", {"种类", "Kind"}},
                    {"month", {"月份", "Month"}, CellKind::month},
                    {"amount", {"金额", "Amount"}, CellKind::money},
                    {"document", {"凭据", "Document"}},
                    {"asked_by", {"提出", "Asked by"}},
                    {"confirmed_by", {"确认", "Confirmed by"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const Paper& paper : read_papers(sql, county))
            rows.push(std::array{Cell{paper.number}, Cell{paper.institution}, Cell{word(paper.kind)},
                                 paper.month ? Cell{*paper.month} : Cell{}, Cell{paper.amount}, Cell{paper.document},
                                 Cell{paper.asked_by}, Cell{paper.confirmed_by}});
        return {};
    });
}

}  // namespace mingzhang::grants
