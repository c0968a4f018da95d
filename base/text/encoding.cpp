// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/encoding.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/text/utf8.hpp"
#include "base/text/utf8_sequence.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

// One conversion of glibc. What it cannot carry over it reports, since neither //TRANSLIT nor //IGNORE is asked for.
class Iconv {
public:
    Iconv(const char* to, const char* from) : handle_{iconv_open(to, from)} {
        MINGZHANG_CHECK(handle_ != reinterpret_cast<iconv_t>(-1));  // Both sets belong to glibc itself.
    }
    ~Iconv() { iconv_close(handle_); }
    Iconv(const Iconv&) = delete;
    Iconv& operator=(const Iconv&) = delete;

    void reset() noexcept { iconv(handle_, nullptr, nullptr, nullptr, nullptr); }

    enum class Stopped : std::uint8_t { at_end, at_wrong, at_cut };
    // Appends what it can convert and takes that off `in`.
    Stopped convert(std::string_view& in, std::string& out) {
        std::array<char, 16'384> buffer;
        char* from = const_cast<char*>(in.data());  // iconv's signature is older than const; it does not write there.
        std::size_t left = in.size();
        for (;;) {
            char* to = buffer.data();
            std::size_t space = buffer.size();
            const std::size_t done = iconv(handle_, &from, &left, &to, &space);
            const int error = done == static_cast<std::size_t>(-1) ? errno : 0;
            out.append(buffer.data(), buffer.size() - space);
            in.remove_prefix(in.size() - left);
            if (error == 0) return Stopped::at_end;
            if (error == EILSEQ) return Stopped::at_wrong;
            if (error == EINVAL) return Stopped::at_cut;
            MINGZHANG_CHECK(error == E2BIG);
        }
    }

private:
    iconv_t handle_;
};

// Opening a conversion costs more than converting a name, and a file of a million rows converts several a row. Both
// sets are without shift states, and each text begins anew.
Iconv& to_gb18030() {
    thread_local Iconv iconv{"GB18030", "UTF-8"};
    iconv.reset();
    return iconv;
}
Iconv& from_gb18030() {
    thread_local Iconv iconv{"UTF-8", "GB18030"};
    iconv.reset();
    return iconv;
}

}  // namespace

std::string_view name(Encoding encoding) noexcept {
    return encoding == Encoding::utf8 ? "UTF-8" : "GB18030";
}

bool is_ascii(std::string_view bytes) noexcept {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    std::uint64_t word = 0;
    std::uint64_t all = 0;
    std::size_t at = 0;
    for (; at + sizeof word <= bytes.size(); at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        all |= word;
    }
    for (; at < bytes.size(); ++at) all |= static_cast<unsigned char>(bytes[at]);
    return (all & high_bits) == 0;
}

Result<void, WrongByte> to_utf8(std::string_view bytes, Encoding from, std::string& utf8) {
    utf8.clear();
    if (from == Encoding::utf8 || is_ascii(bytes)) {
        if (const auto offset = first_wrong_utf8_byte(bytes)) return tl::unexpected{WrongByte{*offset}};
        utf8 = bytes;
        return {};
    }
    std::string_view rest = bytes;
    if (from_gb18030().convert(rest, utf8) == Iconv::Stopped::at_end) return {};
    return tl::unexpected{WrongByte{bytes.size() - rest.size()}};
}

Result<std::string, WrongByte> to_utf8(std::string_view bytes, Encoding from) {
    std::string utf8;
    if (auto made = to_utf8(bytes, from, utf8); !made) return tl::unexpected{made.error()};
    return utf8;
}

Result<std::string, MissingCharacter> from_utf8(std::string_view utf8, Encoding to) {
    MINGZHANG_CHECK(!first_wrong_utf8_byte(utf8));
    if (to == Encoding::utf8 || is_ascii(utf8)) return std::string{utf8};
    std::string bytes;
    bytes.reserve(utf8.size());
    std::string_view rest = utf8;
    if (to_gb18030().convert(rest, bytes) == Iconv::Stopped::at_end) return bytes;
    const std::size_t offset = utf8.size() - rest.size();
    return tl::unexpected{MissingCharacter{take_code_point(rest), offset}};
}

struct Decoder::State {
    Encoding from;
    std::optional<Iconv> iconv;  // GB18030 only.
    std::string cut;             // The beginning of a character whose end has not come yet.
    std::size_t taken = 0;       // Bytes before `cut`.

    // Takes whole characters off `in`; false at a wrong byte. What is left of `in` is cut.
    bool take(std::string_view& in, std::string& utf8) {
        if (iconv) return iconv->convert(in, utf8) != Iconv::Stopped::at_wrong;
        const std::size_t sound = sound_utf8_prefix(in);
        utf8.append(in.substr(0, sound));
        in.remove_prefix(sound);
        return in.empty() || is_cut_utf8(in);
    }
};

Decoder::Decoder(Encoding from) : state_{std::make_unique<State>()} {
    state_->from = from;
    if (from == Encoding::gb18030) state_->iconv.emplace("UTF-8", "GB18030");
}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Result<void, WrongByte> Decoder::feed(std::string_view piece, std::string& utf8) {
    std::string joined;
    std::string_view in = piece;
    if (!state_->cut.empty()) {
        joined = std::exchange(state_->cut, {}).append(piece);
        in = joined;
    }
    const std::size_t given = in.size();
    const bool sound = state_->take(in, utf8);
    state_->taken += given - in.size();
    if (!sound) return tl::unexpected{WrongByte{state_->taken}};
    state_->cut = in;
    return {};
}

Result<void, WrongByte> Decoder::finish() {
    if (state_->cut.empty()) return {};
    return tl::unexpected{WrongByte{state_->taken}};
}

}  // namespace mingzhang
