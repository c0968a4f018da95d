// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/keyring.hpp"

#include <catch2/catch.hpp>

#include "tests/base/temporary_folder.hpp"

using namespace mingzhang::crypto;

namespace {

// A key file and data keys wrapped by it, the same ones each time.
struct Office {
    TemporaryFolder folder;
    SeededRandom random{21};
    KeyFile key_file = KeyFile::create(folder / "town.key", random).value();
    DataKeys keys = DataKeys::generate(258, random);
    std::string wrapped = key_file.wrap(keys, random);
};

}  // namespace

TEST_CASE("Wrapped data keys come back whole, with their number") {
    Office office;
    const auto unwrapped = office.key_file.unwrap(office.wrapped);
    REQUIRE(unwrapped);
    CHECK(*unwrapped == office.keys);
    CHECK(unwrapped->number == 258);
    CHECK_FALSE(unwrapped->sealing == unwrapped->digesting);
}

TEST_CASE("Wrapping the same keys twice gives two texts") {
    Office office;
    CHECK(office.key_file.wrap(office.keys, office.random) != office.wrapped);
}

TEST_CASE("A new master key wraps the same data keys again") {
    Office office;
    const KeyFile next = KeyFile::create(office.folder / "next.key", office.random).value();
    const std::string rewrapped = next.wrap(office.key_file.unwrap(office.wrapped).value(), office.random);
    CHECK(next.unwrap(rewrapped).value() == office.keys);
    CHECK(office.key_file.unwrap(rewrapped).error() == UnwrapError::other_key_file);
    CHECK(next.unwrap(office.wrapped).error() == UnwrapError::other_key_file);
}

TEST_CASE("No character of wrapped data keys can change unseen") {
    Office office;
    for (std::size_t at = 0; at < office.wrapped.size(); ++at) {
        std::string changed = office.wrapped;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CAPTURE(at);
        REQUIRE_FALSE(office.key_file.unwrap(changed));
    }
    std::string changed = office.wrapped;
    changed.back() = changed.back() == '0' ? '1' : '0';
    CHECK(office.key_file.unwrap(changed).error() == UnwrapError::damaged);
}

TEST_CASE("What is not wrapped data keys is malformed") {
    Office office;
    CHECK(office.key_file.unwrap("").error() == UnwrapError::malformed);
    CHECK(office.key_file.unwrap("zz").error() == UnwrapError::malformed);
    CHECK(office.key_file.unwrap(office.wrapped + "00").error() == UnwrapError::malformed);
    CHECK(office.key_file.unwrap(office.wrapped.substr(2)).error() == UnwrapError::malformed);
    CHECK(office.key_file.unwrap("02" + office.wrapped.substr(2)).error() == UnwrapError::malformed);
}

TEST_CASE("The identity of a key file says nothing of the key") {
    Office office;
    CHECK(office.key_file.identity().size() == 8);
    CHECK(office.key_file.recovery_groups().find(office.key_file.identity()) == std::string::npos);
}
