// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "ledger/transfer.hpp"

// What the files of this folder share about institutions: the register, its papers, and what is prepaid of each.
namespace mingzhang::grants {

// An institution (供养服务机构). People live in it whose household's account stands under its name, within its
// division.
struct Institution {
    std::int64_t number = 0;
    std::string name;
    DivisionScope division;
};
[[nodiscard]] std::vector<Institution> read_institutions(soci::session& sql, County county);  // By number.
[[nodiscard]] std::optional<Institution> find_institution(soci::session& sql, County county, std::int64_t number);

// What a paper asks for. Stored by number: never renumber.
enum class PaperKind : std::uint8_t {
    prepay = 1,     // 预拨: money goes to the institution in advance
    settle = 2,     // 结算: a month becomes expense
    give_back = 3,  // 退回: what is left comes back
};
[[nodiscard]] Word word(PaperKind kind);

// What one person asks for and another confirms; nothing is posted before.
struct Paper {
    std::int64_t number = 0;
    std::int64_t institution = 0;
    PaperKind kind{};
    std::optional<Month> month;      // Of a settlement.
    std::optional<Program> program;  // Of money; a settlement follows each person's.
    std::int64_t bank_account = 0;   // Of a prepayment, as are the next two.
    ledger::FundSource source = ledger::FundSource::county;
    int budget_year = 0;
    Money amount;
    std::string document;
    std::string asked_by;
    std::int64_t item = 0;     // On the worklist.
    std::string confirmed_by;  // Empty: not yet.
};
[[nodiscard]] std::vector<Paper> read_papers(soci::session& sql, County county);  // By number.
[[nodiscard]] std::optional<Paper> find_paper(soci::session& sql, County county, std::int64_t number);

// What is prepaid of one fund, and not settled or given back.
struct Position {
    Program program{};
    int budget_year = 0;
    ledger::FundSource source{};
    std::int64_t bank_account = 0;
    Money left;
};
// Of one institution: those with something left, the oldest budget year first, then in the order of sources.
[[nodiscard]] std::vector<Position> positions_of(soci::session& sql, County county, std::int64_t institution);

// Takes an amount of a program from the positions, the first first, and gives what was taken of each. Refused with what
// is lacking, and nothing is taken.
[[nodiscard]] Result<std::vector<Position>, Money> take(std::vector<Position>& positions, Program program,
                                                        Money amount);

}  // namespace mingzhang::grants
