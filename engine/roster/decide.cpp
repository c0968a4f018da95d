// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/roster/decide.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/registry/list_file.hpp"
#include "engine/registry/questions.hpp"
#include "engine/registry/taken_back.hpp"
#include "engine/runs/roster_holds.hpp"

namespace mingzhang::roster {

using registry::Question;
using registry::QuestionKind;
using registry::Verdict;

RefusalWords words(DecideRefusal reason) {
    switch (reason) {
        case DecideRefusal::reason_needed:
            return {"household/reason_needed", "停保、保留和账户不符都要写明理由。",
                    "Ending, keeping and refusing need a reason.", "请加 --reason。", "Add --reason."};
        case DecideRefusal::nothing_asked:
            return {"household/nothing_asked", "户 {0} 没有待定的“{1}”。",
                    "There is no open question about household {0}: {2}.",
                    "请用 mingzhang household pending 查看；要停保或改账户，请导入改好的名册行。",
                    "See mingzhang household pending; to end a household or change its account, import its row."};
        case DecideRefusal::same_person:
            return {"household/same_person", "户 {1} 的账户由“{0}”导入，须另一人核验。",
                    "\"{0}\" imported the account of household {1}; a second person checks it.",
                    "请另一名复核或审批人员查看存折后办理。",
                    "Ask another reviewer or approver to look at the passbook."};
        case DecideRefusal::ended_before:
            return {"household/ended_before", "户 {0} 在 {1} 之前已经停保。", "Household {0} ended before {1}.",
                    "请核对停保日期。", "Check the date."};
        case DecideRefusal::before_approval:
            return {"household/before_approval", "户 {0} 的停保日期 {1} 早于审批日期。",
                    "Household {0} cannot end on {1}, before it was approved.", "请核对停保日期。", "Check the date."};
    }
    return {};
}

namespace {

constexpr CommandKind confirm_kind{
    "household.confirm_account", {"核验账户", "confirm an account"}, {Role::reviewer, Role::approver}};
constexpr CommandKind refuse_kind{
    "household.refuse_account", {"账户不符", "refuse an account"}, {Role::reviewer, Role::approver}};
constexpr CommandKind keep_kind{"household.keep", {"缺户保留", "keep a household"}, {Role::officer}};
constexpr CommandKind end_kind{"household.end", {"缺户停保", "end a household"}, {Role::officer}};

// The questions a decision answers: of one household and kind, and there must be one.
Result<std::vector<Question>, Refusal> asked(CommandContext& context, const DecideCall& call, QuestionKind kind) {
    auto questions = registry::open_questions_of(context.sql(), call.county, call.household_no, kind);
    if (questions.empty()) return refuse(DecideRefusal::nothing_asked, call.household_no, name(kind).zh, name(kind).en);
    return questions;
}

Result<void, Refusal> check_second_person(const std::vector<Question>& questions, const Actor& actor) {
    for (const Question& question : questions)
        if (question.asked_by == actor.name)
            return refuse(DecideRefusal::same_person, actor.name, question.household_no);
    return {};
}

// One row of the household as a new import has it: the row in force with the columns that change.
struct Rewritten {
    const registry::HouseholdRow& row;
    std::optional<registry::Payee> payee;
    std::optional<Date> ended_on;
    std::string end_reason;
};

void rewrite(CommandContext& context, std::int64_t import, const std::string& household_no, const Rewritten& as) {
    const std::int64_t county = context.county().number;
    const std::int64_t new_payee = as.payee ? 1 : 0, new_end = as.ended_on ? 1 : 0;
    const registry::Payee payee = as.payee.value_or(registry::Payee{});
    const std::int64_t ended_on = to_number(as.ended_on);
    context.sql()
        << "INSERT INTO household_version (county, household_no, from_month, import, program, division, applicant, "
           "approved_on, ended_on, end_reason, grace_from, cover, bank_code, account, account_name) SELECT county, "
           "household_no, from_month, "
        << import
        << ", program, division, applicant, approved_on, CASE WHEN :new_end = 1 THEN :ended_on ELSE ended_on END, "
           "CASE WHEN :new_end = 1 THEN :end_reason ELSE end_reason END, grace_from, cover, CASE WHEN :new_payee = 1 "
           "THEN :bank ELSE bank_code END, CASE WHEN :new_payee = 1 THEN :account ELSE account END, CASE WHEN "
           ":new_payee = 1 THEN :name ELSE account_name END FROM household_version WHERE county = :county AND "
           "household_no = :no AND from_month = :from_month AND import = :import",
        soci::use(new_end, "new_end"), soci::use(ended_on, "ended_on"), soci::use(as.end_reason, "end_reason"),
        soci::use(new_payee, "new_payee"), soci::use(payee.bank_code, "bank"), soci::use(payee.account, "account"),
        soci::use(payee.account_name, "name"), soci::use(county, "county"), soci::use(household_no, "no"),
        soci::use(as.row.from_month, "from_month"), soci::use(as.row.import, "import");
}

// Runs of the household's places are stale: they knew it otherwise.
void touch(CommandContext& context, std::int64_t import, const std::string& household_no) {
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO import_touch (county, import, division) SELECT DISTINCT county, " << import
                  << ", division FROM household_version WHERE county = :county AND household_no = :no",
        soci::use(county), soci::use(household_no);
}

registry::RowsInForce rows_now(CommandContext& context, const std::string& household_no) {
    return registry::rows_of(context.sql(), registry::known_now(context.county()), household_no);
}

Date approved_on(CommandContext& context, const std::string& household_no, const registry::HouseholdRow& row) {
    const std::int64_t county = context.county().number;
    std::int64_t date = 0;
    context.sql() << "SELECT approved_on FROM household_version WHERE county = :county AND household_no = :no AND "
                     "from_month = :from_month AND import = :import",
        soci::use(county), soci::use(household_no), soci::use(row.from_month), soci::use(row.import), soci::into(date);
    return date_from_number(date).value();
}

// The rows that end with the household: the one in force on the day, and every later one, or it would begin again.
std::vector<registry::HouseholdRow> rows_to_end(const registry::RowsInForce& rows, Date on) {
    std::vector<registry::HouseholdRow> ending;
    auto first = rows.upper_bound(Month::of(on).index());
    if (first != rows.begin()) --first;
    for (; first != rows.end(); ++first) ending.push_back(first->second);
    return ending;
}

Result<void, Refusal> check_end(CommandContext& context, const DecideCall& call,
                                const std::vector<registry::HouseholdRow>& rows, Date on) {
    const registry::HouseholdRow& row = rows.front();
    if (row.ended_on != 0 && row.ended_on < to_number(on))
        return refuse(DecideRefusal::ended_before, call.household_no, to_string(on));
    if (on < approved_on(context, call.household_no, row))
        return refuse(DecideRefusal::before_approval, call.household_no, to_string(on));
    return {};
}

// The decision's own import number, its answers and its line in the list of imports.
struct Decision {
    std::int64_t import = 0;
    std::vector<Question> questions;
    Verdict verdict{};
    std::string_view kind;
    std::optional<Month> lift_up_to = std::nullopt;
};

Result<Answer, Refusal> finish(CommandContext& context, const DecideCall& call, const Decision& decision) {
    std::int64_t lifted = 0;
    const std::string why = name(decision.verdict).zh + (call.reason.empty() ? std::string{} : "：" + call.reason);
    for (const Question& question : decision.questions) {
        auto answered = registry::answer(context, question, decision.import, decision.verdict, call.reason);
        if (!answered) return pass_on(answered);
        lifted += runs::lift_answered(context, question, why, decision.lift_up_to);
    }
    registry::record_import(context, {decision.import, decision.kind, call.household_no, std::nullopt, 1, 1});
    return Answer{}.set("household", call.household_no).set("import", decision.import).set("lifted", lifted);
}

std::string request_of(std::string_view name, const DecideCall& call, const std::string& date = {}) {
    return Canonical{name}.add("household", call.household_no).add("reason", call.reason).add("on", date).bytes();
}

}  // namespace

Result<Answer, Refusal> confirm_account(Desk& desk, const Actor& actor, const DecideCall& call) {
    return desk.carry_out(actor, confirm_kind, {call.county, {}, call.key, request_of("household.confirm/1", call)},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto questions = asked(context, call, QuestionKind::account_changed);
                              if (!questions) return pass_on(questions);
                              if (auto fit = check_second_person(*questions, actor); !fit) return pass_on(fit);
                              return finish(context, call,
                                            {context.take_number("import"), std::move(*questions), Verdict::confirmed,
                                             "account-confirmed"});
                          });
}

