// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/detect_encoding.hpp"

#include <algorithm>
#include <istream>
#include <optional>
#include <string>

namespace mingzhang {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::size_t piece_bytes = 65'536;

// Where the stream stops being text of this character set; none when it does not.
std::optional<std::size_t> first_wrong_byte(std::istream& bytes, Encoding encoding) {
    bytes.clear();
    bytes.seekg(0);
    Decoder decoder{encoding};
    std::string piece(piece_bytes, '\0');
    std::string utf8;
    while (bytes.read(piece.data(), static_cast<std::streamsize>(piece.size())), bytes.gcount() > 0) {
        utf8.clear();
        const auto fed = decoder.feed({piece.data(), static_cast<std::size_t>(bytes.gcount())}, utf8);
        if (!fed) return fed.error().offset;
    }
    const auto finished = decoder.finish();
    return finished ? std::nullopt : std::optional{finished.error().offset};
}

std::optional<std::size_t> first_wrong_byte(std::string_view bytes, Encoding encoding) {
    const auto utf8 = to_utf8(bytes, encoding);
    return utf8 ? std::nullopt : std::optional{utf8.error().offset};
}

bool begins_with_mark(std::istream& bytes) {
    bytes.clear();
    bytes.seekg(0);
    std::string first(utf8_mark.size(), '\0');
    bytes.read(first.data(), static_cast<std::streamsize>(first.size()));
    return bytes && first == utf8_mark;
}

bool begins_with_mark(std::string_view bytes) {
    return bytes.starts_with(utf8_mark);
}

template <class Bytes>
Result<DetectedEncoding, WrongByte> detect(Bytes& bytes) {
    const bool marked = begins_with_mark(bytes);
    const auto wrong_in_utf8 = first_wrong_byte(bytes, Encoding::utf8);
    if (!wrong_in_utf8) return DetectedEncoding{Encoding::utf8, marked ? utf8_mark.size() : 0};
    if (marked) return tl::unexpected{WrongByte{*wrong_in_utf8}};
    const auto wrong_in_gb18030 = first_wrong_byte(bytes, Encoding::gb18030);
    if (!wrong_in_gb18030) return DetectedEncoding{Encoding::gb18030, 0};
    return tl::unexpected{WrongByte{std::max(*wrong_in_utf8, *wrong_in_gb18030)}};
}

}  // namespace

Result<DetectedEncoding, WrongByte> detect_encoding(std::string_view bytes) {
    return detect(bytes);
}

Result<DetectedEncoding, WrongByte> detect_encoding(std::istream& bytes) {
    auto detected = detect(bytes);
    bytes.clear();
    bytes.seekg(0);
    return detected;
}

bool begins_with_utf8_mark(std::istream& bytes) {
    const bool marked = begins_with_mark(bytes);
    bytes.clear();
    bytes.seekg(0);
    return marked;
}

}  // namespace mingzhang
