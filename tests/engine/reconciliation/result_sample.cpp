// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/reconciliation/result_sample.hpp"

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "engine/reconciliation/post_result.hpp"

namespace mingzhang::testing {

std::string result_file(PracticeOffice& office, std::int64_t batch, const std::vector<AnswerRow>& rows,
                        const std::string& layout_name) {
    const auto layout = bank::layouts::delivered_layout(layout_name);
    const auto sent =
        bank::layouts::read_payment_file(*bank::layouts::delivered_layout("ccb"), office.payment_file(batch), "sent");
    REQUIRE(sent.has_value());
    std::vector<bank::OutcomeLine> lines;
    for (const AnswerRow& row : rows) {
        const bank::Instruction& instruction = sent->instructions.at(static_cast<std::size_t>(row.instruction) - 1);
        bank::OutcomeLine line;
        line.number = instruction.number;
        line.serial = row.serial.empty() ? instruction.serial : row.serial;
        line.account = row.payee == 0 ? instruction.account : payee_account(row.payee);
        line.name = row.name.empty() ? instruction.name : row.name;
        line.amount = row.fen == 0 ? instruction.amount : Money::fen(row.fen);
        line.memo = instruction.memo;
        line.status = row.status;
        line.status_text = row.status_text;
        line.reason_text = row.reason;
        lines.push_back(line);
    }
    std::string bytes;
    const auto written = bank::layouts::write_result_file(*layout, sent->head, lines,
                                                          [&](std::string_view piece) { bytes.append(piece); });
    REQUIRE(written.has_value());
    return bytes;
}

Result<Answer, Refusal> post(PracticeOffice& office, std::int64_t batch, const std::string& bytes) {
    return reconciliation::post_result_file(office.desk, office.sealer, office.liaison,
                                            {county, batch, "result.txt", bytes});
}

Answer posted(PracticeOffice& office, std::int64_t batch, const std::vector<AnswerRow>& rows) {
    auto answer = post(office, batch, result_file(office, batch, rows));
    REQUIRE(answer.has_value());
    return *answer;
}

}  // namespace mingzhang::testing
