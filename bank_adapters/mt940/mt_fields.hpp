// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/mt940/mt_lines.hpp"

namespace mingzhang::bank::mt940 {

// A field's tag, "61" or "60F", as one number: tags are compared several times a line.
class MtTag {
public:
    constexpr MtTag() = default;
    constexpr explicit MtTag(std::string_view text) noexcept {
        for (const char c : text) number_ = number_ << 8U | static_cast<unsigned char>(c);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return number_ == 0; }
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return number_; }  // To switch by.
    [[nodiscard]] std::string text() const;
    // "60" of "60F" and "60M", which differ in whether a page goes before or after.
    [[nodiscard]] constexpr MtTag without_letter() const noexcept {
        MtTag tag = *this;
        if (number_ > 0xFFFFU) tag.number_ >>= 8U;
        return tag;
    }
    friend constexpr bool operator==(MtTag, MtTag) = default;

private:
    std::uint32_t number_ = 0;
};

inline namespace tags {
consteval MtTag operator""_tag(const char* text, std::size_t size) {
    return MtTag{{text, size}};
}
}  // namespace tags

// One field: its tag without colons and its lines. The end of a message ("-", "-}") is one without a tag.
class MtField {
public:
    std::size_t line = 0;
    MtTag tag;
    bool is_interim = false;  // The message's header said MT942.

    void begin(MtTag new_tag, std::size_t at_line);  // Anew, in the room there is.
    void add_line(std::string_view text);

    [[nodiscard]] bool ends_message() const noexcept { return tag.empty(); }
    [[nodiscard]] std::size_t line_count() const noexcept { return begins_.size(); }
    [[nodiscard]] std::string_view line_text(std::size_t at) const;
    [[nodiscard]] std::string_view first_line() const noexcept;  // That is not blank, without blanks around it.
    [[nodiscard]] std::string_view joined() const noexcept;      // Lines are cut at a width, in the middle of words.

private:
    std::string text_;                 // The lines end to end.
    std::vector<std::size_t> begins_;  // Where each begins in it.
};

// Takes lines together to fields. A line of free text (:86:) may begin like a field (":15:30 Uhr") or like the end of a
// message ("-"): it counts as such only where the order of fields lets one follow.
class MtFields {
public:
    static constexpr std::size_t lines_max = 1'000;  // Of one field; SWIFT allows six.

    explicit MtFields(MtLines lines) : lines_{std::move(lines)} {}

    // The next field, or null at the end of the file. It stands here until the next is asked for.
    [[nodiscard]] Result<const MtField*, StatementFault> next();
    [[nodiscard]] std::size_t line() const noexcept { return lines_.line(); }

private:
    [[nodiscard]] Result<void, StatementFault> advance();  // To the next line.
    [[nodiscard]] Result<std::optional<std::string_view>, StatementFault> look_ahead();
    [[nodiscard]] Result<void, StatementFault> mend_tag();
    [[nodiscard]] Result<bool, StatementFault> ends_message();
    [[nodiscard]] Result<bool, StatementFault> is_followed_by_message(bool is_in_text);
    [[nodiscard]] Result<MtTag, StatementFault> tag_in_text(MtTag tag);  // It, where a field may begin here.
    void begin_field(MtTag tag);
    [[nodiscard]] Result<void, StatementFault> read_header();
    [[nodiscard]] Result<void, StatementFault> leave_end();

    MtLines lines_;
    MtField field_;
    std::optional<std::string_view> line_text_;  // The current line: the reader's, or `kept_` where it read ahead.
    std::string kept_;
    std::optional<std::optional<std::string>> ahead_;
    std::size_t line_number_ = 0;
    bool begun_ = false;
    MtTag tag_;                 // Of the field being read; empty between messages.
    bool has_opening_ = false;  // In the message being read.
    bool has_closing_ = false;
    bool is_interim_ = false;
};

}  // namespace mingzhang::bank::mt940
