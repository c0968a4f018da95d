// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/field.hpp"
#include "bank_adapters/layouts/file_encoding.hpp"
#include "bank_adapters/layouts/pattern.hpp"
#include "bank_adapters/layouts/record.hpp"
#include "base/values/result.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::layouts {

enum class Unit : std::uint8_t { yuan, fen };
enum class Align : std::uint8_t { left, right };

// One column of a row. Widths and lengths are bytes of the file's encoding, as banks count them.
struct Column {
    Field field = Field::ignored;
    std::string title = {};            // What a heading row shows and what findings name.
    std::string constant = {};         // For Field::constant.
    Pattern prefix = {};               // Stands before the value: "{batch}-".
    std::string suffix = {};           // Stands after it: "元".
    std::optional<std::size_t> width;  // The value is padded to it.
    std::optional<char> pad;           // '0' or ' '; without a width it is only taken away when read.
    Align align = Align::left;
    std::optional<std::size_t> max_bytes;
    std::string forbidden = {};  // Characters the bank refuses here.
    bool required = false;       // An empty value is refused.
    Unit unit = Unit::yuan;
    bool leading_zero = true;  // False: one fen is ".01", and may be read so.
    std::string date_format = "yyyymmdd";
};

// Adds to `row` the text a column shows for a value, encoded and padded; or adds nothing and says why the bank could
// not read it so. An absent value is empty text.
[[nodiscard]] Result<void, Text> write_column(const Column& column, FileEncoding encoding, const FieldValue& value,
                                              const Record& head, std::string& row);

// Puts the value behind a column's text, already decoded, into `value`; an empty text is an absent value. What the
// prefix says about the file is noted in `head`.
[[nodiscard]] Result<void, Text> read_column(const Column& column, std::string_view text, Record& head,
                                             FieldValue& value);

// A value as a finding may show it: every run of eight digits or more keeps its last four.
[[nodiscard]] std::string masked(std::string_view text);

}  // namespace mingzhang::bank::layouts
