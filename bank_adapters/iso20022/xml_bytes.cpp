// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/xml_bytes.hpp"

#include <algorithm>
#include <functional>
#include <istream>
#include <string_view>
#include <utility>

namespace mingzhang::bank::iso20022 {

namespace {

constexpr std::size_t chunk = 16'384;
constexpr std::size_t prolog_max = 4'096;  // Comments before the root included.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view white_space = " \t\r\n";

bool is_white(char c) noexcept {
    return white_space.find(c) != std::string_view::npos;
}
bool is_filler(char c) noexcept {
    return is_white(c) || c == '\0' || c == '\x1A';
}

// '<' and the beginning of a name, or a declaration. Comments and instructions may stand behind a root.
bool begins_document(std::string_view text) noexcept {
    if (text.size() < 2 || text[0] != '<') return false;
    return text.starts_with("<?xml ") || std::string_view{"/!?"}.find(text[1]) == std::string_view::npos;
}

// "ISO-8859-1" of <?xml version="1.0" encoding="ISO-8859-1"?>, in small letters; empty when it names none.
std::string declared_encoding(std::string_view declaration) {
    constexpr std::string_view name = "encoding";
    const std::size_t found = declaration.find(name);
    if (found == std::string_view::npos) return {};
    const std::size_t open = declaration.find_first_of("\"'", found + name.size());
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    std::string encoding{declaration.substr(open + 1, close - open - 1)};
    for (char& c : encoding)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return encoding;
}

// Whether bytes declared so, whose declaration is ASCII, are UTF-8.
bool can_only_be_utf8(std::string_view encoding) noexcept {
    if (encoding == "utf-8" || encoding == "utf8") return false;  // Said already.
    return encoding.starts_with("utf") || encoding.starts_with("ucs") || encoding.starts_with("iso-10646") ||
           encoding.starts_with("unicode");
}

}  // namespace

XmlBytes::XmlBytes(std::istream& bytes, std::string encoding) : bytes_{bytes}, encoding_{std::move(encoding)} {}

bool XmlBytes::more() {
    window_.erase(0, at_);
    free_ -= std::exchange(at_, 0);
    const std::size_t before = window_.size();
    window_.resize(before + chunk);
    bytes_.read(window_.data() + before, static_cast<std::streamsize>(chunk));
    window_.resize(before + static_cast<std::size_t>(bytes_.gcount()));
    return window_.size() > before;
}

void XmlBytes::drop(std::size_t count) {
    const std::string_view dropped = std::string_view{window_}.substr(at_, count);
    for (std::size_t end = dropped.find('\n'); end != std::string_view::npos; end = dropped.find('\n', end + 1))
        ++lines_;
    at_ += count;
    free_ = std::max(free_, at_);
}

bool XmlBytes::next() {
    if (!std::exchange(another_, false)) return false;
    over_ = behind_root_ = false;
    while (window_.size() - at_ < prolog_max && more()) continue;
    const bool is_marked = std::string_view{window_}.substr(at_).starts_with(byte_order_mark);
    if (is_marked) drop(byte_order_mark.size());
    // Of UTF-16 the first byte is none of these.
    while (at_ < window_.size() && is_white(window_[at_])) drop(1);
    drop_untrue_declaration(is_marked);
    lines_before_ = lines_;
    look_at_prolog();
    return true;
}

// A declaration that names another encoding than the bytes have is not to be seen.
void XmlBytes::drop_untrue_declaration(bool is_utf8) {
    const std::string_view rest = std::string_view{window_}.substr(at_, prolog_max);
    const std::size_t end = rest.starts_with("<?xml ") ? rest.find("?>") : std::string_view::npos;
    if (end == std::string_view::npos) return;
    const bool is_known = is_utf8 || !encoding_.empty();
    if (is_known || can_only_be_utf8(declared_encoding(rest.substr(0, end)))) drop(end + 2);
}

void XmlBytes::look_at_prolog() {
    closing_tag_.clear();
    std::string_view rest = std::string_view{window_}.substr(at_, prolog_max);
    const auto skip = [&rest](std::string_view begin, std::string_view end) {
        const std::size_t found = rest.starts_with(begin) ? rest.find(end) : std::string_view::npos;
        if (found == std::string_view::npos) return false;
        rest.remove_prefix(found + end.size());
        return true;
    };
    while (!rest.empty() && (skip("<?", "?>") || skip("<!--", "-->") || is_white(rest.front())))
        rest.remove_prefix(std::min(rest.find_first_not_of(white_space), rest.size()));
    const std::size_t name_end = rest.find_first_of(" \t\r\n/>");
    if (begins_document(rest) && name_end != std::string_view::npos)
        closing_tag_ = "</" + std::string{rest.substr(1, name_end - 1)} + ">";
}

int XmlBytes::read(char* out, int size) {
    while (!over_ && at_ == free_) behind_root_ ? look_behind_root() : free_bytes();
    if (bytes_.bad()) return -1;
    if (over_) return 0;
    const std::size_t count = std::min(free_ - at_, static_cast<std::size_t>(size));
    window_.copy(out, count, at_);
    drop(count);
    return static_cast<int>(count);
}

// Lets bytes go as far as the root is surely not closed, or to where it is.
void XmlBytes::free_bytes() {
    if (at_ == window_.size() && !more()) {
        over_ = true;
        return;
    }
    if (closing_tag_.empty()) {
        free_ = window_.size();
        return;
    }
    const std::boyer_moore_horspool_searcher searcher{closing_tag_.begin(), closing_tag_.end()};
    const auto begin = window_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto found = std::search(begin, window_.end(), searcher);
    if (found != window_.end()) {
        free_ = static_cast<std::size_t>(found - window_.begin()) + closing_tag_.size();
        behind_root_ = true;
        return;
    }
    const std::size_t held_back = closing_tag_.size() - 1;  // It may have begun.
    if (window_.size() - at_ > held_back)
        free_ = window_.size() - held_back;
    else if (!more())
        free_ = window_.size();
}

void XmlBytes::look_behind_root() {
    constexpr std::size_t enough = 6;  // "<?xml "
    for (;;) {
        while (window_.size() - at_ < enough && more()) continue;
        const std::string_view rest = std::string_view{window_}.substr(at_);
        if (rest.empty()) {
            over_ = true;
            return;
        }
        if (!is_filler(rest.front()) && !rest.starts_with(byte_order_mark)) break;
        drop(is_filler(rest.front()) ? 1 : byte_order_mark.size());
    }
    another_ = over_ = begins_document(std::string_view{window_}.substr(at_));
    behind_root_ = false;
    closing_tag_.clear();
}

}  // namespace mingzhang::bank::iso20022
