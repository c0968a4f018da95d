// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/tables/sheet_reader.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::registry {

// A word a column may hold, in the language of programs and in Chinese, and the number it is stored by.
struct Choice {
    std::string_view code;
    std::string_view chinese;
    int number;
};

inline constexpr std::array death_sources{Choice{"police", "公安", static_cast<int>(DeathSource::police)},
                                          Choice{"funeral", "殡葬", static_cast<int>(DeathSource::funeral)},
                                          Choice{"health", "卫健", static_cast<int>(DeathSource::health)},
                                          Choice{"pension", "人社", static_cast<int>(DeathSource::pension)},
                                          Choice{"court", "法院", static_cast<int>(DeathSource::court)},
                                          Choice{"village", "村居", static_cast<int>(DeathSource::village)},
                                          Choice{"bank", "银行", static_cast<int>(DeathSource::bank)}};

// Reads the cells of one row as values, and reports each cell that is none. What cannot be read is absent; `sound()`
// then says so, and the row is not taken. Required values report when empty, the others do not.
class RowFields {
public:
    RowFields(SheetReader& reader, const SheetRow& row) : reader_{reader}, row_{row} {}  // Both must outlive it.

    [[nodiscard]] bool sound() const noexcept { return sound_; }
    [[nodiscard]] bool empty(std::size_t column) const { return row_.cell(column).empty(); }

    [[nodiscard]] std::string text(
        std::size_t column);  // At most 100 characters' worth of bytes, no control characters.
    [[nodiscard]] std::string required_text(std::size_t column);
    [[nodiscard]] std::optional<Date> date(std::size_t column);
    [[nodiscard]] std::optional<Date> required_date(std::size_t column);
    [[nodiscard]] std::optional<Month> month(std::size_t column);
    [[nodiscard]] std::optional<Month> required_month(std::size_t column);
    [[nodiscard]] std::optional<Money> required_amount(std::size_t column);
    [[nodiscard]] std::optional<IdNumber> id_number(std::size_t column);
    [[nodiscard]] std::optional<IdNumber> required_id_number(std::size_t column);
    [[nodiscard]] std::optional<AccountNumber> account_number(std::size_t column);
    [[nodiscard]] std::optional<HouseholdNo> required_household_no(std::size_t column);
    [[nodiscard]] std::optional<DivisionCode> required_division(std::size_t column);
    [[nodiscard]] std::optional<Program> required_program(std::size_t column);
    [[nodiscard]] int choice(std::size_t column, std::span<const Choice> choices);  // 0 when empty.
    [[nodiscard]] int required_choice(std::size_t column, std::span<const Choice> choices);

    // Something is wrong with the value of a column; `shown` is already fit to be printed.
    void fault(std::size_t column, std::string shown, Text reason);
    void fault(std::size_t column, Text reason);  // Shows the cell itself: never for ID and account numbers.

private:
    [[nodiscard]] bool missing(std::size_t column);

    SheetReader& reader_;
    const SheetRow& row_;
    bool sound_ = true;
};

}  // namespace mingzhang::registry
