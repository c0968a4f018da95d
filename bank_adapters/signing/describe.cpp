// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/describe.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace mingzhang::bank::signing {
namespace {

Word word(std::string code, std::string zh, std::string en) {
    return {std::move(code), {std::move(zh), std::move(en)}};
}
Word use_sign() {
    return word("sign", "加签", "signs what goes out");
}
Word use_encrypt() {
    return word("encrypt", "加密", "encrypts what goes out");
}
Word use_verify() {
    return word("verify", "验签", "verifies what comes");
}
Word use_decrypt() {
    return word("decrypt", "解密", "decrypts what comes");
}

KeyFact fact(Word use, const Certificate& certificate) {
    return {std::move(use),
            fmt::format("RSA {}", certificate.bits()),
            certificate.fingerprint(),
            certificate.subject(),
            certificate.valid_from(),
            certificate.valid_until()};
}
KeyFact fact(Word use, const crypto::PublicKey& key) {
    return {std::move(use), name(key.kind()).en, key.fingerprint()};
}
KeyFact fact(Word use, const SharedKey& key) {
    return {std::move(use), "SM4", key.number()};
}

void add(std::vector<KeyFact>& facts, const CmsSigning& by) {
    facts.push_back(fact(use_sign(), by.key.certificate()));
}
void add(std::vector<KeyFact>& facts, const ManifestSigning& by) {
    facts.push_back(fact(use_sign(), by.key.public_key()));
}
void add(std::vector<KeyFact>& facts, const CmsVerifying& by) {
    for (const Certificate& signer : by.signers) facts.push_back(fact(use_verify(), signer));
}
void add(std::vector<KeyFact>& facts, const ManifestVerifying& by) {
    for (const crypto::PublicKey& signer : by.signers) facts.push_back(fact(use_verify(), signer));
}
void add(std::vector<KeyFact>& facts, const CmsEncrypting& by) {
    facts.push_back(fact(use_encrypt(), by.to));
}
void add(std::vector<KeyFact>& facts, const SharedEncrypting& by) {
    facts.push_back(fact(use_encrypt(), by.key));
}
void add(std::vector<KeyFact>& facts, const CmsDecrypting& by) {
    facts.push_back(fact(use_decrypt(), by.key.certificate()));
}
void add(std::vector<KeyFact>& facts, const SharedDecrypting& by) {
    facts.push_back(fact(use_decrypt(), by.key));
}

template <class Part>
void add_if(std::vector<KeyFact>& facts, const std::optional<Part>& part) {
    if (part) std::visit([&](const auto& by) { add(facts, by); }, *part);
}

// Of a signature, either way.
template <class Cms, class Manifest>
Text said_of_signature(const std::variant<Cms, Manifest>& part) {
    if (const auto* cms = std::get_if<Cms>(&part))
        return cms->form == CmsForm::detached
                   ? Text{fmt::format("CMS 签名，单独成文件（{}）", cms->ending),
                          fmt::format("CMS signature in a file of its own ({})", cms->ending)}
                   : Text{fmt::format("CMS 签名，与文件合为一体（{}）", cms->ending),
                          fmt::format("CMS signature around the file ({})", cms->ending)};
    const std::string& ending = std::get<Manifest>(part).ending;
    return {fmt::format("清单签名，单独成文件（{}）", ending),
            fmt::format("signed manifest in a file of its own ({})", ending)};
}

template <class Cms, class Shared>
Text said_of_encryption(const std::variant<Cms, Shared>& part) {
    const std::string& ending = std::visit([](const auto& by) -> const std::string& { return by.ending; }, part);
    if (std::holds_alternative<Shared>(part))
        return {fmt::format("共享密钥加密（SM4、HMAC-SM3，{}）", ending),
                fmt::format("encryption under a shared key (SM4, HMAC-SM3, {})", ending)};
    return {fmt::format("CMS 加密（{}）", ending), fmt::format("CMS encryption ({})", ending)};
}

Text said(Text head, const std::optional<Text>& signature, const std::optional<Text>& encryption, bool signature_first,
          Text then, const Text& nothing) {
    if (!signature && !encryption) return {head.zh + nothing.zh + "。", head.en + nothing.en + "."};
    const std::optional<Text>& first = signature_first ? signature : encryption;
    const std::optional<Text>& second = signature_first ? encryption : signature;
    if (!first || !second) {
        const Text& only = first ? *first : *second;
        return {head.zh + only.zh + "。", head.en + only.en + "."};
    }
    return {head.zh + first->zh + then.zh + second->zh + "。", head.en + first->en + then.en + second->en + "."};
}

}  // namespace

std::vector<KeyFact> keys_of(const Trust& trust) {
    std::vector<KeyFact> facts;
    add_if(facts, trust.sign);
    add_if(facts, trust.encrypt);
    add_if(facts, trust.verify);
    add_if(facts, trust.decrypt);
    return facts;
}

Text said_of_sending(const Trust& trust) {
    const auto signature = trust.sign ? std::optional{said_of_signature(*trust.sign)} : std::nullopt;
    const auto encryption = trust.encrypt ? std::optional{said_of_encryption(*trust.encrypt)} : std::nullopt;
    return said({"送出的文件：", "Files that go out: "}, signature, encryption, trust.order == Order::sign_then_encrypt,
                {"，然后", ", then "}, {"不加签，不加密", "neither signed nor encrypted"});
}

Text said_of_receiving(const Trust& trust) {
    const auto signature = trust.verify ? std::optional{said_of_signature(*trust.verify)} : std::nullopt;
    const auto encryption = trust.decrypt ? std::optional{said_of_encryption(*trust.decrypt)} : std::nullopt;
    return said({"收到的文件：", "Files that come: "}, signature, encryption, trust.order == Order::encrypt_then_sign,
                {"，验过再解开", ", opened to "}, {"不验签，不解密", "neither verified nor decrypted"});
}

}  // namespace mingzhang::bank::signing
