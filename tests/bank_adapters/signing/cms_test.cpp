// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/cms.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "bank_adapters/signing/errors.hpp"
#include "tests/bank_adapters/signing/keys.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;

namespace {

const std::string plain = "B12-000001|6299999000000017|测试|515.00\r\n";

std::string signed_by(const std::string& who, CmsForm form, const std::string& content = plain) {
    return cms_sign(content, own_key(who), form, CmsDigest::sha256, while_valid());
}

std::string verified(const std::string& content, const std::string& signature) {
    return outcome(cms_verify({"B12.txt", content}, {"B12.txt.p7s", signature}, {certificate("bank")}, while_valid()));
}

Result<std::string, Refusal> opened(const std::string& bytes) {
    return cms_open({"B12.txt.p7m", bytes}, {certificate("bank")}, while_valid());
}

Result<std::string, Refusal> decrypted(const std::string& bytes) {
    return cms_decrypt({"B12.txt.p7m", bytes}, own_key("office"));
}

}  // namespace

TEST_CASE("What is signed by CMS is opened as it was, in either form and with each digest") {
    const OwnKey bank = own_key("bank");
    const std::vector signers{certificate("bank")};
    REQUIRE(rc::check([&](const std::string& content) {
        const auto digest = *rc::gen::element(CmsDigest::sha256, CmsDigest::sha384, CmsDigest::sha512);
        const Instant now = while_valid();
        const RoadFile file{"B12.txt", content};
        const RoadFile detached{"B12.txt.p7s", cms_sign(content, bank, CmsForm::detached, digest, now)};
        RC_ASSERT(cms_verify(file, detached, signers, now).has_value());
        RC_ASSERT(outcome(cms_verify({"B12.txt", content + "x"}, detached, signers, now)) ==
                  code_of(OpenError::signature_not_genuine));
        const RoadFile attached{"B12.txt.p7m", cms_sign(content, bank, CmsForm::attached, digest, now)};
        RC_ASSERT(cms_open(attached, signers, now).value() == content);
    }));
}

TEST_CASE("What is encrypted by CMS is decrypted as it was, with either cipher") {
    const OwnKey office = own_key("office");
    REQUIRE(rc::check([&](const std::string& content) {
        const auto cipher = *rc::gen::element(CmsCipher::aes_256_cbc, CmsCipher::sm4_cbc);
        const std::string sealed = cms_encrypt(content, office.certificate(), cipher);
        RC_ASSERT(cms_decrypt({"x", sealed}, office).value() == content);
    }));
}

TEST_CASE("The program openssl verifies what we sign") {
    const std::string file = written("B12.txt", plain);
    const std::string certificate_file = (keys() / "office.crt").string();
    const std::string detached = written("B12.txt.p7s", signed_by("office", CmsForm::detached));
    CHECK(openssl({"cms", "-verify", "-binary", "-inform", "DER", "-in", detached, "-content", file, "-CAfile",
                   certificate_file, "-purpose", "any"}) == plain);
    const std::string attached = written("B12.txt.p7m", signed_by("office", CmsForm::attached));
    CHECK(openssl({"cms", "-verify", "-binary", "-inform", "DER", "-in", attached, "-CAfile", certificate_file,
                   "-purpose", "any"}) == plain);
}

TEST_CASE("We verify what the program openssl signs, streamed or not") {
    const std::string file = written("R1.txt", plain);
    const std::string key = (keys() / "bank.key").string(), by = (keys() / "bank.crt").string();
    const auto sign = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"cms", "-sign",  "-binary", "-outform", "DER", "-in",
                                           file,  "-inkey", key,       "-signer",  by};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return openssl(arguments);
    };
    CHECK(verified(plain, sign({})) == "opened");
    CHECK(verified(plain, sign({"-md", "sha512", "-nocerts"})) == "opened");
    CHECK(verified(plain, sign({"-keyid"})) == "opened");
    CHECK(opened(sign({"-nodetach"})).value() == plain);
    CHECK(opened(sign({"-nodetach", "-noindef"})).value() == plain);
    CHECK(opened(sign({"-nodetach", "-keyopt", "rsa_padding_mode:pss"})).value() == plain);
    CHECK(verified(plain, sign({"-md", "sha1"})) == code_of(OpenError::digest_weak));
}

