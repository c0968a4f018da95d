// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/institutions.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/grants/institution_month.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::grants {

namespace {

constexpr CommandKind add_kind{"institution.add", {"登记供养机构", "register an institution"}, {Role::officer}};
constexpr CommandKind prepay_kind{"institution.prepay", {"提出预拨", "ask for a prepayment"}, {Role::officer}};
constexpr CommandKind settle_kind{"institution.settle", {"提出结算", "ask for a settlement"}, {Role::officer}};
constexpr CommandKind return_kind{"institution.return", {"提出退回", "ask for a return"}, {Role::officer}};
constexpr CommandKind confirm_kind{
    "institution.confirm", {"确认预拨结算", "confirm a paper of an institution"}, {Role::approver}};

Result<Institution, Refusal> known(CommandContext& context, std::int64_t number) {
    auto found = find_institution(context.sql(), context.county(), number);
    if (!found) return refuse(InstitutionRefusal::unknown_institution, number);
    return std::move(*found);
}

Result<void, Refusal> check_money(Money amount, Program program, const std::string& document) {
    if (!amount.is_positive()) return refuse(InstitutionRefusal::amount_not_positive, to_yuan(amount));
    if (document.empty()) return refuse(InstitutionRefusal::document_missing);
    if (!is_tekun(program)) return refuse(InstitutionRefusal::not_tekun, name(program).zh, name(program).en);
    return {};
}

tl::unexpected<Refusal> lacks(Program program, Money lacking) {
    return refuse(InstitutionRefusal::more_than_prepaid, name(program).zh, name(program).en, to_yuan(lacking));
}

Result<void, Refusal> check_unsettled(CommandContext& context, const Institution& institution, Month month) {
    if (month >= Month::of(context.today())) return refuse(InstitutionRefusal::month_not_over, to_string(month));
    const std::int64_t county = context.county().number, index = month.index();
    std::int64_t paper = 0;
    context.sql() << "SELECT paper FROM institution_month WHERE county = :county AND institution = :institution AND "
                     "month = :month",
        soci::use(county), soci::use(institution.number), soci::use(index), soci::into(paper);
    if (context.sql().got_data()) return refuse(InstitutionRefusal::settled_before, to_string(month), paper);
    return {};
}

// What the month costs, program by program, as it is taken from what is prepaid.
Result<std::vector<Position>, Refusal> taken_for(CommandContext& context, const Institution& institution,
                                                 const MonthCost& cost) {
    auto positions = positions_of(context.sql(), context.county(), institution.number);
    std::vector<Position> all;
    for (const auto& [program, amount] : cost.settled) {
        auto taken = take(positions, program, amount);
        if (!taken) return lacks(program, taken.error());
        all.insert(all.end(), taken->begin(), taken->end());
    }
    return all;
}

// Writes the paper and puts it on the worklist of those who confirm.
Paper write_paper(CommandContext& context, const Institution& institution, Paper paper) {
    const Text kind = word(paper.kind).text;
    const std::string of_month = paper.month ? " " + to_string(*paper.month) : "";
    paper.number = context.take_number("institution_paper");
    paper.institution = institution.number;
    paper.item = worklist::open_item(context, {worklist::Kind::institution_check,
                                               institution.division,
                                               paper.amount,
                                               institution.name,
                                               {fmt::format("第 {} 号单据：{}{}", paper.number, kind.zh, of_month),
                                                fmt::format("paper {}: {}{}", paper.number, kind.en, of_month)},
                                               Role::approver});
    store::BulkInsert{context.tx(),
                      "institution_paper",
                      {"county", "number", "institution", "kind", "month", "program", "bank_account", "source",
                       "budget_year", "amount", "document", "asked_by", "item", "command"}}
        .row(context.county().number, paper.number, paper.institution, static_cast<int>(paper.kind),
             paper.month ? paper.month->index() : 0, paper.program ? static_cast<int>(*paper.program) : 0,
             paper.bank_account, static_cast<int>(paper.source), paper.budget_year, paper.amount.fen(), paper.document,
             context.actor().name, paper.item, context.id().number);
    return paper;
}

Answer asked(const Paper& paper) {
    return Answer{}.set("paper", paper.number).set("amount_fen", paper.amount.fen());
}

// Posts what a confirmed paper moves, fund by fund, and keeps it as the institution's.
class Posting {
public:
    Posting(CommandContext& context, const Institution& institution, const Paper& paper)
        : context_{context}, institution_{institution}, paper_{paper}, journal_{context} {}

