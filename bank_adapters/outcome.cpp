// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/outcome.hpp"

#include <algorithm>
#include <array>

#include "base/values/check.hpp"

namespace mingzhang::bank {
namespace {

struct StatusWords {
    OutcomeStatus status;
    std::string_view code;
    std::string_view zh;
};

constexpr std::array<StatusWords, 4> statuses{{
    {OutcomeStatus::paid, "paid", "到账"},
    {OutcomeStatus::failed, "failed", "失败"},
    {OutcomeStatus::pending, "pending", "处理中"},
    {OutcomeStatus::unknown, "unknown", "未明"},
}};

const StatusWords& words_of(OutcomeStatus status) noexcept {
    const auto found = std::ranges::find(statuses, status, &StatusWords::status);
    MINGZHANG_CHECK(found != statuses.end());
    return *found;
}

}  // namespace

std::string_view code(OutcomeStatus status) noexcept {
    return words_of(status).code;
}

Text name(OutcomeStatus status) {
    return {std::string{words_of(status).zh}, std::string{words_of(status).code}};
}

std::optional<OutcomeStatus> parse_outcome_status(std::string_view code) noexcept {
    const auto found = std::ranges::find(statuses, code, &StatusWords::code);
    if (found == statuses.end()) return std::nullopt;
    return found->status;
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
