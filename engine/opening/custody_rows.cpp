// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/custody_rows.hpp"

#include <algorithm>

#include "engine/entitlement/presence.hpp"
#include "engine/opening/columns.hpp"
#include "engine/registry/numbers.hpp"

namespace mingzhang::opening {

namespace {

using custody::Relation;

constexpr std::array relations{registry::Choice{"guardian", "监护人", static_cast<int>(Relation::guardian)},
                               registry::Choice{"family", "家庭成员", static_cast<int>(Relation::family)},
                               registry::Choice{"relative", "其他亲属", static_cast<int>(Relation::relative)},
                               registry::Choice{"institution", "供养机构", static_cast<int>(Relation::institution)},
                               registry::Choice{"staff", "镇村工作人员", static_cast<int>(Relation::staff)}};

}  // namespace

CustodyRows::CustodyRows(CommandContext& context, const crypto::Sealer& sealer)
    : context_{context},
      sealer_{sealer},
      known_{context.county(), registry::last_import(context.sql(), context.county())},
      directory_{context, sealer} {
    for (const custody::Agreement& agreement : custody::read_agreements(context.sql(), context.county()))
        if (agreement.last != custody::EventKind::ended) owners_.emplace(agreement.household, agreement.owner.number);
}

void CustodyRows::take(registry::RowFields& fields) {
    for (const Column column :
         {program_column, month_column, amount_column, original_column, account_column, source_column, year_column})
        if (!fields.empty(column))
            fields.fault(column, {"代管行不填这一栏", "an entrusted card has nothing in this column"});
    custody::Agreement agreement;
    read_paper(fields, agreement);
    read_owner(fields, agreement);
    read_custodian(fields, agreement);
    agreement.note = fields.text(note_column);
    if (!fields.sound()) return;
    if (!owners_.emplace(agreement.household, agreement.owner.number).second) {
        fields.fault(owner_id_column, "",
                     {"这个人的卡折已有代管，一张卡只由一人代管",
                      "this person's card is in custody already; one person keeps it"});
        return;
    }
    agreements_.push_back(std::move(agreement));
}

void CustodyRows::read_paper(registry::RowFields& fields, custody::Agreement& agreement) {
    agreement.paper = fields.required_text(agreement_no_column);
    const auto signed_on = fields.required_date(since_column);
    const auto valid_until = fields.required_date(valid_until_column);
    agreement.filing = fields.text(filing_no_column);
    if (signed_on && *signed_on > context_.today())
        fields.fault(since_column, {"签订日期在今天之后，请核对", "signed on a day yet to come; check it"});
    if (signed_on && valid_until && *valid_until < *signed_on)
        fields.fault(valid_until_column, {"有效期止早于签订日期", "ends before it was signed"});
    if (!signed_on || !valid_until) return;
    agreement.signed_on = *signed_on;
    agreement.valid_until = *valid_until;
}

void CustodyRows::read_owner(registry::RowFields& fields, custody::Agreement& agreement) {
    const auto no = fields.required_household_no(household_column);
    const auto id = fields.required_id_number(owner_id_column);
    if (!no || !id) return;
    registry::SnapshotReader reader{context_.sql(), known_, *no};
    const registry::Household* household = reader.next();
    if (household == nullptr) {
        fields.fault(household_column,
                     {"没有这一户，请先导入家庭名册", "no such household; import the households first"});
        return;
    }
    const auto person = registry::find_person(context_.sql(), sealer_, context_.county(), *id);
    const bool is_member = person && std::ranges::any_of(household->members, [&](const registry::MemberVersion& m) {
                               return m.person == *person;
                           });
    if (!is_member) {
        fields.fault(owner_id_column, id->masked(),
                     {"名册中这一户没有这个人，请先导入成员", "no member of the household; import the members first"});
        return;
    }
    if (entitlement::death_date(entitlement::person_of(*household, *person)))
        fields.fault(owner_id_column, id->masked(),
                     {"这个人已有死亡登记，代管应已解除，请删去本行",
                      "reported dead; the custody ended with that: leave the row out"});
    agreement.household = no->text();
    agreement.owner = *person;
}

void CustodyRows::read_custodian(registry::RowFields& fields, custody::Agreement& agreement) {
    agreement.custodian_name = fields.required_text(custodian_name_column);
    agreement.relation = static_cast<Relation>(fields.required_choice(relation_column, relations));
    // 民发〔2021〕57号 art. 26: staff keep a card by written agreement and filed with the county, or not at all.
    if (agreement.relation == Relation::staff && fields.empty(filing_no_column))
        fields.fault(filing_no_column, {"镇村工作人员代管须有县级备案号",
                                        "kept by town or village staff it needs the county's filing number"});
    if (agreement.relation == Relation::institution) {
        if (!fields.empty(custodian_id_column))
            fields.fault(custodian_id_column, "",
                         {"供养机构没有身份证号，请留空", "an institution has no ID number; leave it empty"});
        return;
    }
    const auto id = fields.required_id_number(custodian_id_column);
    if (!fields.sound()) return;
    agreement.custodian = directory_.person(*id);
    if (agreement.custodian == agreement.owner)
        fields.fault(custodian_id_column, id->masked(),
                     {"代管人就是本人，不是代管", "the owner keeps the card: that is no custody"});
}

void CustodyRows::write(std::int64_t run) {
    for (custody::Agreement& agreement : agreements_) {
        agreement.opening = run;
        custody::enter(context_, agreement);
    }
}

}  // namespace mingzhang::opening