    Result<void, Refusal> post(const std::vector<Position>& parts) {
        store::BulkInsert insert{context_.tx(),
                                 "institution_entry",
                                 {"county", "paper", "ordinal", "institution", "program", "budget_year", "source",
                                  "bank_account", "amount", "command"}};
        std::int64_t ordinal = 0;
        for (const Position& part : parts) {
            if (auto posted = journal_.post(transfer_of(part)); !posted) return pass_on(posted);
            const std::int64_t sign = paper_.kind == PaperKind::prepay ? 1 : -1;
            insert.row(context_.county().number, paper_.number, ++ordinal, institution_.number,
                       static_cast<int>(part.program), part.budget_year, static_cast<int>(part.source),
                       part.bank_account, sign * part.left.fen(), context_.id().number);
        }
        insert.send();
        return journal_.close();
    }

private:
    [[nodiscard]] ledger::Transfer transfer_of(const Position& part) const {
        using enum ledger::Account;
        ledger::Transfer transfer{ledger::Event::prepayment, prepaid_institutions, treasury_quota, part.left, {}};
        if (paper_.kind == PaperKind::settle) {
            transfer.debit = assistance_expense;
            transfer.credit = prepaid_institutions;
        } else if (paper_.kind == PaperKind::give_back) {
            transfer.debit = treasury_quota;
            transfer.credit = prepaid_institutions;
        }
        ledger::Dimensions& d = transfer.dimensions;
        d.program = part.program;
        d.budget_year = part.budget_year;
        d.source = part.source;
        d.bank_account = part.bank_account;
        d.division = number_of(institution_.division);
        d.month = paper_.month;
        return transfer;
    }

    // A division of twelve digits, as every posting names it.
    static std::int64_t number_of(const DivisionScope& division) {
        std::string digits = division.text();
        digits.resize(12, '0');
        return std::stoll(digits);
    }

    CommandContext& context_;
    const Institution& institution_;
    const Paper& paper_;
    ledger::Journal journal_;
};

void keep_confirmed(CommandContext& context, const Paper& paper) {
    store::BulkInsert{context.tx(), "institution_confirmed", {"county", "paper", "confirmed_by", "command"}}.row(
        context.county().number, paper.number, context.actor().name, context.id().number);
    if (paper.month)
        store::BulkInsert{context.tx(), "institution_month", {"county", "institution", "month", "paper", "command"}}
            .row(context.county().number, paper.institution, paper.month->index(), paper.number, context.id().number);
}

// The funds the paper moves, as things stand now.
Result<std::vector<Position>, Refusal> parts_of(CommandContext& context, const Institution& institution,
                                                const Paper& paper) {
    if (paper.kind == PaperKind::prepay)
        return std::vector{Position{*paper.program, paper.budget_year, paper.source, paper.bank_account, paper.amount}};
    if (paper.kind == PaperKind::give_back) {
        auto positions = positions_of(context.sql(), context.county(), institution.number);
        auto taken = take(positions, *paper.program, paper.amount);
        if (!taken) return lacks(*paper.program, taken.error());
        return std::move(*taken);
    }
    if (auto fit = check_unsettled(context, institution, *paper.month); !fit) return pass_on(fit);
    auto cost = cost_of(context.sql(), context.county(), institution, *paper.month);
    if (!cost) return pass_on(cost);
    if (cost->total() != paper.amount)
        return refuse(InstitutionRefusal::changed_since, to_yuan(paper.amount), to_yuan(cost->total()));
    return taken_for(context, institution, *cost);
}

}  // namespace

Result<Answer, Refusal> add_institution(Desk& desk, const Actor& actor, const NewInstitution& call) {
    const std::string request =
        Canonical{"institution.add/1"}.add("name", call.name).add("division", call.division.text()).bytes();
    return desk.carry_out(
        actor, add_kind, {call.county, call.division, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (call.name.empty()) return refuse(InstitutionRefusal::name_missing);
            const auto all = read_institutions(context.sql(), call.county);
            if (std::any_of(all.begin(), all.end(), [&](const Institution& i) { return i.name == call.name; }))
                return refuse(InstitutionRefusal::known_already, call.name);
            const std::int64_t number = context.take_number("institution");
            store::BulkInsert{context.tx(), "institution", {"county", "number", "name", "division", "command"}}.row(
                call.county.number, number, call.name, call.division.text(), context.id().number);
            return Answer{}.set("institution", number);
        });
}