Result<Answer, Refusal> refuse_account(Desk& desk, const Actor& actor, const DecideCall& call) {
    return desk.carry_out(
        actor, refuse_kind, {call.county, {}, call.key, request_of("household.refuse/1", call)},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (call.reason.empty()) return refuse(DecideRefusal::reason_needed);
            auto questions = asked(context, call, QuestionKind::account_changed);
            if (!questions) return pass_on(questions);
            if (auto fit = check_second_person(*questions, actor); !fit) return pass_on(fit);
            const std::int64_t import = context.take_number("import");
            for (const auto& [month, row] : rows_now(context, call.household_no))
                for (const Question& question : *questions)
                    if (row.payee == question.payee)
                        rewrite(context, import, call.household_no, {row, question.before, std::nullopt, {}});
            touch(context, import, call.household_no);
            return finish(context, call, {import, std::move(*questions), Verdict::refused, "account-refused"});
        });
}

Result<Answer, Refusal> keep_household(Desk& desk, const Actor& actor, const DecideCall& call) {
    return desk.carry_out(
        actor, keep_kind, {call.county, {}, call.key, request_of("household.keep/1", call)},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (call.reason.empty()) return refuse(DecideRefusal::reason_needed);
            auto questions = asked(context, call, QuestionKind::missing_from_roster);
            if (!questions) return pass_on(questions);
            return finish(context, call,
                          {context.take_number("import"), std::move(*questions), Verdict::kept, "household-kept"});
        });
}

Result<Answer, Refusal> end_household(Desk& desk, const Actor& actor, const DecideCall& call, Date on) {
    return desk.carry_out(
        actor, end_kind, {call.county, {}, call.key, request_of("household.end/1", call, to_string(on))},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (call.reason.empty()) return refuse(DecideRefusal::reason_needed);
            auto questions = asked(context, call, QuestionKind::missing_from_roster);
            if (!questions) return pass_on(questions);
            const auto rows = rows_to_end(rows_now(context, call.household_no), on);
            if (auto fit = check_end(context, call, rows, on); !fit) return pass_on(fit);
            const std::int64_t import = context.take_number("import");
            for (const registry::HouseholdRow& row : rows)
                rewrite(context, import, call.household_no, {row, std::nullopt, on, call.reason});
            touch(context, import, call.household_no);
            return finish(context, call,
                          {import, std::move(*questions), Verdict::ended, "household-ended", Month::of(on)});
        });
}

}  // namespace mingzhang::roster
