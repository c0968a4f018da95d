// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/transfer.hpp"

#include "base/values/check.hpp"

namespace mingzhang::ledger {

namespace {

struct Entry {
    FundSource source;
    std::string_view code;
    std::string_view chinese;
};

constexpr std::array<Entry, 4> entries{{
    {FundSource::central, "central", "中央"},
    {FundSource::provincial, "provincial", "省级"},
    {FundSource::city, "city", "市级"},
    {FundSource::county, "county", "县级"},
}};

const Entry& entry(FundSource source) noexcept {
    for (const Entry& e : entries)
        if (e.source == source) return e;
    assumption_failed("a known fund source", __FILE__, __LINE__);
}

}  // namespace

std::string_view code(FundSource source) noexcept {
    return entry(source).code;
}
Text name(FundSource source) {
    return {std::string{entry(source).chinese}, std::string{entry(source).code}};
}

std::optional<FundSource> parse_fund_source(std::string_view text) noexcept {
    for (const Entry& e : entries)
        if (text == e.code || text == e.chinese) return e.source;
    return std::nullopt;
}

}  // namespace mingzhang::ledger
