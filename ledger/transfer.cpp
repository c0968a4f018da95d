// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/transfer.hpp"

#include "base/values/vocabulary.hpp"

namespace mingzhang::ledger {

namespace {

constexpr Vocabulary<FundSource, 4> sources{{{
    {FundSource::central, "central", "中央", "central"},
    {FundSource::provincial, "provincial", "省级", "provincial"},
    {FundSource::city, "city", "市级", "city"},
    {FundSource::county, "county", "县级", "county"},
}}};

}  // namespace

std::string_view code(FundSource source) noexcept {
    return sources.of(source).code;
}
Text name(FundSource source) {
    return sources.name(source);
}
std::optional<FundSource> parse_fund_source(std::string_view text) noexcept {
    return sources.parse(text);
}

}  // namespace mingzhang::ledger
