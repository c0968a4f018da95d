// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_fields.hpp"

#include <algorithm>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };

// "61" of ":61:…", "60F" of ":60F:…", "NS" of a Polish dialect; empty where the line does not begin so.
MtTag tag_at(std::string_view line) {
    if (line.size() < 4 || line[0] != ':') return {};
    if (line.starts_with(":NS:")) return "NS"_tag;
    if (!is_digit(line[1]) || !is_digit(line[2])) return {};
    if (line[3] == ':') return MtTag{line.substr(1, 2)};
    return line.size() > 4 && is_capital(line[3]) && line[4] == ':' ? MtTag{line.substr(1, 3)} : MtTag{};
}

// Whether a field may follow free text in any message.
bool follows_text(MtTag tag) {
    return tag == "61"_tag || tag == "86"_tag || tag == "62F"_tag || tag == "62M"_tag || tag == "60F"_tag ||
           tag == "60M"_tag || tag == "90C"_tag || tag == "90D"_tag || tag == "NS"_tag;
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

MtTag MtFields::tag_of_line() const {
    const MtTag tag = tag_at(*line_text_);
    if (tag_ != "86"_tag || tag.empty()) return tag;
    // Inside free text only what may follow it begins a field.
    const bool follows = follows_text(tag) || (has_closing_ && (tag == "64"_tag || tag == "65"_tag)) ||
                         (tag == "20"_tag && (has_closing_ || !has_opening_));
    return follows ? tag : MtTag{};
}

Result<bool, StatementFault> MtFields::ends_message() {
    const std::string_view text = trim(*line_text_);
    if (!text.starts_with('-')) return false;
    if (text.starts_with("-}")) return true;
    if (text != "-") return false;
    return tag_ == "86"_tag ? is_followed_by_message() : true;
}

// In free text a lone dash is an end only when nothing, or another message, follows.
Result<bool, StatementFault> MtFields::is_followed_by_message() {
    line_text_ = kept_ = std::string{*line_text_};
    while (!ahead_ || (*ahead_ && trim(**ahead_).empty())) {
        const auto line = lines_.next();
        if (!line) return tl::unexpected{line.error()};
        ahead_ = *line ? std::optional{std::string{**line}} : std::nullopt;
    }
    if (!*ahead_) return true;
    return (*ahead_)->starts_with('{') || !tag_at(**ahead_).empty();
}

// Some banks write the next message's header behind the end of the last: "-}{1:F01…".
Result<void, StatementFault> MtFields::leave_end() {
    const std::size_t header = line_text_->find('{');
    if (header == std::string_view::npos) return advance();
    line_text_->remove_prefix(header);
    return {};
}

// "{1:F01…}{2:O9420845…}{4:" before the first field; what stands behind it may be that field.
void MtFields::read_header() {
    std::string_view& text = *line_text_;
    if (text.find("{2:O942") != std::string_view::npos || text.find("{2:I942") != std::string_view::npos)
        is_interim_ = true;
    const std::size_t block = text.rfind("{4:");
    text = block == std::string_view::npos ? std::string_view{} : text.substr(block + 3);
}

void MtFields::begin_field(MtTag tag) {
    field_.begin(tag, line_number_);
    field_.is_interim = is_interim_;
    field_.add_line(line_text_->substr(line_text_->find(':', 1) + 1));
    if (tag == "20"_tag) has_opening_ = has_closing_ = false;
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
        const auto ends = ends_message();
        if (!ends) return tl::unexpected{ends.error()};
        if (tag_.empty() && line_text_->starts_with('{')) read_header();
        const MtTag tag = tag_of_line();
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
