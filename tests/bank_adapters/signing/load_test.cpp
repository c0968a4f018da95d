// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/load.hpp"

#include <catch2/catch.hpp>

#include "tests/bank_adapters/signing/keys.hpp"
#include "tests/bank_adapters/signing/trusted.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;

namespace {

// "line key: reason" of the first fault, or nothing.
std::string first_fault(const std::string& toml) {
    const Loaded loaded = load(toml);
    CHECK((loaded.agreement == nullptr) == !loaded.faults.empty());
    if (loaded.faults.empty()) return "";
    const Finding& fault = loaded.faults.front();
    CHECK_FALSE(fault.reason.zh.empty());
    return std::to_string(fault.row) + " " + fault.column + ": " + fault.reason.en;
}

}  // namespace

TEST_CASE("An agreement that says nothing passes files through") {
    crypto::SeededRandom random{1};
    const RoadFile file{"B12.txt", "x"};
    for (const auto& loaded :
         {load("[trust]\n").agreement, std::shared_ptr<Agreement>{load_agreement(std::nullopt, keys(), random)}}) {
        REQUIRE(loaded);
        CHECK(loaded->close_up(file, while_valid()).value() == std::vector{file});
        CHECK(loaded->companions("B12.txt").empty());
        CHECK_FALSE(loaded->is_companion("B12.txt.p7s"));
        CHECK(loaded->open_up(file, {}, while_valid()).value() == file);
    }
}

TEST_CASE("Each fault of an agreement is named with its line and key") {
    struct Row {
        const char* why;
        const char* toml;
        const char* fault;
    };
    const auto row = GENERATE(values<Row>({
        {"a form there is none of", "[trust]\n[trust.sign]\nform = \"pgp\"\n",
         "3 trust.sign.form: should be one of: cms-detached, cms-attached, manifest"},
        {"no form", "[trust]\n[trust.sign]\nkey = \"office.key\"\n", "2 trust.sign.form: missing"},
        {"no key", "[trust]\n[trust.sign]\nform = \"manifest\"\n", "2 trust.sign.key: missing"},
        {"a key file that is not there", "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"nobody.p12\"\n",
         "4 trust.sign.key: The file nobody.p12 is not there. Check the path; it is taken from the folder of the "
         "file that names it."},
        {"a pass phrase not given", "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.p12\"\n",
         "4 trust.sign.key: The pass phrase of office.p12 is missing or wrong. Name the file it stands in as "
         "pass_phrase_file, and check it."},
        {"a certificate of somebody else",
         "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.key\"\ncertificate = \"bank.crt\"\n",
         "4 trust.sign.key: office.key and the certificate named do not belong together. Check both files."},
        {"no certificate", "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.key\"\n",
         "2 trust.sign.certificate: There is no certificate in office.key. Name the key's certificate as "
         "certificate."},
        {"a key that is none", "[trust]\n[trust.sign]\nform = \"cms-attached\"\nkey = \"shared.key\"\n",
         "4 trust.sign.key: shared.key is no key, or is damaged. A PKCS#12 or PKCS#8 (PEM) file is needed."},
        {"a certificate beside PKCS#12",
         "[trust]\n[trust.sign]\nform = \"cms-attached\"\nkey = \"office.p12\"\npass_phrase_file = "
         "\"office.pass\"\ncertificate = \"office.crt\"\n",
         "6 trust.sign.certificate: a PKCS#12 file holds its certificate: leave this out"},
        {"an RSA key for a manifest", "[trust]\n[trust.sign]\nform = \"manifest\"\nkey = \"office.key\"\n",
         "4 trust.sign.key: office.key is neither an Ed25519 nor an SM2 key. Use a key of one of these two kinds."},
        {"an SM2 key for CMS",
         "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"sm2-office.key\"\ncertificate = \"office.crt\"\n",
         "4 trust.sign.key: sm2-office.key is no RSA key. CMS speaks RSA alone; SM2 and Ed25519 keys go with form = "
         "\"manifest\"."},
        {"nobody's signature to hold", "[trust]\n[trust.verify]\nform = \"cms-attached\"\ncertificates = []\n",
         "4 trust.verify.certificates: there must be at least one file"},
        {"a digest there is none of",
         "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.key\"\ncertificate = \"office.crt\"\ndigest = "
         "\"sha1\"\n",
         "6 trust.sign.digest: should be one of: sha256, sha384, sha512"},
        {"a signature under the file's own name",
         "[trust]\n[trust.verify]\nform = \"cms-detached\"\ncertificates = \"bank.crt\"\nending = \"\"\n",
         "5 trust.verify.ending: the signature is a file of its own and needs a name of its own"},
        {"an ending with a slash",
         "[trust]\n[trust.verify]\nform = \"cms-detached\"\ncertificates = \"bank.crt\"\nending = \"/../x\"\n",
         "5 trust.verify.ending: use letters, digits, dots and hyphens, at most sixteen"},
        {"CMS encryption without a signature",
         "[trust]\n[trust.decrypt]\nform = \"cms\"\nkey = \"office.p12\"\npass_phrase_file = \"office.pass\"\n",
         "2 trust.decrypt: CMS encryption does not show whether a file was altered: [trust.verify] must be agreed on "
         "too"},
        {"endings nobody can tell apart",
         "[trust]\n[trust.verify]\nform = \"cms-detached\"\ncertificates = \"bank.crt\"\n[trust.decrypt]\nform = "
         "\"shared-key\"\nkey = \"shared.key\"\nending = \".p7s\"\n",
         "2 trust.verify: the same as that of the encrypted file: nobody could tell which is the signature"},
        {"a shared key that is none", "[trust]\n[trust.encrypt]\nform = \"shared-key\"\nkey = \"office.key\"\n",
         "4 trust.encrypt.key: office.key is no shared key. It should be one line of 64 hex digits, as openssl rand "
         "-hex 32 writes."},
        {"a key nobody knows", "[trust]\nsing = 1\n", "2 trust.sing: unknown"},
        {"a key nobody knows in a part",
         "[trust]\n[trust.encrypt]\nform = \"cms\"\ncertificate = \"bank.crt\"\ncypher = \"sm4-cbc\"\n",
         "5 trust.encrypt.cypher: unknown"},
        {"a pass phrase in the file itself",
         "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.key\"\ncertificate = "
         "\"office.crt\"\npass_phrase = \"secret\"\n",
         "6 trust.sign.pass_phrase: unknown"},
    }));
    CAPTURE(row.why);
    CHECK(first_fault(row.toml) == row.fault);
}

