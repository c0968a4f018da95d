// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/recovery.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/crypto/digest.hpp"

namespace mingzhang::crypto {

namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's: five bits each.
constexpr std::size_t letters_per_group = 4;
constexpr std::size_t key_groups = recovery_group_count - 1;
constexpr std::size_t groups_per_line = 5;

using FiveBits = std::uint8_t;

// x · α in the field of 32 elements, α a root of x⁵ + x² + 1.
constexpr FiveBits times_alpha(FiveBits x) noexcept {
    return static_cast<FiveBits>((x & 16) != 0 ? ((x << 1) & 31) ^ 5 : x << 1);
}

// The letters weighted by powers of α, so that one wrong letter and two swapped ones always show; begun with the
// group's place, so that two swapped groups show as well.
FiveBits check_of(std::size_t group, std::span<const FiveBits, letters_per_group> values) noexcept {
    auto check = static_cast<FiveBits>(group + 1);
    for (const FiveBits value : values) check = times_alpha(static_cast<FiveBits>(check ^ value));
    return check;
}

// Reads bits from the highest on, zeros past the end.
FiveBits bits_at(Bytes bytes, std::size_t first_bit) noexcept {
    unsigned value = 0;
    for (std::size_t bit = first_bit; bit < first_bit + 5; ++bit) {
        const std::size_t byte = bit / 8;
        const unsigned set = byte < bytes.size() ? (std::to_integer<unsigned>(bytes[byte]) >> (7 - bit % 8)) & 1u : 0u;
        value = value << 1 | set;
    }
    return static_cast<FiveBits>(value);
}

// The letters of a group without its check letter. The last group is 20 bits of a digest of the key.
std::array<FiveBits, letters_per_group> group_of(const SecretKey& key, std::size_t group) {
    std::array<FiveBits, letters_per_group> values{};
    const Digest digest = Sha256{}.update("mingzhang recovery").update(key.bytes()).finish();
    const bool last = group == key_groups;
    for (std::size_t i = 0; i < letters_per_group; ++i)
        values[i] = last ? bits_at(digest.bytes(), i * 5) : bits_at(key.bytes(), (group * letters_per_group + i) * 5);
    return values;
}

// The value of a typed letter; none for what is no letter of ours.
std::optional<FiveBits> value_of(char c) noexcept {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const std::size_t at = letters.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<FiveBits>(at);
}

constexpr bool is_between_letters(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-';
}

constexpr std::size_t group_size = letters_per_group + 1;

Result<std::vector<FiveBits>, RecoveryError> values_of(std::string_view typed) {
    std::vector<FiveBits> values;
    for (const char c : typed) {
        if (is_between_letters(c)) continue;
        const auto value = value_of(c);
        if (!value)
            return tl::unexpected<RecoveryError>{{RecoveryFault::wrong_character, values.size() / group_size + 1}};
        values.push_back(*value);
    }
    return values;
}

SecretKey key_of(std::span<const FiveBits> values) {
    std::array<std::byte, SecretKey::size> bytes{};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const std::size_t letter = bit / 5;
        const FiveBits value = values[letter / letters_per_group * group_size + letter % letters_per_group];
        if (((value >> (4 - bit % 5)) & 1) != 0) bytes[bit / 8] |= std::byte{0x80} >> (bit % 8);
    }
    return SecretKey{bytes};
}

}  // namespace

std::string to_recovery_groups(const SecretKey& key) {
    std::string text;
    for (std::size_t group = 0; group < recovery_group_count; ++group) {
        if (group > 0) text.push_back(group % groups_per_line == 0 ? '\n' : ' ');
        const auto values = group_of(key, group);
        for (const FiveBits value : values) text.push_back(letters[value]);
        text.push_back(letters[check_of(group, values)]);
    }
    return text;
}

Result<SecretKey, RecoveryError> from_recovery_groups(std::string_view typed) {
    const auto refuse = [](RecoveryFault fault, std::size_t group) {
        return tl::unexpected<RecoveryError>{{fault, group}};
    };
    const auto values = values_of(typed);
    if (!values) return tl::unexpected<RecoveryError>{values.error()};
    const std::span<const FiveBits> all{*values};
    for (std::size_t group = 0; group < std::min(all.size() / group_size, recovery_group_count); ++group) {
        const auto letters_typed = all.subspan(group * group_size).first<letters_per_group>();
        if (check_of(group, letters_typed) != all[group * group_size + letters_per_group])
            return refuse(RecoveryFault::group_mistyped, group + 1);
    }
    if (all.size() != recovery_group_count * group_size)
        return refuse(RecoveryFault::wrong_length, std::min(all.size() / group_size + 1, recovery_group_count));
    const SecretKey key = key_of(all);
    // Also refuses bits set past the end of the key, which no sheet has.
    for (std::size_t group = 0; group < recovery_group_count; ++group) {
        const auto expected = group_of(key, group);
        if (!std::equal(expected.begin(), expected.end(),
                        all.begin() + static_cast<std::ptrdiff_t>(group * group_size)))
            return refuse(RecoveryFault::key_does_not_fit, group + 1);
    }
    return key;
}

}  // namespace mingzhang::crypto
