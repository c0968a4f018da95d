// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_lines.hpp"

#include <algorithm>
#include <istream>
#include <string>
#include <utility>

#include "base/text/encoding.hpp"
#include "base/text/utf8.hpp"
#include "base/text/utf8_sequence.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t piece_size = 65'536;
constexpr std::string_view at_signs = "@@";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view read_piece(std::istream& bytes, std::string& buffer) {
    buffer.resize(piece_size);
    bytes.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    return std::string_view{buffer}.substr(0, static_cast<std::size_t>(bytes.gcount()));
}

void rewind(std::istream& bytes) {
    bytes.clear();
    bytes.seekg(0);
}

// The bytes of one character set, piece by piece, as UTF-8.
class ToUtf8 {
public:
    explicit ToUtf8(CharacterSet characters) {
        if (characters != CharacterSet::latin1)
            decoder_.emplace(characters == CharacterSet::utf8 ? Encoding::utf8 : Encoding::gb18030);
    }

    Result<void, WrongByte> feed(std::string_view piece, std::string& utf8) {
        if (decoder_) return decoder_->feed(piece, utf8);
        // ISO-8859-1 numbers its characters as Unicode does.
        for (const char byte : piece) append_code_point(utf8, static_cast<unsigned char>(byte));
        return {};
    }
    Result<void, WrongByte> finish() { return decoder_ ? decoder_->finish() : Result<void, WrongByte>{}; }

private:
    std::optional<Decoder> decoder_;
};

// What telling character sets apart needs of the bytes beyond whether they can be decoded.
class Evidence {
public:
    void take(std::string_view piece) {
        for (const char c : piece) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte == '\n') ++line_;
            if (byte >= 0x80 && first_line_ == 0) first_line_ = line_;
            // Four bytes of GB2312's characters in a row are two of them; in ISO-8859-1 no word is so written.
            in_a_row_ = byte >= 0xA1 && byte != 0xFF ? in_a_row_ + 1 : 0;
            if (in_a_row_ >= 4) is_chinese_ = true;
        }
    }
    [[nodiscard]] bool is_chinese() const noexcept { return is_chinese_; }
    [[nodiscard]] std::size_t first_line() const noexcept { return first_line_; }  // With such bytes.

private:
    std::size_t line_ = 1;
    std::size_t first_line_ = 0;
    std::size_t in_a_row_ = 0;
    bool is_chinese_ = false;
};

// Whether the rest of the stream is UTF-8 throughout: what nearly every file is, so nothing else is looked at first.
bool is_utf8(std::istream& bytes) {
    std::string buffer(piece_size, '\0');
    std::size_t kept = 0;  // Bytes of a character cut in two by the pieces, at the beginning of the buffer.
    for (;;) {
        bytes.read(buffer.data() + kept, static_cast<std::streamsize>(buffer.size() - kept));
        const auto read = static_cast<std::size_t>(bytes.gcount());
        if (read == 0) return kept == 0;
        const std::string_view piece = std::string_view{buffer}.substr(0, kept + read);
        const std::string_view rest = piece.substr(sound_utf8_prefix(piece));
        if (!rest.empty() && !is_cut_utf8(rest)) return false;
        std::copy(rest.begin(), rest.end(), buffer.begin());
        kept = rest.size();
    }
}

bool is_gb18030(std::istream& bytes, Evidence& evidence) {
    Decoder decoder{Encoding::gb18030};
    std::string buffer;
    std::string decoded;
    bool fits = true;
    for (std::string_view piece = read_piece(bytes, buffer); !piece.empty(); piece = read_piece(bytes, buffer)) {
        evidence.take(piece);
        decoded.clear();
        fits = fits && decoder.feed(piece, decoded);
    }
    return fits && decoder.finish();
}

}  // namespace

std::optional<CharacterSet> parse_character_set(std::string_view name) noexcept {
    if (name == "utf8") return CharacterSet::utf8;
    if (name == "gb18030") return CharacterSet::gb18030;
    if (name == "latin1") return CharacterSet::latin1;
    return std::nullopt;
}

