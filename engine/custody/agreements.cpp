// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/custody/agreements.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "base/values/clock.hpp"
#include "base/values/vocabulary.hpp"

namespace mingzhang::custody {

namespace {

constexpr Vocabulary<Relation, 5> relations{{{
    {Relation::guardian, "guardian", "监护人", "guardian"},
    {Relation::family, "family", "家庭成员", "member of the household"},
    {Relation::relative, "relative", "其他亲属", "other relative"},
    {Relation::institution, "institution", "供养机构", "institution"},
    {Relation::staff, "staff", "镇村工作人员", "town or village staff"},
}}};

constexpr Vocabulary<State, 4> states{{{
    {State::waiting, "waiting", "待确认", "to be confirmed"},
    {State::in_force, "in_force", "代管中", "in custody"},
    {State::expired, "expired", "协议到期", "agreement expired"},
    {State::ended, "ended", "已解除", "ended"},
}}};

void record(CommandContext& context, std::int64_t agreement, EventKind kind, const std::string& reason = {}) {
    const std::int64_t county = context.county().number;
    std::int64_t seq = 0;
    context.sql() << "SELECT count(*) + 1 FROM custody_event WHERE county = :county AND agreement = :agreement",
        soci::use(county), soci::use(agreement), soci::into(seq);
    store::BulkInsert{
        context.tx(), "custody_event", {"county", "agreement", "seq", "kind", "actor", "at", "reason", "command"}}
        .row(county, agreement, seq, static_cast<int>(kind), context.actor().name, to_office_text(context.now()),
             reason, context.id().number);
}

std::int64_t record_all(CommandContext& context, std::int64_t opening, EventKind kind, const std::string& reason) {
    std::int64_t count = 0;
    for (const Agreement& agreement : read_agreements(context.sql(), context.county())) {
        if (agreement.opening != opening || agreement.last == EventKind::ended) continue;
        record(context, agreement.number, kind, reason);
        ++count;
    }
    return count;
}

}  // namespace

Word word(Relation relation) {
    return relations.word(relation);
}
Word word(State state) {
    return states.word(state);
}

State Agreement::state_on(Date day) const {
    switch (last) {
        case EventKind::entered:
            return State::waiting;
        case EventKind::confirmed:
            return valid_until < day ? State::expired : State::in_force;
        case EventKind::ended:
            return State::ended;
    }
    return State::ended;
}

std::vector<Agreement> read_agreements(soci::session& sql, County county) {
    std::vector<Agreement> agreements;
    Agreement a;
    int relation = 0, last = 0;
    std::int64_t signed_on = 0, valid_until = 0;
    soci::statement query =
        (sql.prepare << "SELECT a.number, a.household_no, a.owner, a.custodian, a.custodian_name, a.relation, a.paper, "
                        "a.signed_on, a.valid_until, a.filing, a.note, a.opening, e.kind FROM custody_agreement a JOIN "
                        "custody_event e ON e.county = a.county AND e.agreement = a.number WHERE a.county = :county "
                        "ORDER BY a.number, e.seq",
         soci::use(county.number), soci::into(a.number), soci::into(a.household), soci::into(a.owner.number),
         soci::into(a.custodian.number), soci::into(a.custodian_name), soci::into(relation), soci::into(a.paper),
         soci::into(signed_on), soci::into(valid_until), soci::into(a.filing), soci::into(a.note),
         soci::into(a.opening), soci::into(last));
    query.execute();
    while (query.fetch()) {
        a.last = static_cast<EventKind>(last);
        if (!agreements.empty() && agreements.back().number == a.number) {
            agreements.back().last = a.last;
            continue;
        }
        a.relation = static_cast<Relation>(relation);
        a.signed_on = date_from_number(signed_on).value();
        a.valid_until = date_from_number(valid_until).value();
        agreements.push_back(a);
    }
    return agreements;
}

std::int64_t enter(CommandContext& context, Agreement a) {
    MINGZHANG_CHECK(!a.paper.empty() && a.signed_on <= a.valid_until);
    a.number = context.take_number("custody_agreement");
    store::BulkInsert{context.tx(),
                      "custody_agreement",
                      {"county", "number", "household_no", "owner", "custodian", "custodian_name", "relation", "paper",
                       "signed_on", "valid_until", "filing", "note", "opening", "command"}}
        .row(context.county().number, a.number, a.household, a.owner.number, a.custodian.number, a.custodian_name,
             static_cast<int>(a.relation), a.paper, to_number(a.signed_on), to_number(a.valid_until), a.filing, a.note,
             a.opening, context.id().number);
    record(context, a.number, EventKind::entered);
    return a.number;
}

std::int64_t confirm_opening(CommandContext& context, std::int64_t opening) {
    return record_all(context, opening, EventKind::confirmed, {});
}

std::int64_t end_opening(CommandContext& context, std::int64_t opening, const std::string& reason) {
    return record_all(context, opening, EventKind::ended, reason);
}

}  // namespace mingzhang::custody