TEST_CASE("The program openssl decrypts what we encrypt, and we what it encrypts") {
    const std::string file = written("B13.txt", plain);
    const std::string office_certificate = (keys() / "office.crt").string();
    for (const auto& [cipher, word] :
         {std::pair{CmsCipher::aes_256_cbc, "-aes-256-cbc"}, std::pair{CmsCipher::sm4_cbc, "-sm4-cbc"}}) {
        CAPTURE(word);
        const std::string ours = written("ours.p7m", cms_encrypt(plain, certificate("bank"), cipher));
        CHECK(openssl({"cms", "-decrypt", "-binary", "-inform", "DER", "-in", ours, "-inkey",
                       (keys() / "bank.key").string(), "-recip", (keys() / "bank.crt").string()}) == plain);
        const auto encrypt = [&, word = word](std::vector<std::string> more) {
            std::vector<std::string> arguments{"cms", "-encrypt", "-binary", "-outform", "DER", "-in", file, word};
            arguments.insert(arguments.end(), more.begin(), more.end());
            arguments.push_back(office_certificate);
            return openssl(arguments);
        };
        CHECK(decrypted(encrypt({})).value() == plain);
        CHECK(decrypted(encrypt({"-noindef"})).value() == plain);
    }
    const std::string oaep = openssl({"cms", "-encrypt", "-binary", "-outform", "DER", "-in", file, "-aes-256-cbc",
                                      "-recip", office_certificate, "-keyopt", "rsa_padding_mode:oaep"});
    CHECK(decrypted(oaep).value() == plain);
}

TEST_CASE("A CMS file is refused for what is wrong with it") {
    const std::string good = signed_by("bank", CmsForm::attached);
    const std::string detached = signed_by("bank", CmsForm::detached);
    const std::string sealed = cms_encrypt(plain, certificate("office"), CmsCipher::aes_256_cbc);
    CHECK(opened(good).value() == plain);
    CHECK(outcome(opened(plain)) == code_of(OpenError::not_cms));
    CHECK(outcome(opened("")) == code_of(OpenError::not_cms));
    CHECK(outcome(opened(good.substr(0, good.size() - 1))) == code_of(OpenError::not_whole));
    CHECK(outcome(opened(good.substr(0, 20))) == code_of(OpenError::not_whole));
    CHECK(outcome(opened(good + '\0')) == code_of(OpenError::not_whole));
    CHECK(outcome(opened(sealed)) == code_of(OpenError::other_kind));
    CHECK(outcome(opened(detached)) == code_of(OpenError::other_kind));
    CHECK(verified(plain, good) == code_of(OpenError::other_kind));
    CHECK(verified(plain, detached) == "opened");
    CHECK(verified(plain + " ", detached) == code_of(OpenError::signature_not_genuine));
    CHECK(verified(plain, signed_by("stranger", CmsForm::detached)) == code_of(OpenError::signer_unknown));
    CHECK(outcome(opened(signed_by("stranger", CmsForm::attached))) == code_of(OpenError::signer_unknown));
    CHECK(outcome(decrypted(good)) == code_of(OpenError::other_kind));
    CHECK(decrypted(sealed).value() == plain);
    CHECK(outcome(decrypted(cms_encrypt(plain, certificate("bank"), CmsCipher::aes_256_cbc))) ==
          code_of(OpenError::not_for_us));
    CHECK(outcome(decrypted(sealed.substr(0, sealed.size() - 16))) == code_of(OpenError::not_whole));
}