TEST_CASE("Secrets that others may read are refused, and certificates may be read by all") {
    const auto open_up = [](const std::string& name) {
        using std::filesystem::perms;
        std::filesystem::copy_file(keys() / name, keys() / ("open-" + name),
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::permissions(keys() / ("open-" + name),
                                     perms::owner_read | perms::owner_write | perms::group_read);
    };
    for (const char* name : {"office.p12", "office.pass", "office.key", "shared.key", "bank.crt"}) open_up(name);
    const auto fault = [](const std::string& part) { return first_fault("[trust]\n" + part); };
    const std::string words = " Do chmod 600 first; if others may have seen it, change the key.";
    CHECK(fault("[trust.sign]\nform = \"cms-detached\"\nkey = \"open-office.p12\"\npass_phrase_file = "
                "\"office.pass\"\n") == "4 trust.sign.key: Others may read or write open-office.p12." + words);
    CHECK(fault("[trust.sign]\nform = \"cms-detached\"\nkey = \"office.p12\"\npass_phrase_file = "
                "\"open-office.pass\"\n") ==
          "5 trust.sign.pass_phrase_file: Others may read or write open-office.pass." + words);
    CHECK(fault("[trust.encrypt]\nform = \"shared-key\"\nkey = \"open-shared.key\"\n") ==
          "4 trust.encrypt.key: Others may read or write open-shared.key." + words);
    CHECK(fault("[trust.encrypt]\nform = \"cms\"\ncertificate = \"open-bank.crt\"\n").empty());
}

TEST_CASE("A key may lie with its certificate in one file, and under a pass phrase") {
    write_secret(keys() / "both.pem", key_text("office.key") + key_text("office.crt"));
    write_secret(keys() / "both-reversed.pem", key_text("office.crt") + key_text("office.enc.key"));
    for (const std::string key :
         {"key = \"both.pem\"", "key = \"both-reversed.pem\"\npass_phrase_file = \"office.pass\"",
          "key = \"office.enc.key\"\ncertificate = \"office.crt\"\npass_phrase_file = \"office.pass\""})
        CHECK(first_fault("[trust]\n[trust.sign]\nform = \"cms-detached\"\n" + key + "\n").empty());
}

TEST_CASE("A pass phrase is the first line of its file") {
    const auto fault = [](const std::string& content) {
        write_secret(keys() / "tried.pass", content);
        return first_fault(
            "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.p12\"\n"
            "pass_phrase_file = \"tried.pass\"\n");
    };
    const std::string phrase = pass_phrase;
    for (const std::string& content : {phrase, phrase + "\n", phrase + "\r\n", phrase + "\nanything\n"})
        CHECK(fault(content).empty());
    CHECK(fault("another").starts_with("4 trust.sign.key: The pass phrase of office.p12 is missing or wrong."));
    CHECK(fault(" " + phrase).starts_with("4 trust.sign.key: The pass phrase of office.p12 is missing or wrong."));
    for (const std::string content : {"", "\n", "\r\n"})
        CHECK(fault(content).starts_with("5 trust.sign.pass_phrase_file: The first line of tried.pass is empty."));
}
