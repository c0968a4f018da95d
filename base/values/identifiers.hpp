// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/month.hpp"
#include "base/values/result.hpp"

namespace mingzhang {

// Why a text is not an ID number. Checked in this order.
enum class IdNumberError : std::uint8_t {
    empty,
    wrong_length,
    wrong_character,
    impossible_birth_date,
    wrong_check_digit
};

// A citizen's ID number (公民身份号码, GB 11643-1999) in its normal form: 18 characters, upper-case X.
// The region prefix is not checked: it is the code of the place at the time of issue.
class IdNumber {
public:
    // Trims, upper-cases, and makes a 15-digit number of the first generation one of 18.
    [[nodiscard]] static Result<IdNumber, IdNumberError> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  // In full: never printed, never logged.
    [[nodiscard]] Date birth_date() const noexcept;
    [[nodiscard]] std::string masked() const;  // "999901********0168"

    friend auto operator<=>(const IdNumber&, const IdNumber&) = default;

private:
    explicit IdNumber(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

// The check character of the first 17 digits (ISO 7064 MOD 11-2).
[[nodiscard]] char id_check_character(std::string_view first_17_digits) noexcept;

// Why a text is not an account number. Checked in this order.
enum class AccountNumberError : std::uint8_t { empty, wrong_length, wrong_character };

// A bank account or card number in its normal form: 6 to 32 digits, spaces and a leading apostrophe or tab taken away.
// Check digits are the bank's affair (passbooks and company accounts have none).
class AccountNumber {
public:
    [[nodiscard]] static Result<AccountNumber, AccountNumberError> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  // In full: only for bank files.
    [[nodiscard]] std::string last_four() const { return text_.substr(text_.size() - 4); }
    [[nodiscard]] std::string masked() const { return "****" + last_four(); }

    friend auto operator<=>(const AccountNumber&, const AccountNumber&) = default;

private:
    explicit AccountNumber(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

// A county (区县), the unit of accounts, logs and shards: the first six digits of its division code, as a number.
struct County {
    std::int64_t number = 0;
    friend auto operator<=>(const County&, const County&) = default;
};

// A statistical division code (统计用区划代码): 12 digits, province 2 + city 2 + county 2 + town 3 + village 3.
class DivisionCode {
public:
    [[nodiscard]] static std::optional<DivisionCode> parse(std::string_view text);  // Exactly 12 digits.

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] County county() const noexcept;
    [[nodiscard]] bool begins_with(std::string_view prefix) const noexcept { return text_.starts_with(prefix); }

    friend auto operator<=>(const DivisionCode&, const DivisionCode&) = default;

private:
    explicit DivisionCode(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

// The place a run, a pack or a user's rights cover: every division whose code begins with `text()`. A 12-digit code is
// cut to the digits of its level: 500110999000 (a town) covers its villages 500110999001 … Empty covers everything.
class DivisionScope {
public:
    DivisionScope() = default;                                                       // Everything.
    [[nodiscard]] static std::optional<DivisionScope> parse(std::string_view text);  // 2 to 12 digits.

    [[nodiscard]] const std::string& text() const noexcept { return prefix_; }
    [[nodiscard]] bool covers(const DivisionCode& code) const noexcept { return code.begins_with(prefix_); }
    [[nodiscard]] bool covers(const DivisionScope& other) const noexcept { return other.prefix_.starts_with(prefix_); }
    // One code begins with the other.
    [[nodiscard]] bool overlaps(const DivisionScope& other) const noexcept {
        return covers(other) || other.covers(*this);
    }
    // The county it lies in; none when it is wider than a county.
    [[nodiscard]] std::optional<County> county() const noexcept;

    friend auto operator<=>(const DivisionScope&, const DivisionScope&) = default;

private:
    explicit DivisionScope(std::string prefix) : prefix_{std::move(prefix)} {}
    std::string prefix_;
};

// A household's number (户编号): 1 to 32 bytes of UTF-8 without ASCII blanks or control characters.
class HouseholdNo {
public:
    [[nodiscard]] static std::optional<HouseholdNo> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    friend auto operator<=>(const HouseholdNo&, const HouseholdNo&) = default;

private:
    explicit HouseholdNo(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace mingzhang
