// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/signed_note.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/crypto/base64.hpp"

using namespace mingzhang::crypto;

namespace {

SigningKey key_of_seed(SignatureKind kind, std::uint64_t seed) {
    SeededRandom random{seed};
    return SigningKey::generate(kind, random);
}

// A key as others write it: "name+id+base64 of type and 32 bytes".
PublicKey public_key_of(std::string_view type_and_key) {
    const std::string raw = from_base64(type_and_key).value().substr(1);
    const std::string header = {'\x30', '\x2a', '\x30', '\x05', '\x06', '\x03', '\x2b',
                                '\x65', '\x70', '\x03', '\x21', '\0'};  // SubjectPublicKeyInfo of Ed25519, RFC 8410.
    return PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\n" + to_base64(header + raw) +
                               "\n-----END PUBLIC KEY-----\n")
        .value();
}

const std::string text = "第一行\n第二行\n\n第四行\n";

}  // namespace

// The example of the specification and of the package golang.org/x/mod/sumdb/note.
TEST_CASE("Notes signed by other programs are read") {
    struct Row {
        const char* key;
        const char* signer;
        const char* text;
        const char* signature;
    };
    const auto row = GENERATE(values<Row>({
        {"AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "example.com/foo", "This is an example message.\n",
         "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="},
        {"ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann",
         "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
         "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="},
    }));
    const std::string note = std::string{row.text} + "\n— " + row.signer + " " + row.signature + "\n";
    const auto opened = open_note(note, public_key_of(row.key));
    REQUIRE(opened.has_value());
    CHECK(opened->text == row.text);
    CHECK(opened->signer == row.signer);
}

TEST_CASE("A note opens with its key and no other") {
    for (const SignatureKind kind : {SignatureKind::ed25519, SignatureKind::sm2}) {
        const SigningKey key = key_of_seed(kind, 1);
        const std::string note = sign_note(text, "mingzhang/500110", key);
        CHECK(note.starts_with(text + "\n— mingzhang/500110 "));
        const auto opened = open_note(note, key.public_key());
        REQUIRE(opened.has_value());
        CHECK(opened->text == text);
        CHECK(opened->signer == "mingzhang/500110");
        CHECK(open_note(note, key_of_seed(kind, 2).public_key()).error() == NoteError::other_key);
    }
}

TEST_CASE("No byte of a note can change unseen") {
    for (const SignatureKind kind : {SignatureKind::ed25519, SignatureKind::sm2}) {
        const SigningKey key = key_of_seed(kind, 1);
        const std::string note = sign_note(text, "log", key);
        for (std::size_t at = 0; at < note.size(); ++at)
            for (const char flip : {'\x01', '\x20', '\x80'}) {
                std::string changed = note;
                changed[at] = static_cast<char>(changed[at] ^ flip);
                CAPTURE(at, static_cast<int>(flip));
                CHECK_FALSE(open_note(changed, key.public_key()).has_value());
            }
        for (std::size_t length = 0; length < note.size(); ++length)
            CHECK_FALSE(open_note(note.substr(0, length), key.public_key()).has_value());
    }
}

TEST_CASE("Signatures of others are passed over; one that claims to be ours and is not spoils the note") {
    const SigningKey key = key_of_seed(SignatureKind::ed25519, 1), witness = key_of_seed(SignatureKind::sm2, 2);
    const std::string note = sign_note(text, "log", key);
    const std::string by_witness = sign_note(text, "witness", witness).substr(text.size() + 1);
    const std::string forged = "— log " + to_base64(note_key_id("log", key.public_key()) + witness.sign(text)) + "\n";
    CHECK(open_note(note + by_witness, key.public_key()).has_value());
    CHECK(open_note(note + by_witness, witness.public_key()).value().signer == "witness");
    CHECK(open_note(text + "\n" + by_witness + forged, key.public_key()).error() == NoteError::signature_wrong);
    CHECK(open_note(text + "\n" + by_witness, key.public_key()).error() == NoteError::other_key);
}

TEST_CASE("What is no note is refused as none") {
    const PublicKey key = key_of_seed(SignatureKind::ed25519, 1).public_key();
    const std::string good = sign_note(text, "log", key_of_seed(SignatureKind::ed25519, 1));
    std::string many = good;
    for (int i = 0; i < 16; ++i) many += good.substr(text.size() + 1);
    for (const std::string& note : {std::string{}, std::string{"\n\n"}, text, text + "\n", text + "\n- log AAAAAAAA\n",
                                    text + "\n— log \n", text + "\n— log AAAA\n", text + "\n— l+g AAAAAAAA\n",
                                    "a\tb\n" + good, good + "x", many, std::string(100'000, 'x') + "\n" + good}) {
        CAPTURE(note.substr(0, 100));
        CHECK(open_note(note, key).error() == NoteError::malformed);
    }
}