TEST_CASE("A stranger who takes the bank's name and number is not the bank") {
    // His certificate names the same issuer and number, and his signature holds by it: it is not what is believed.
    const std::string bank = (keys() / "bank.crt").string();
    std::string serial = openssl({"x509", "-in", bank, "-noout", "-serial"});
    serial = "0x" + serial.substr(serial.find('=') + 1);
    serial.pop_back();
    const std::string key = (keys() / "stranger.key").string();
    const std::string forged = written("forged.crt", "");
    openssl({"req", "-x509", "-key", key, "-utf8", "-subj", "/O=示范/CN=bank", "-set_serial", serial, "-out", forged});
    REQUIRE(Certificate::read(read_bytes(forged)).value().subject() == certificate("bank").subject());
    const auto sign = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{
            "cms",    "-sign", "-binary", "-outform", "DER", "-in", written("forged.txt", plain),
            "-inkey", key,     "-signer", forged};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return openssl(arguments);
    };
    CHECK(verified(plain, sign({})) == code_of(OpenError::signature_not_genuine));
    CHECK(outcome(opened(sign({"-nodetach"}))) == code_of(OpenError::signature_not_genuine));
}

TEST_CASE("A signature says when it was made, by the clock of whoever asked for it") {
    const Instant at{std::chrono::sys_days{std::chrono::year{2031} / 8 / 6} + std::chrono::seconds{3723}};
    const std::string signature =
        written("time.p7s", cms_sign(plain, own_key("bank"), CmsForm::detached, CmsDigest::sha256, at));
    const std::string shown = openssl({"cms", "-cmsout", "-print", "-inform", "DER", "-in", signature});
    CHECK(shown.find("UTCTIME:Aug  6 01:02:03 2031 GMT") != std::string::npos);
}

TEST_CASE("Of two signers both must be agreed on") {
    const std::string file = written("two.txt", plain);
    const auto path = [](const char* name) { return (keys() / name).string(); };
    const std::string both =
        openssl({"cms", "-sign", "-binary", "-outform", "DER", "-in", file, "-inkey", path("bank.key"), "-signer",
                 path("bank.crt"), "-inkey", path("stranger.key"), "-signer", path("stranger.crt")});
    CHECK(verified(plain, both) == code_of(OpenError::signer_unknown));
    CHECK(outcome(cms_verify({"B12.txt", plain}, {"s", both}, {certificate("bank"), certificate("stranger")},
                             while_valid())) == "opened");
}

TEST_CASE("A certificate holds from its first second to its last") {
    const std::string detached = signed_by("bank", CmsForm::detached);
    const Certificate bank = certificate("bank");
    const auto at = [&](Instant now) { return cms_verify({"B12.txt", plain}, {"B12.txt.p7s", detached}, {bank}, now); };
    using std::chrono::seconds;
    CHECK(outcome(at(bank.valid_from())) == "opened");
    CHECK(outcome(at(bank.valid_from() - seconds{1})) == code_of(OpenError::signer_not_valid_yet));
    CHECK(outcome(at(bank.valid_until())) == "opened");
    const auto late = at(bank.valid_until() + seconds{1});
    CHECK(outcome(late) == code_of(OpenError::signer_expired));
    CHECK(late.error().what().zh.find(to_office_text(bank.valid_until())) != std::string::npos);
}

TEST_CASE("No beginning of a CMS file is taken for the whole") {
    const std::string attached = signed_by("bank", CmsForm::attached);
    const std::string sealed = cms_encrypt(plain, certificate("office"), CmsCipher::sm4_cbc);
    for (std::size_t length = 0; length < attached.size(); ++length) {
        CAPTURE(length);
        REQUIRE_FALSE(opened(attached.substr(0, length)));
    }
    for (std::size_t length = 0; length < sealed.size(); ++length) {
        CAPTURE(length);
        REQUIRE_FALSE(decrypted(sealed.substr(0, length)));
    }
}

// Some bytes of a CMS file bear nothing: those of the certificate inside, which nobody looks at. A change there
// must change nothing.
TEST_CASE("Whatever byte of a signed file changes, nothing but the file that was signed is given out") {
    const std::string attached = signed_by("bank", CmsForm::attached);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < attached.size(); ++i) {
        for (const unsigned change : {0x01U, 0x80U, 0xffU}) {
            std::string changed = attached;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ change);
            const auto now = opened(changed);
            CAPTURE(i, change);
            if (now) REQUIRE(*now == plain);
            if (!now) ++refused;
        }
    }
    CHECK(refused > 3 * (plain.size() + 256));  // At least each byte of the content and of the signature.
}
