// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/mt940/mt_lines.hpp"

namespace mingzhang::bank::mt940 {

// One field: its tag without colons and its lines. The end of a message ("-", "-}") is one without a tag.
struct MtField {
    std::size_t line = 0;
    std::string tag;
    std::vector<std::string> lines;
    bool is_interim = false;  // The message's header said MT942.

    [[nodiscard]] bool ends_message() const noexcept { return tag.empty(); }
    [[nodiscard]] std::string joined() const;  // Lines are cut at a width, in the middle of words.
};

// Takes lines together to fields. A line of free text (:86:) may begin like a field (":15:30 Uhr") or like the end of a
// message ("-"): it counts as such only where the order of fields lets one follow.
class MtFields {
public:
    static constexpr std::size_t lines_max = 1'000;  // Of one field; SWIFT allows six.

    explicit MtFields(MtLines lines) : lines_{std::move(lines)} {}

    // The next field, or none at the end of the file.
    [[nodiscard]] Result<std::optional<MtField>, StatementFault> next();
    [[nodiscard]] std::size_t line() const noexcept { return lines_.line(); }

private:
    [[nodiscard]] Result<void, StatementFault> advance();  // To the next line.
    [[nodiscard]] Result<bool, StatementFault> ends_message();
    [[nodiscard]] std::string_view tag_of_line() const;  // Of the current line, where a field may begin here.
    [[nodiscard]] MtField begin_field(std::string_view tag);
    void read_header();
    [[nodiscard]] Result<void, StatementFault> leave_end();

    MtLines lines_;
    std::optional<std::string> line_text_;  // The current line.
    std::optional<std::optional<std::string>> ahead_;
    std::size_t line_number_ = 0;
    bool begun_ = false;
    std::string tag_;           // Of the field being read; empty between messages.
    bool has_opening_ = false;  // In the message being read.
    bool has_closing_ = false;
    bool is_interim_ = false;
};

}  // namespace mingzhang::bank::mt940
