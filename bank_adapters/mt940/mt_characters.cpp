// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_characters.hpp"

#include <algorithm>
#include <array>
#include <istream>

#include "base/text/utf8.hpp"
#include "base/text/utf8_sequence.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t piece_size = 65'536;

// Windows-1252 from byte 0x80. The five bytes it does not name stay what ISO-8859-1 has.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// Code page 850 from byte 0x80.
constexpr std::array<char16_t, 128> code_page_850{
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE,
    0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6,
    0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA,
    0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557, 0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514,
    0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB, 0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C,
    0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580, 0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE,
    0x00DE, 0x00DA, 0x00DB, 0x00D9, 0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6,
    0x00A7, 0x00F7, 0x00B8, 0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0};

constexpr auto is_letter = [](unsigned char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };

// What the runs of bytes beyond ASCII look like.
class Evidence {
public:
    void take(std::string_view piece) {
        for (const char c : piece) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte == '\n') ++line_;
            if (byte >= 0x80) {
                if (first_line_ == 0) first_line_ = line_;
                if (run_++ == 0) before_ = last_;
            } else if (run_ > 0) {
                end_run(byte);
            }
            last_ = byte;
        }
    }
    void finish() {
        if (run_ > 0) end_run('\n');
    }

    [[nodiscard]] bool is_chinese() const noexcept { return chinese_ > 4 * latin_; }
    [[nodiscard]] bool is_more_latin() const noexcept { return latin_ >= chinese_; }
    [[nodiscard]] bool is_cp850() const noexcept { return cp850_ > windows_; }
    [[nodiscard]] std::size_t first_line() const noexcept { return first_line_; }  // With such bytes.

private:
    void end_run(unsigned char after) {
        const bool is_among_letters = is_letter(before_) || is_letter(after);
        if (run_ == 1 || (run_ == 2 && is_among_letters))
            ++latin_;
        else
            chinese_ += run_ / 2;
        // Umlauts as the two sets have them. In Windows-1252 the first are quotation marks, never inside a word.
        constexpr std::string_view in_cp850 = "\x81\x84\x94\x8E\x99\x9A\x82";
        constexpr std::string_view in_windows = "\xE4\xF6\xFC\xC4\xD6\xDC\xDF\xE9\xE8";
        const auto sign = static_cast<char>(last_);
        if (run_ <= 2 && is_letter(before_) && is_letter(after) && in_cp850.find(sign) != std::string_view::npos)
            ++cp850_;
        if (run_ <= 2 && in_windows.find(sign) != std::string_view::npos) ++windows_;
        run_ = 0;
    }

    std::size_t line_ = 1;
    std::size_t first_line_ = 0;
    std::size_t run_ = 0;          // How many such bytes stand before the next.
    unsigned char last_ = '\n';    // The byte before the next,
    unsigned char before_ = '\n';  // and the one before the run.
    std::size_t latin_ = 0;
    std::size_t chinese_ = 0;
    std::size_t cp850_ = 0;
    std::size_t windows_ = 0;
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
    evidence.finish();
    return fits && decoder.finish();
}

}  // namespace

std::string_view read_piece(std::istream& bytes, std::string& buffer) {
    buffer.resize(piece_size);
    bytes.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    return std::string_view{buffer}.substr(0, static_cast<std::size_t>(bytes.gcount()));
}

void rewind(std::istream& bytes) {
    bytes.clear();
    bytes.seekg(0);
}

std::optional<CharacterSet> parse_character_set(std::string_view name) noexcept {
    if (name == "utf8") return CharacterSet::utf8;
    if (name == "gb18030") return CharacterSet::gb18030;
    if (name == "latin1") return CharacterSet::latin1;
    if (name == "cp850") return CharacterSet::cp850;
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
    if (!can_be_gb18030 && evidence.is_more_latin())
        return evidence.is_cp850() ? CharacterSet::cp850 : CharacterSet::latin1;
    return tl::unexpected{
        StatementFault{evidence.first_line(), "characters",
                       can_be_gb18030 ? StatementFaultKind::unclear_characters : StatementFaultKind::wrong_characters}};
}

ToUtf8::ToUtf8(CharacterSet characters) : characters_{characters} {
    if (characters == CharacterSet::utf8) decoder_.emplace(Encoding::utf8);
    if (characters == CharacterSet::gb18030) decoder_.emplace(Encoding::gb18030);
}

Result<void, WrongByte> ToUtf8::feed(std::string_view piece, std::string& utf8) {
    if (decoder_) return decoder_->feed(piece, utf8);
    for (const char c : piece) {
        const auto byte = static_cast<unsigned char>(c);
        if (characters_ == CharacterSet::cp850 && byte >= 0x80)
            append_code_point(utf8, code_page_850[byte - 0x80U]);
        else if (byte >= 0x80 && byte < 0xA0)
            append_code_point(utf8, windows_1252[byte - 0x80U]);
        else
            append_code_point(utf8, byte);  // ISO-8859-1 numbers its characters as Unicode does.
    }
    return {};
}

Result<void, WrongByte> ToUtf8::finish() {
    return decoder_ ? decoder_->finish() : Result<void, WrongByte>{};
}

}  // namespace mingzhang::bank::mt940
