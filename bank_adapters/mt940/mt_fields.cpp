// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_fields.hpp"

#include <algorithm>
#include <array>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };

// "61" of ":61:…", "60F" of ":60F:…" and ":60f:…", "NS" of a Polish dialect; empty where the line does not begin so.
MtTag tag_at(std::string_view line) {
    if (line.size() < 4 || line[0] != ':') return {};
    if (line.starts_with(":NS:")) return "NS"_tag;
    if (!is_digit(line[1]) || !is_digit(line[2])) return {};
    if (line[3] == ':') return MtTag{line.substr(1, 2)};
    if (line.size() < 5 || line[4] != ':') return {};
    if (is_capital(line[3])) return MtTag{line.substr(1, 3)};
    if (line[3] < 'a' || line[3] > 'z') return {};
    const std::array<char, 3> capitals{line[1], line[2], static_cast<char>(line[3] - 'a' + 'A')};
    return MtTag{{capitals.data(), capitals.size()}};
}

// Whether a field may follow free text in any message.
bool follows_text(MtTag tag) {
    const MtTag kind = tag.without_letter();
    return tag == "61"_tag || tag == "86"_tag || kind == "62"_tag || kind == "60"_tag || tag == "90C"_tag ||
           tag == "90D"_tag || tag == "NS"_tag;
}

// Whether a field goes on with a message that has entries and no closing balance yet.
bool goes_on(MtTag tag) {
    return follows_text(tag) && tag.without_letter() != "60"_tag;
}

// The messages built as a statement is: MT940, 941, 942 and 950. "{2:I940BANKDEFFXXXXN}" names its kind.
bool is_statement_header(std::string_view text) {
    const std::size_t block = text.find("{2:");
    if (block == std::string_view::npos || block + 7 > text.size()) return true;
    const char direction = text[block + 3];
    const std::string_view kind = text.substr(block + 4, 3);
    if ((direction != 'I' && direction != 'O') || !std::all_of(kind.begin(), kind.end(), is_digit)) return true;
    return kind == "940" || kind == "941" || kind == "942" || kind == "950";
}

}  // namespace

std::string MtTag::text() const {
    std::string text;
    for (const unsigned shift : {16U, 8U, 0U})
        if (const auto c = static_cast<char>(number_ >> shift & 0xFFU); c != '\0') text += c;
    return text;
}

void MtField::begin(MtTag new_tag, std::size_t at_line) {
    line = at_line;
    tag = new_tag;
    text_.clear();
    begins_.clear();
}

void MtField::add_line(std::string_view text) {
    begins_.push_back(text_.size());
    text_ += text;
}

std::string_view MtField::line_text(std::size_t at) const {
    const std::size_t end = at + 1 < begins_.size() ? begins_[at + 1] : text_.size();
    return std::string_view{text_}.substr(begins_[at], end - begins_[at]);
}

std::string_view MtField::first_line() const noexcept {
    for (std::size_t i = 0; i < begins_.size(); ++i)
        if (const std::string_view text = trim(line_text(i)); !text.empty()) return text;
    return {};
}

std::string_view MtField::joined() const noexcept {
    return trim(text_);
}

Result<void, StatementFault> MtFields::advance() {
    if (ahead_) {
        line_text_.reset();
        if (*ahead_) line_text_ = kept_ = std::move(**ahead_);
        ahead_.reset();
        line_number_ = lines_.line();
        return {};
    }
    const auto line = lines_.next();
    if (!line) return tl::unexpected{line.error()};
    line_text_ = *line;
    line_number_ = lines_.line();
    return {};
}

// The first line behind this one that is not blank.
Result<std::optional<std::string_view>, StatementFault> MtFields::look_ahead() {
    line_text_ = kept_ = std::string{*line_text_};
    while (!ahead_ || (*ahead_ && trim(**ahead_).empty())) {
        const auto line = lines_.next();
        if (!line) return tl::unexpected{line.error()};
        ahead_ = *line ? std::optional{std::string{**line}} : std::nullopt;
    }
    return *ahead_ ? std::optional<std::string_view>{**ahead_} : std::nullopt;
}

// A line that is only the colon of the tag on the next line: Sparkassen break lines there.
Result<void, StatementFault> MtFields::mend_tag() {
    const auto next = look_ahead();
    if (!next) return tl::unexpected{next.error()};
    if (!*next || tag_at(":" + std::string{**next}).empty()) return {};
    line_text_ = kept_ = ":" + **ahead_;
    ahead_.reset();
    return {};
}

// Inside free text only what may follow it begins a field.
Result<MtTag, StatementFault> MtFields::tag_in_text(MtTag tag) {
    if (has_closing_) return tag == "64"_tag || tag == "65"_tag || tag == "20"_tag || tag == "25"_tag ? tag : MtTag{};
    if (tag != "20"_tag || has_opening_) return MtTag{};
    // ":20:15 Uhr" is a time, and ":20:REFERENCE" begins a message: then another of its first fields follows.
    const auto next = look_ahead();
    if (!next) return tl::unexpected{next.error()};
    const MtTag next_tag = *next ? tag_at(**next) : MtTag{};
    return next_tag.empty() || goes_on(next_tag) ? MtTag{} : tag;
}

