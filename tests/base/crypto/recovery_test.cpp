// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/recovery.hpp"

#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>

using namespace mingzhang::crypto;

namespace {

constexpr std::size_t group_size = 5;

SecretKey key_of_seed(std::uint64_t seed) {
    SeededRandom random{seed};
    return SecretKey::generate(random);
}

// The groups without what stands between them.
std::string letters_of(const SecretKey& key) {
    std::string text = to_recovery_groups(key);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

}  // namespace

TEST_CASE("A key is typed back from its groups") {
    REQUIRE(rc::check([](std::uint64_t seed) {
        const SecretKey key = key_of_seed(seed);
        RC_ASSERT(from_recovery_groups(to_recovery_groups(key)).value() == key);
    }));
}

TEST_CASE("Groups look the same for ever") {
    // A sheet printed today must be good in ten years.
    std::array<std::byte, 32> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i);
    CHECK(to_recovery_groups(SecretKey{bytes}) ==
          "000GN 40R48 0M308 E209K 185GH\n"
          "R38EQ 1W81K 24GKX 2GAHZ C5RRR\n"
          "34D12 P70XY 3RFGS K74CP");
}

TEST_CASE("What people do when they type is taken") {
    const SecretKey key = key_of_seed(1);
    std::string typed = to_recovery_groups(key);
    for (char& c : typed) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == ' ') c = '-';
        if (c == '0') c = 'o';
        if (c == '1') c = 'l';
    }
    CHECK(from_recovery_groups("  " + typed + "\r\n").value() == key);
}

TEST_CASE("One wrong letter names its group") {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const std::string right = letters_of(key_of_seed(2));
    for (std::size_t at = 0; at < right.size(); ++at) {
        for (const char letter : letters) {
            if (letter == right[at]) continue;
            std::string typed = right;
            typed[at] = letter;
            CAPTURE(at, letter);
            REQUIRE(from_recovery_groups(typed).error() ==
                    RecoveryError{RecoveryFault::group_mistyped, at / group_size + 1});
        }
    }
}

TEST_CASE("Two letters of a group typed in the wrong order name the group") {
    const std::string right = letters_of(key_of_seed(3));
    std::size_t swapped = 0;
    for (std::size_t at = 0; at + 1 < right.size(); ++at) {
        if (at / group_size != (at + 1) / group_size || right[at] == right[at + 1]) continue;
        std::string typed = right;
        std::swap(typed[at], typed[at + 1]);
        CAPTURE(at);
        REQUIRE(from_recovery_groups(typed).error() ==
                RecoveryError{RecoveryFault::group_mistyped, at / group_size + 1});
        ++swapped;
    }
    CHECK(swapped > 40);
}

TEST_CASE("Groups in the wrong order are refused at the first that is out of place") {
    const std::string right = letters_of(key_of_seed(4));
    for (std::size_t a = 0; a < recovery_group_count; ++a) {
        for (std::size_t b = a + 1; b < recovery_group_count; ++b) {
            std::string typed = right;
            std::swap_ranges(typed.begin() + static_cast<std::ptrdiff_t>(a * group_size),
                             typed.begin() + static_cast<std::ptrdiff_t>((a + 1) * group_size),
                             typed.begin() + static_cast<std::ptrdiff_t>(b * group_size));
            CAPTURE(a, b);
            REQUIRE(from_recovery_groups(typed).error() == RecoveryError{RecoveryFault::group_mistyped, a + 1});
        }
    }
}

TEST_CASE("A code of another length or with other characters says where to look") {
    const std::string right = letters_of(key_of_seed(5));
    CHECK(from_recovery_groups("").error() == RecoveryError{RecoveryFault::wrong_length, 1});
    CHECK(from_recovery_groups(right.substr(0, 60)).error() == RecoveryError{RecoveryFault::wrong_length, 13});
    CHECK(from_recovery_groups(right + "0").error() == RecoveryError{RecoveryFault::wrong_length, 14});
    CHECK(from_recovery_groups(right.substr(0, 12) + "?" + right.substr(13)).error() ==
          RecoveryError{RecoveryFault::wrong_character, 3});
    CHECK(from_recovery_groups(right.substr(0, 12) + "U" + right.substr(13)).error() ==
          RecoveryError{RecoveryFault::wrong_character, 3});
}

TEST_CASE("A group of another sheet is found by the last group") {
    const std::string mine = letters_of(key_of_seed(6));
    const std::string other = letters_of(key_of_seed(7));
    const std::string mixed = other.substr(0, group_size) + mine.substr(group_size);
    CHECK(from_recovery_groups(mixed).error() == RecoveryError{RecoveryFault::key_does_not_fit, recovery_group_count});
}
