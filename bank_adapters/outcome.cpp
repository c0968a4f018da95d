// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/outcome.hpp"

#include "base/values/vocabulary.hpp"

namespace mingzhang::bank {
namespace {

constexpr Vocabulary<OutcomeStatus, 4> statuses{{{
    {OutcomeStatus::paid, "paid", "到账", "paid"},
    {OutcomeStatus::failed, "failed", "失败", "failed"},
    {OutcomeStatus::pending, "pending", "处理中", "pending"},
    {OutcomeStatus::unknown, "unknown", "未明", "unknown"},
}}};

}  // namespace

std::string_view code(OutcomeStatus status) noexcept {
    return statuses.of(status).code;
}
Text name(OutcomeStatus status) {
    return statuses.name(status);
}
std::optional<OutcomeStatus> parse_outcome_status(std::string_view text) noexcept {
    return statuses.parse(text);
}

const std::string& reason_words(const OutcomeLine& line) noexcept {
    return line.reason_text.empty() ? line.status_text : line.reason_text;
}

std::optional<Reason> reason_of(OutcomeStatus status, std::string_view reason_text,
                                std::optional<Reason> mapped) noexcept {
    if (status == OutcomeStatus::paid) return std::nullopt;  // "交易成功" and the like are no reason.
    if (mapped) return mapped;
    if (!reason_text.empty()) return Reason::unmapped;
    if (status == OutcomeStatus::failed) return Reason::not_given;
    return std::nullopt;
}

}  // namespace mingzhang::bank