Result<bool, StatementFault> MtFields::ends_message() {
    if (line_text_->starts_with(':')) return false;  // What most lines begin with.
    const std::string_view text = trim(*line_text_);
    // A message whose end is missing shows by the header of the next.
    if (!text.starts_with('-')) return !tag_.empty() && text.starts_with("{1:");
    if (text.starts_with("-}") || tag_.empty()) return true;
    const bool is_in_text = tag_ == "86"_tag || tag_ == "61"_tag || tag_ == "NS"_tag;
    const bool is_dashes = text.find_first_not_of('-') == std::string_view::npos;
    // "-XXX" (ING), "-\xC3\xA5" (a brace in Swedish ASCII), "-+@446@" (German HBCI): in a field of one line it is an
    // end.
    if (!is_dashes && !is_in_text) return true;
    if (!is_dashes && !has_closing_) return false;
    return is_followed_by_message(is_in_text);
}

// A dash is an end when nothing follows, or another message. Where a message goes on it is text, or stands there for
// nothing (behind the opening balance at one Sparkasse, behind the last details at Rabobank).
Result<bool, StatementFault> MtFields::is_followed_by_message(bool is_in_text) {
    const auto next = look_ahead();
    if (!next) return tl::unexpected{next.error()};
    if (!*next || (*next)->starts_with('{')) return true;
    const MtTag tag = tag_at(**next);
    if (tag.empty()) return !is_in_text || has_closing_;
    return has_closing_ || !goes_on(tag);
}

// Some banks write the next message's header behind the end of the last: "-}{1:F01…".
Result<void, StatementFault> MtFields::leave_end() {
    const std::size_t header = line_text_->find('{');
    if (header == std::string_view::npos) return advance();
    line_text_->remove_prefix(header);
    return {};
}

// "{1:F01…}{2:O9420845…}{4:" before the first field; what stands behind it may be that field.
Result<void, StatementFault> MtFields::read_header() {
    std::string_view& text = *line_text_;
    if (!is_statement_header(text))
        return tl::unexpected{StatementFault{line_number_, "{2:", StatementFaultKind::another_message}};
    if (text.find("{2:O942") != std::string_view::npos || text.find("{2:I942") != std::string_view::npos)
        is_interim_ = true;
    const std::size_t block = text.rfind("{4:");
    text = block == std::string_view::npos ? std::string_view{} : text.substr(block + 3);
    return {};
}

void MtFields::begin_field(MtTag tag) {
    field_.begin(tag, line_number_);
    field_.is_interim = is_interim_;
    field_.add_line(line_text_->substr(line_text_->find(':', 1) + 1));
    if (tag == "20"_tag) has_opening_ = has_closing_ = false;
    if (tag == "25"_tag && has_closing_) has_opening_ = has_closing_ = false;
    if (tag.without_letter() == "60"_tag) {
        has_opening_ = true;
        has_closing_ = false;
    }
    if (tag.without_letter() == "62"_tag) has_closing_ = true;
    tag_ = tag;
}

Result<const MtField*, StatementFault> MtFields::next() {
    if (!begun_) {
        begun_ = true;
        if (auto first = advance(); !first) return tl::unexpected{first.error()};
    }
    bool inside = false;
    while (line_text_) {
        if (*line_text_ == ":")
            if (auto mended = mend_tag(); !mended) return tl::unexpected{mended.error()};
        const auto ends = ends_message();
        if (!ends) return tl::unexpected{ends.error()};
        if (tag_.empty() && line_text_->starts_with('{'))
            if (auto read = read_header(); !read) return tl::unexpected{read.error()};
        MtTag tag = tag_at(*line_text_);
        if (!tag.empty() && tag_ == "86"_tag && !follows_text(tag)) {
            const auto in_text = tag_in_text(tag);
            if (!in_text) return tl::unexpected{in_text.error()};
            tag = *in_text;
        }
        if (inside && (*ends || !tag.empty())) return &field_;
        if (*ends) {
            field_.begin({}, line_number_);
            field_.is_interim = is_interim_;
            tag_ = {};
            has_opening_ = has_closing_ = is_interim_ = false;
            if (auto moved = leave_end(); !moved) return tl::unexpected{moved.error()};
            return &field_;
        }
        if (!tag.empty()) {
            begin_field(tag);
            inside = true;
        } else if (inside) {
            if (field_.line_count() >= lines_max)
                return tl::unexpected{StatementFault{field_.line, field_.tag.text(), StatementFaultKind::too_long}};
            field_.add_line(*line_text_);
        }
        // Lines before the first field of a message are a bank's own heading.
        if (auto moved = advance(); !moved) return tl::unexpected{moved.error()};
    }
    return inside ? &field_ : nullptr;
}

}  // namespace mingzhang::bank::mt940
