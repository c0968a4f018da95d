// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/tables/sheet_reader.hpp"

// A schema of four columns, the last not required.
namespace mingzhang::sample {

inline constexpr std::size_t household_no = 0;
inline constexpr std::size_t account_no = 1;
inline constexpr std::size_t joined_on = 2;
inline constexpr std::size_t note = 3;

inline SheetSchema schema() {
    return {"accounts",
            {"账户名册", "Accounts"},
            {
                {"household_no", "户编号", true, {"户的编号", "The household's number"}, {"YX000001"}},
                {"account_no", "账号", true, {"银行账号", "The account at the bank"}, {"6299996907439150008"}},
                {"joined_on", "加入日期", true, {"年-月-日", "YYYY-MM-DD"}, {"2022-08-06", "2021-01-31"}},
                {"note", "备注", false, {"可不填", "May be left out"}, {}},
            }};
}

// Everything a reading gave: each row as "number:a|b|c|d", the findings, and the refusal's code.
struct SheetOutcome {
    std::vector<std::string> rows;
    std::vector<Finding> findings;
    std::size_t findings_counted = 0;
    std::string refused;
};

inline SheetOutcome read_sheet(std::unique_ptr<RowReader> raw, const SheetSchema& schema) {
    SheetOutcome outcome;
    Findings findings{"accounts.csv"};
    auto reader = SheetReader::open(std::move(raw), schema, findings);
    if (!reader) {
        outcome.refused = reader.error().code();
        outcome.findings = reader.error().findings();
        return outcome;
    }
    SheetRow row;
    for (;;) {
        const auto more = reader->next(row);
        if (!more) outcome.refused = more.error().code();
        if (!more || !*more) break;
        std::string text = std::to_string(row.number()) + ":";
        for (std::size_t i = 0; i < schema.columns.size(); ++i) text += (i > 0 ? "|" : "") + std::string{row.cell(i)};
        outcome.rows.push_back(std::move(text));
    }
    outcome.findings_counted = findings.count();
    outcome.findings = std::move(findings).take();
    return outcome;
}

inline SheetOutcome read_sheet(const std::string& bytes, const SheetSchema& schema = sample::schema()) {
    auto raw = open_rows_in_memory(bytes);
    if (!raw) return {{}, {}, 0, raw.error().code()};
    return read_sheet(std::move(*raw), schema);
}

}  // namespace mingzhang::sample
