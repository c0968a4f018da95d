// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/values/program.hpp"
#include "engine/policy/amount.hpp"
#include "engine/policy/rounding.hpp"

// The rules beside the monthly dibao and tekun: edge households, institutions, and what is paid once.
namespace mingzhang::policy {

enum class Level : std::uint8_t { household = 1, person };

// A band's end: open ends do not belong to it.
enum class BandEnd : std::uint8_t { open = 1, closed };

// Income for a person, as percents of the standard. One notice leaves both ends open, national law closes the lower:
// who stands exactly at the standard is no dibao household and must be something [domain §2.9 h].
struct IncomeBand {
    Percent from{100};
    BandEnd lower = BandEnd::closed;
    Percent to{150};
    BandEnd upper = BandEnd::open;

    // Whether a year's income of so many people lies in it, by person and exactly.
    [[nodiscard]] bool holds(Money annual_income, Money standard, std::int32_t people) const noexcept;
    friend bool operator==(const IncomeBand&, const IncomeBand&) = default;
};

struct EdgeMoney {
    Value value;
    Level per = Level::person;
    Rounding rounding;             // Of a percent.
    std::string budget_code = {};  // What it is paid from. Empty: it can be worked out, not paid.
    friend bool operator==(const EdgeMoney&, const EdgeMoney&) = default;
};

// Edge households (低保边缘). Without money they are a status.
struct EdgeRules {
    Program standard = Program::rural_dibao;  // Whose standard the band and the percents are of.
    IncomeBand band;
    std::optional<EdgeMoney> pays;
    friend bool operator==(const EdgeRules&, const EdgeRules&) = default;
};

// How an institution's money for a month is worked out.
enum class Settlement : std::uint8_t {
    months = 1,  // The whole month for everyone who counts in it.
    head_days,   // By the days each was there.
};

// On which of two roads an institution gets its people's money. Never on both.
enum class PaidBy : std::uint8_t {
    run = 1,     // Lines of the month's run, to the institution's account.
    prepayment,  // Prepaid, and settled when the month is over.
};

// Who lives in an institution (集中供养): its account is paid, not the person's [R-58 Art. 10].
struct InstitutionRules {
    std::string code;                // The category of a member who lives there.
    std::optional<Amount> standard;  // In place of the program's.
    std::array<std::optional<Money>, 3> care;
    Settlement settle = Settlement::months;
    Rounding rounding;  // Of a person's share of a month.
    PaidBy paid_by = PaidBy::run;
    friend bool operator==(const InstitutionRules&, const InstitutionRules&) = default;
};

// A rise over a year in hundredths of a percent: 350 is 3.5 %.
struct Rise {
    std::int32_t hundredths = 0;
    friend auto operator<=>(const Rise&, const Rise&) = default;
};

// Temporary price subsidy (价格临时补贴): the standard times the rise of prices, when either index reaches its mark.
struct PriceSubsidyRules {
    std::optional<Rise> prices_at_least;
    std::optional<Rise> food_at_least;
    std::vector<Program> programs;  // Edge added for some months [R-PRICE22].
    Money minimum_per_person;
    Rounding rounding;
    std::string urban_code;  // Budget codes: it is paid from fund lines of its own. Empty: it can be listed, not paid.
    std::string rural_code;
    friend bool operator==(const PriceSubsidyRules&, const PriceSubsidyRules&) = default;
};

struct TemporaryCause {
    std::string code;
    std::int32_t months_max = 0;
    friend bool operator==(const TemporaryCause&, const TemporaryCause&) = default;
};

// Pay first, papers later (紧急程序).
struct EmergencyPath {
    Money up_to;
    std::int32_t papers_within_working_days = 10;
    friend bool operator==(const EmergencyPath&, const EmergencyPath&) = default;
};

// Temporary assistance (临时救助): standard × people × months, within limits.
struct TemporaryRules {
    Program standard = Program::urban_dibao;
    std::int32_t people_max = 0;
    std::vector<TemporaryCause> causes;
    std::optional<Money> cap_per_case;
    std::optional<Money> cap_per_year;
    std::optional<Money> town_decides_up_to;     // 小额: the town decides alone [R-649 Art. 48].
    std::optional<std::int32_t> same_cause_gap;  // Months before the same cause is helped again.
    std::optional<EmergencyPath> emergency;
    friend bool operator==(const TemporaryRules&, const TemporaryRules&) = default;
};

// Funeral grant (丧葬补助): once, for a supported person who died.
struct FuneralRules {
    std::vector<Program> programs;
    std::optional<std::int32_t> months;  // Of the program's standard; absent: the amount.
    Amount amount;
    friend bool operator==(const FuneralRules&, const FuneralRules&) = default;
};

// Where rules come from: an article or a notice, and the rules of this pack that rest on it.
struct Source {
    std::vector<std::string> rules;  // Keys of the pack, "dibao.rounding", "topup.category.severe_disability".
    std::string text;                // As it is cited: 渝民〔2021〕143号.
    friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace mingzhang::policy