Result<Answer, Refusal> ask_prepayment(Desk& desk, const Actor& actor, const PrepayCall& call) {
    const std::string request = Canonical{"institution.prepay/1"}
                                    .add("institution", call.institution)
                                    .add("bank_account", call.bank_account)
                                    .add("source", code(call.source))
                                    .add("program", code(call.program))
                                    .add("budget_year", call.budget_year)
                                    .add("amount", call.amount.fen())
                                    .add("document", call.document)
                                    .bytes();
    return desk.carry_out(actor, prepay_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto institution = known(context, call.institution);
                              if (!institution) return pass_on(institution);
                              if (auto fit = check_money(call.amount, call.program, call.document); !fit)
                                  return pass_on(fit);
                              if (!batches::find_bank_account(context.sql(), call.county, call.bank_account))
                                  return refuse(InstitutionRefusal::unknown_bank_account, call.bank_account);
                              Paper paper;
                              paper.kind = PaperKind::prepay;
                              paper.program = call.program;
                              paper.bank_account = call.bank_account;
                              paper.source = call.source;
                              paper.budget_year = call.budget_year;
                              paper.amount = call.amount;
                              paper.document = call.document;
                              return asked(write_paper(context, *institution, paper));
                          });
}

Result<Answer, Refusal> ask_settlement(Desk& desk, const Actor& actor, const SettleCall& call) {
    const std::string request =
        Canonical{"institution.settle/1"}.add("institution", call.institution).add("month", call.month.index()).bytes();
    return desk.carry_out(actor, settle_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto institution = known(context, call.institution);
                              if (!institution) return pass_on(institution);
                              if (auto fit = check_unsettled(context, *institution, call.month); !fit)
                                  return pass_on(fit);
                              auto cost = cost_of(context.sql(), call.county, *institution, call.month);
                              if (!cost) return pass_on(cost);
                              if (!cost->total().is_positive())
                                  return refuse(InstitutionRefusal::nothing_to_settle, institution->name,
                                                to_string(call.month));
                              if (auto taken = taken_for(context, *institution, *cost); !taken) return pass_on(taken);
                              Paper paper;
                              paper.kind = PaperKind::settle;
                              paper.month = call.month;
                              paper.amount = cost->total();
                              return asked(write_paper(context, *institution, paper))
                                  .set("people", cost->people)
                                  .set("head_days", cost->head_days);
                          });
}

Result<Answer, Refusal> ask_return(Desk& desk, const Actor& actor, const ReturnCall& call) {
    const std::string request = Canonical{"institution.return/1"}
                                    .add("institution", call.institution)
                                    .add("program", code(call.program))
                                    .add("amount", call.amount.fen())
                                    .add("document", call.document)
                                    .bytes();
    return desk.carry_out(actor, return_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto institution = known(context, call.institution);
                              if (!institution) return pass_on(institution);
                              if (auto fit = check_money(call.amount, call.program, call.document); !fit)
                                  return pass_on(fit);
                              auto positions = positions_of(context.sql(), call.county, institution->number);
                              if (auto taken = take(positions, call.program, call.amount); !taken)
                                  return lacks(call.program, taken.error());
                              Paper paper;
                              paper.kind = PaperKind::give_back;
                              paper.program = call.program;
                              paper.amount = call.amount;
                              paper.document = call.document;
                              return asked(write_paper(context, *institution, paper));
                          });
}

Result<Answer, Refusal> confirm_paper(Desk& desk, const Actor& actor, const ConfirmCall& call) {
    const std::string request = Canonical{"institution.confirm/1"}.add("paper", call.paper).bytes();
    return desk.carry_out(
        actor, confirm_kind, {call.county, {}, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            const auto paper = find_paper(context.sql(), call.county, call.paper);
            if (!paper) return refuse(InstitutionRefusal::unknown_paper, call.paper);
            if (!paper->confirmed_by.empty())
                return refuse(InstitutionRefusal::confirmed_before, paper->number, paper->confirmed_by);
            if (paper->asked_by == actor.name)
                return refuse(InstitutionRefusal::same_person, paper->number, actor.name);
            auto institution = known(context, paper->institution);
            if (!institution) return pass_on(institution);
            auto parts = parts_of(context, *institution, *paper);
            if (!parts) return pass_on(parts);
            keep_confirmed(context, *paper);
            if (auto posted = Posting{context, *institution, *paper}.post(*parts); !posted) return pass_on(posted);
            if (auto ended = worklist::end_if_open(context, paper->item, "确认：" + actor.name); !ended)
                return pass_on(ended);
            Money left;
            for (const Position& position : positions_of(context.sql(), call.county, institution->number))
                left = sum(left, position.left);
            return Answer{}
                .set("paper", paper->number)
                .set("amount_fen", paper->amount.fen())
                .set("left_fen", left.fen());
        });
}

}  // namespace mingzhang::grants
