// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bank_adapters/layouts/field.hpp"
#include "bank_adapters/layouts/record.hpp"
#include "base/values/result.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::layouts {

// Text with the head's fields in braces: "DF{merchant:15}{date}{batch:4}I.txt". A number after the colon is the width
// in digits, padded with zeros. `{{` stands for a brace.
class Pattern {
public:
    Pattern() = default;                                                      // Empty text.
    [[nodiscard]] static Result<Pattern, Text> parse(std::string_view text);  // The refusal says what is wrong.

    [[nodiscard]] bool empty() const noexcept { return pieces_.empty(); }
    [[nodiscard]] std::vector<Field> fields() const;
    [[nodiscard]] bool begins_with(std::string_view text) const;
    [[nodiscard]] std::string literal_text() const;  // What stands in every file, without the fields.

    // The text for one file, or the field that has no value or does not fit its width.
    [[nodiscard]] Result<std::string, Field> fill(const Record& head) const;

    // Takes this pattern's text from the front of `text`, notes the values it carried in `head`, and gives the rest;
    // none when it does not stand there.
    [[nodiscard]] std::optional<std::string_view> take(std::string_view text, Record& head) const;

private:
    struct Slot {  // A field of the head.
        Field field;
        std::size_t width;  // Zero: as long as it is.
    };
    [[nodiscard]] std::size_t slot_size(std::size_t at, std::string_view text) const;

    std::vector<std::variant<std::string, Slot>> pieces_;
};

}  // namespace mingzhang::bank::layouts
