// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <set>

#include "base/crypto/seal.hpp"
#include "base/crypto/secret_file.hpp"
#include "base/crypto/signature.hpp"

using namespace mingzhang;
using namespace mingzhang::crypto;

namespace {

std::set<std::string> codes;

template <class Reason>
void check_words(std::initializer_list<Reason> reasons) {
    for (const Reason reason : reasons) {
        const Refusal told = refusal(reason, "{here}");
        CAPTURE(told.code());
        CHECK(codes.insert(told.code()).second);
        CHECK(told.what().zh.find("{here}") != std::string::npos);
        CHECK(told.what().en.find("{here}") != std::string::npos);
        CHECK_FALSE(told.next().zh.empty());
        CHECK_FALSE(told.next().en.empty());
    }
}

}  // namespace

TEST_CASE("Every refusal says in both languages what happened, where, and what to do next") {
    codes.clear();
    check_words({KeyFileError::exists_already, KeyFileError::not_written, KeyFileError::missing,
                 KeyFileError::unreadable, KeyFileError::open_to_others, KeyFileError::damaged});
    check_words({SecretFileError::missing, SecretFileError::unreadable, SecretFileError::open_to_others,
                 SecretFileError::too_large, SecretFileError::no_pass_phrase});
    check_words({UnwrapError::malformed, UnwrapError::other_key_file, UnwrapError::damaged});
    check_words({RecoveryFault::wrong_character, RecoveryFault::group_mistyped, RecoveryFault::wrong_length,
                 RecoveryFault::key_does_not_fit});
    check_words({OpenError::malformed, OpenError::unknown_version, OpenError::other_keys, OpenError::damaged});
    check_words({SignatureKeyError::not_a_key, SignatureKeyError::pass_phrase, SignatureKeyError::kind_not_spoken});
    CHECK(codes.size() == 25);
}
