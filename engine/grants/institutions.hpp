// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "base/tables/table.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "ledger/transfer.hpp"

// Institutions whose people are paid for by prepayment (集中供养预拨): money goes there in advance, a month becomes
// expense by head-days (人日) when it is settled, and what is left comes back (event 15). Each step is asked for by one
// person and confirmed by another. A pack says whether a run or the prepayment pays who lives in an institution; never
// both.
namespace mingzhang::grants {

// Why nothing was registered, asked for or confirmed. Checked in this order.
enum class InstitutionRefusal : std::uint8_t {
    name_missing,
    known_already,  // {0} name
    unknown_institution,
    amount_not_positive,
    document_missing,
    not_tekun,  // {0}/{1} program
    unknown_bank_account,
    month_not_over,  // {0} month: its days are not known yet.
    settled_before,  // {0} month, {1} the paper
    paid_by_run,     // {0} pack, {1} month: by this pack a run pays them.
    paid_by_a_run,   // {0} household, {1} month: a run has paid the household more than its own.
    nothing_to_settle,
    more_than_prepaid,  // {0}/{1} program, {2} lacking
    unknown_paper,
    confirmed_before,
    same_person,
    changed_since,  // {0} asked, {1} now: the lists changed.
};
[[nodiscard]] RefusalWords words(InstitutionRefusal reason);

struct NewInstitution {
    County county;
    std::string name;  // As it stands as account name in the lists.
    DivisionScope division;
    std::string key = {};
};
// The answer: institution, its number.
[[nodiscard]] Result<Answer, Refusal> add_institution(Desk& desk, const Actor& actor, const NewInstitution& call);

struct PrepayCall {
    County county;
    std::int64_t institution = 0;
    std::int64_t bank_account = 0;
    ledger::FundSource source = ledger::FundSource::county;
    Program program = Program::rural_tekun;
    int budget_year = 0;
    Money amount;
    std::string document;
    std::string key = {};
};
struct SettleCall {
    County county;
    std::int64_t institution = 0;
    Month month;
    std::string key = {};
};
struct ReturnCall {
    County county;
    std::int64_t institution = 0;
    Program program = Program::rural_tekun;
    Money amount;
    std::string document;
    std::string key = {};
};
// What an officer asks for. The answers give paper and amount_fen; a settlement's people and head_days too. Nothing is
// posted.
[[nodiscard]] Result<Answer, Refusal> ask_prepayment(Desk& desk, const Actor& actor, const PrepayCall& call);
[[nodiscard]] Result<Answer, Refusal> ask_settlement(Desk& desk, const Actor& actor, const SettleCall& call);
[[nodiscard]] Result<Answer, Refusal> ask_return(Desk& desk, const Actor& actor, const ReturnCall& call);

struct ConfirmCall {
    County county;
    std::int64_t paper = 0;
    std::string key = {};
};
// An approver who is not the one who asked: the paper is held against the lists and the prepayments as they are now,
// and posted. The answer: paper, amount_fen, left_fen of the institution.
[[nodiscard]] Result<Answer, Refusal> confirm_paper(Desk& desk, const Actor& actor, const ConfirmCall& call);

// Institution, name, division, prepaid, settled, returned, left.
[[nodiscard]] Table institutions_table(store::Store& store, County county);
// Paper, institution, kind, month, amount, document, asked by, confirmed by.
[[nodiscard]] Table papers_table(store::Store& store, County county);

}  // namespace mingzhang::grants