Result<CharacterSet, StatementFault> detect_character_set(std::istream& bytes) {
    const bool can_be_utf8 = is_utf8(bytes);
    rewind(bytes);
    if (can_be_utf8) return CharacterSet::utf8;
    Evidence evidence;
    const bool can_be_gb18030 = is_gb18030(bytes, evidence);
    rewind(bytes);
    if (can_be_gb18030 && evidence.is_chinese()) return CharacterSet::gb18030;
    if (!can_be_gb18030 && !evidence.is_chinese()) return CharacterSet::latin1;
    // Chinese with a byte that does not fit is damaged; the rest nobody can tell.
    return tl::unexpected{
        StatementFault{evidence.first_line(), "characters",
                       can_be_gb18030 ? StatementFaultKind::unclear_characters : StatementFaultKind::wrong_characters}};
}

struct MtLines::State {
    std::istream& bytes;
    ToUtf8 to_utf8;
    std::string end = "\n";
    std::string buffer;
    std::string text;  // Decoded and not yet given out, from `begin` on.
    std::size_t begin = 0;
    std::size_t line = 0;
    bool begun = false;
    bool at_end = false;

    State(std::istream& given, CharacterSet characters) : bytes{given}, to_utf8{characters} {}

    tl::unexpected<StatementFault> fault(StatementFaultKind kind) const {
        return tl::unexpected{StatementFault{line + 1, "characters", kind}};
    }

    // More text, or the end.
    Result<void, StatementFault> fill() {
        text.erase(0, begin);
        begin = 0;
        const std::string_view piece = read_piece(bytes, buffer);
        at_end = piece.empty();
        const auto decoded = at_end ? to_utf8.finish() : to_utf8.feed(piece, text);
        if (!decoded) return fault(StatementFaultKind::wrong_characters);
        return {};
    }

    // Some banks write "@@" where lines end, and then everywhere: a field can only begin after it.
    Result<void, StatementFault> begin_file() {
        if (auto filled = fill(); !filled) return filled;
        if (text.starts_with(byte_order_mark)) begin = byte_order_mark.size();
        if (text.find("@@:20:") != std::string::npos || text.find("@@:25:") != std::string::npos) end = at_signs;
        return {};
    }

    Result<std::optional<std::string_view>, StatementFault> take_line() {
        std::size_t found = text.find(end, begin);
        while (found == std::string::npos && !at_end) {
            if (text.size() - begin > line_max) return fault(StatementFaultKind::too_long);
            // An end may be cut in two by the pieces.
            std::size_t searched = text.size() - begin;
            searched -= std::min(searched, end.size() - 1);
            if (auto filled = fill(); !filled) return tl::unexpected{filled.error()};
            found = text.find(end, searched);
        }
        if (found == std::string::npos && begin == text.size()) return std::nullopt;
        ++line;
        std::string_view taken = std::string_view{text}.substr(begin, found - begin);
        begin = found == std::string::npos ? text.size() : found + end.size();
        const auto is_line_end = [](char c) { return c == '\r' || c == '\n'; };
        while (!taken.empty() && is_line_end(taken.back())) taken.remove_suffix(1);
        while (!taken.empty() && is_line_end(taken.front())) taken.remove_prefix(1);
        if (taken.size() > line_max) return fault(StatementFaultKind::too_long);
        return taken;
    }
};

MtLines::MtLines(std::istream& bytes, CharacterSet characters) : state_{std::make_unique<State>(bytes, characters)} {}
MtLines::~MtLines() = default;
MtLines::MtLines(MtLines&&) noexcept = default;

Result<std::optional<std::string_view>, StatementFault> MtLines::next() {
    if (!std::exchange(state_->begun, true))
        if (auto begun = state_->begin_file(); !begun) return tl::unexpected{begun.error()};
    return state_->take_line();
}

std::size_t MtLines::line() const noexcept {
    return state_->line;
}

}  // namespace mingzhang::bank::mt940
