// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <map>

#include "base/commands/read_table.hpp"
#include "base/store/store.hpp"
#include "engine/custody/agreements.hpp"

namespace mingzhang::custody {

namespace {

using Owner = std::pair<std::string, std::int64_t>;  // Household and person.

// The names the owners of cards go by in their households, as last imported.
std::map<Owner, std::string> owner_names(soci::session& sql, County county) {
    std::map<Owner, std::string> names;
    Owner owner;
    std::string name;
    soci::statement query =
        (sql.prepare << "SELECT m.household_no, m.person, m.name FROM member_version m WHERE m.county = :county AND "
                        "EXISTS (SELECT 1 FROM custody_agreement a WHERE a.county = m.county AND a.household_no = "
                        "m.household_no AND a.owner = m.person) ORDER BY m.import, m.from_month",
         soci::use(county.number), soci::into(owner.first), soci::into(owner.second), soci::into(name));
    query.execute();
    while (query.fetch()) names[owner] = name;
    return names;
}

}  // namespace

Table agreements_table(store::Store& store, County county, Date day) {
    TableHead head{{"卡折代管台账", "Entrusted cards"},
                   {{{"日期", "Day"}, to_string(day)}},
                   {{"agreement", {"编号", "Agreement"}, CellKind::whole_number},
                    {"household_no", {"户编号", "Household"}},
                    {"owner", {"被代管人", "Owner"}},
                    {"custodian", {"代管人", "Custodian"}},
                    {"relation", {"与被代管人关系", "Relation"}},
                    {"agreement_no", {"协议编号", "Paper"}},
                    {"signed_on", {"签订日期", "Signed on"}, CellKind::date},
                    {"valid_until", {"有效期止", "Valid until"}, CellKind::date},
                    {"filing_no", {"县备案号", "Filing number"}},
                    {"note", {"说明", "Note"}},
                    {"state", {"状态", "State"}}}};
    return read_table(
        store, std::move(head), [county, day](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            const auto names = owner_names(sql, county);
            for (const Agreement& a : read_agreements(sql, county))
                rows.push(std::array{Cell{a.number}, Cell{a.household}, Cell{names.at({a.household, a.owner.number})},
                                     Cell{a.custodian_name}, Cell{word(a.relation)}, Cell{a.paper}, Cell{a.signed_on},
                                     Cell{a.valid_until}, Cell{a.filing}, Cell{a.note}, Cell{word(a.state_on(day))}});
            return {};
        });
}

}  // namespace mingzhang::custody
