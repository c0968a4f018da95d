// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/settlement.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "engine/registry/deaths.hpp"
#include "engine/registry/numbers.hpp"
#include "engine/registry/row_digests.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::registry {

RefusalWords words(SettleRefusal reason) {
    switch (reason) {
        case SettleRefusal::unknown_person:
            return {"death.settle/unknown_person", "名册中没有 {0}。", "The registry does not know {0}.",
                    "请核对身份证号。", "Check the ID number."};
        case SettleRefusal::no_conflict:
            return {"death.settle/no_conflict", "{0} 的死亡日期没有不一致，无需认定。",
                    "The reported dates of death of {0} do not differ; nothing is to be settled.",
                    "如日期有误，请重新导入死亡信息。", "If a date is wrong, import the death again."};
        case SettleRefusal::date_not_reported:
            return {"death.settle/date_not_reported", "{1} 不是任何来源上报的日期。",
                    "{1} is not a date any source reported.", "请从已上报的日期中认定；新的证据请先导入。",
                    "Settle one of the reported dates; import new evidence first."};
        case SettleRefusal::same_person:
            return {"death.settle/same_person", "“{2}”已提出这个日期，须由另一人确认。",
                    "\"{2}\" proposed this date already; a second person confirms it.", "请另一名经办或复核人员办理。",
                    "Ask another officer or a reviewer."};
    }
    return {};
}

namespace {

constexpr CommandKind settle_kind{
    "death.settle", {"认定死亡日期", "settle a date of death"}, {Role::officer, Role::reviewer, Role::approver}};
constexpr auto conflict_days = std::chrono::days{7};

struct Proposal {
    std::int64_t died_on = 0;
    std::string by;
    std::int64_t item = 0;
    std::int64_t command = 0;
};

// The last proposal about the person that no settlement answered.
std::optional<Proposal> open_proposal(soci::session& sql, County county, PersonId person) {
    Proposal proposal;
    std::int64_t settled = 0;
    sql << "SELECT coalesce(max(command), 0) FROM death_settlement WHERE county = :county AND person = :person",
        soci::use(county.number), soci::use(person.number), soci::into(settled);
    sql << "SELECT died_on, proposed_by, item, command FROM death_proposal WHERE county = :county AND person = :person "
           "ORDER BY command DESC LIMIT 1",
        soci::use(county.number), soci::use(person.number), soci::into(proposal.died_on), soci::into(proposal.by),
        soci::into(proposal.item), soci::into(proposal.command);
    if (!sql.got_data() || proposal.command < settled) return std::nullopt;
    return proposal;
}

Result<void, Refusal> check_date(const PersonDeaths& deaths, const SettleCall& call) {
    const auto by_date = [](const DeathRow& a, const DeathRow& b) { return a.died_on < b.died_on; };
    const auto [first, last] = std::minmax_element(deaths.rows.begin(), deaths.rows.end(), by_date);
    const bool conflict = !deaths.rows.empty() &&
                          std::chrono::sys_days{last->died_on} - std::chrono::sys_days{first->died_on} > conflict_days;
    if (!conflict) return refuse(SettleRefusal::no_conflict, call.person.masked());
    if (std::none_of(deaths.rows.begin(), deaths.rows.end(),
                     [&](const DeathRow& r) { return r.died_on == call.died_on; }))
        return refuse(SettleRefusal::date_not_reported, call.person.masked(), to_string(call.died_on));
    return {};
}

Answer propose(CommandContext& context, PersonId person, const SettleCall& call) {
    const std::string date = to_string(call.died_on);
    const std::int64_t item =
        worklist::open_item(context, {worklist::Kind::death_settlement,
                                      {},
                                      {},
                                      call.person.masked(),
                                      {"拟认定死亡日期 " + date, "proposed date of death " + date},
                                      Role::officer});
    const std::int64_t died_on = to_number(call.died_on);
    const std::int64_t command = context.id().number;
    context.sql() << "INSERT INTO death_proposal (county, person, command, died_on, proposed_by, item) "
                     "VALUES (:county, :person, :command, :died_on, :by, :item)",
        soci::use(call.county.number), soci::use(person.number), soci::use(command), soci::use(died_on),
        soci::use(context.actor().name), soci::use(item);
    return Answer{}.set("settled", std::int64_t{0}).set("import", std::int64_t{0}).set("item", item);
}

void touch_households_of(CommandContext& context, std::int64_t import, PersonId person) {
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO import_touch (county, import, division) SELECT DISTINCT county, "
                  << std::to_string(import)
                  << ", division FROM household_version WHERE county = :county AND household_no IN "
                     "(SELECT household_no FROM member_version WHERE county = :county AND person = :person)",
        soci::use(county, "county"), soci::use(person.number, "person");
}

Result<Answer, Refusal> confirm(CommandContext& context, PersonId person, const SettleCall& call,
                                const Proposal& proposal) {
    const std::int64_t import = context.take_number("import");
    const std::int64_t died_on = to_number(call.died_on);
    const std::int64_t command = context.id().number;
    const std::string at = to_office_text(context.now());
    context.sql() << "INSERT INTO registry_import (county, import, kind, file_name, digest, rows, changed, actor, at, "
                     "command) VALUES (:county, :import, 'settlement', '', '', 1, 1, :actor, :at, :command)",
        soci::use(call.county.number), soci::use(import), soci::use(context.actor().name), soci::use(at),
        soci::use(command);
    context.sql()
        << "INSERT INTO death_settlement (county, person, import, died_on, proposed_by, confirmed_by, command) "
           "VALUES (:county, :person, :import, :died_on, :proposed_by, :confirmed_by, :command)",
        soci::use(call.county.number), soci::use(person.number), soci::use(import), soci::use(died_on),
        soci::use(proposal.by), soci::use(context.actor().name), soci::use(command);
    touch_households_of(context, import, person);
    record_rows(context, import);
    auto decided = worklist::decide(context, proposal.item, "认定 " + to_string(call.died_on));
    if (!decided) return pass_on(decided);
    return Answer{}.set("settled", std::int64_t{1}).set("import", import).set("item", proposal.item);
}

}  // namespace

Result<Answer, Refusal> settle_death(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                     const SettleCall& call) {
    const std::string request = Canonical{"death.settle/1"}
                                    .add("person", sealer.keyed_digest(call.person.text(), person_context))
                                    .add("died_on", to_number(call.died_on))
                                    .bytes();
    return desk.carry_out(actor, settle_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              soci::session& sql = context.sql();
                              const auto person = find_person(sql, sealer, call.county, call.person);
                              if (!person) return refuse(SettleRefusal::unknown_person, call.person.masked());
                              auto deaths = read_deaths(sql, {call.county, last_import(sql, call.county)});
                              if (auto fit = check_date(deaths[person->number], call); !fit) return pass_on(fit);
                              const auto proposal = open_proposal(sql, call.county, *person);
                              if (!proposal || proposal->died_on != to_number(call.died_on))
                                  return propose(context, *person, call);
                              if (proposal->by == actor.name)
                                  return refuse(SettleRefusal::same_person, call.person.masked(),
                                                to_string(call.died_on), actor.name);
                              return confirm(context, *person, call, *proposal);
                          });
}

}  // namespace mingzhang::registry
