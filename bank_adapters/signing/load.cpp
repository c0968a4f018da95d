// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/load.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/crypto/secret_file.hpp"

namespace mingzhang::bank::signing {
namespace {

constexpr std::array<std::string_view, 2> orders{"sign-then-encrypt", "encrypt-then-sign"};
constexpr std::array<std::string_view, 3> signature_forms{"cms-detached", "cms-attached", "manifest"};
constexpr std::array<std::string_view, 2> encryption_forms{"cms", "shared-key"};
constexpr std::array<std::string_view, 3> digests{"sha256", "sha384", "sha512"};
constexpr std::array<std::string_view, 2> ciphers{"aes-256-cbc", "sm4-cbc"};
constexpr std::size_t manifest_form = 2;
constexpr std::size_t shared_form = 1;

constexpr std::size_t ending_bytes_max = 16;

template <RefusalReason E>
Text reason_of(E error, std::string_view file) {
    const Refusal why = refusal(error, file);
    return {why.what().zh + why.next().zh, why.what().en + " " + why.next().en};
}

// Reads one part of the agreement, and the files it names.
class PartLoader {
public:
    PartLoader(TomlTable table, const std::filesystem::path& folder) : table_{std::move(table)}, folder_{folder} {}
    [[nodiscard]] TomlTable& table() noexcept { return table_; }

    std::optional<std::size_t> form(std::span<const std::string_view> words) {
        return table_.choice("form", words, Presence::required);
    }

    std::string ending(std::string_view otherwise, bool may_be_empty) {
        const auto text = table_.text("ending", Presence::optional);
        if (!text) return std::string{otherwise};
        const bool plain = std::ranges::all_of(*text, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                   c == '_';
        });
        if (!plain || text->size() > ending_bytes_max)
            table_.fault("ending", {"只用字母、数字、点、连字符，最多 16 个",
                                    "use letters, digits, dots and hyphens, at most sixteen"});
        else if (text->empty() && !may_be_empty)
            table_.fault("ending", {"签名是单独的文件，名称须不同于原文件",
                                    "the signature is a file of its own and needs a name of its own"});
        return *text;
    }

    std::optional<OwnKey> own_key() {
        const auto key_file = table_.text("key", Presence::required);
        const auto certificate_file = table_.text("certificate", Presence::optional);
        const auto phrase = pass_phrase();
        if (!key_file || !phrase) return std::nullopt;
        const auto bytes = taken("key", *key_file, crypto::read_secret_file(folder_ / *key_file));
        if (!bytes) return std::nullopt;
        if (bytes->text().find("-----BEGIN") == std::string_view::npos) {
            if (certificate_file)
                table_.fault("certificate", {"PKCS#12 文件里已有证书，不要另写",
                                             "a PKCS#12 file holds its certificate: leave this out"});
            return taken("key", *key_file, OwnKey::from_pkcs12(bytes->text(), phrase->text()));
        }
        const auto certificate = certificate_file ? this->certificate("certificate", *certificate_file)
                                                  : certificate_beside(bytes->text(), *key_file);
        if (!certificate) return std::nullopt;
        return taken("key", *key_file, OwnKey::from_pem(bytes->text(), phrase->text(), *certificate));
    }

    std::optional<crypto::SigningKey> signing_key() {
        const auto key_file = table_.text("key", Presence::required);
        const auto phrase = pass_phrase();
        if (!key_file || !phrase) return std::nullopt;
        const auto pem = taken("key", *key_file, crypto::read_secret_file(folder_ / *key_file));
        if (!pem) return std::nullopt;
        return taken("key", *key_file, crypto::SigningKey::from_pem(pem->text(), phrase->text()));
    }

    std::optional<SharedKey> shared_key() {
        const auto key_file = table_.text("key", Presence::required);
        if (!key_file) return std::nullopt;
        const auto text = taken("key", *key_file, crypto::read_secret_file(folder_ / *key_file));
        if (!text) return std::nullopt;
        return taken("key", *key_file, SharedKey::read(text->text()));
    }

    std::optional<Certificate> certificate(std::string_view key, const std::string& file) {
        const auto bytes = taken(key, file, crypto::read_public_file(folder_ / file));
        if (!bytes) return std::nullopt;
        return taken(key, file, Certificate::read(*bytes));
    }

    std::vector<Certificate> certificates() {
        std::vector<Certificate> all;
        for (const std::string& file : files("certificates"))
            if (auto one = certificate("certificates", file)) all.push_back(*std::move(one));
        return all;
    }

    std::vector<crypto::PublicKey> public_keys() {
        std::vector<crypto::PublicKey> all;
        for (const std::string& file : files("public_keys")) {
            const auto pem = taken("public_keys", file, crypto::read_public_file(folder_ / file));
            if (!pem) continue;
            if (auto key = taken("public_keys", file, crypto::PublicKey::from_pem(*pem)))
                all.push_back(*std::move(key));
        }
        return all;
    }

private:
    // The value, or a fault at the key.
    template <class Value, class Error>
    std::optional<Value> taken(std::string_view key, const std::string& file, Result<Value, Error> result) {
        if (result) return std::move(*result);
        table_.fault(key, file, reason_of(result.error(), file));
        return std::nullopt;
    }

    // None given is an empty one.
    std::optional<crypto::Secret> pass_phrase() {
        const auto file = table_.text("pass_phrase_file", Presence::optional);
        if (!table_.has("pass_phrase_file")) return crypto::Secret{0};
        if (!file) return std::nullopt;
        return taken("pass_phrase_file", *file, crypto::read_pass_phrase(folder_ / *file));
    }

    std::optional<Certificate> certificate_beside(std::string_view pem, const std::string& key_file) {
        auto found = Certificate::read(pem);
        if (found) return *std::move(found);
        const KeyError why = found.error() == KeyError::not_a_certificate ? KeyError::no_certificate : found.error();
        table_.fault("certificate", "", reason_of(why, key_file));
        return std::nullopt;
    }

    std::vector<std::string> files(std::string_view key) {
        table_.require(key);
        auto all = table_.texts(key);
        if (all.empty() && table_.has(key)) table_.fault(key, {"至少要有一个文件", "there must be at least one file"});
        return all;
    }

    TomlTable table_;
    const std::filesystem::path& folder_;
};

CmsForm cms_form(std::size_t form) {
    return form == 0 ? CmsForm::detached : CmsForm::attached;
}

std::string signature_ending(PartLoader& part, std::size_t form) {
    constexpr std::array<std::string_view, 3> usual{".p7s", ".p7m", ".sig"};
    return part.ending(usual.at(form), /*may_be_empty=*/form == 1);
}

std::optional<Signing> load_signing(PartLoader part) {
    const auto form = part.form(signature_forms);
    if (!form) return std::nullopt;
    std::string ending = signature_ending(part, *form);
    std::optional<Signing> made;
    if (*form == manifest_form) {
        if (auto key = part.signing_key()) made = ManifestSigning{*std::move(key), std::move(ending)};
    } else {
        const auto digest = part.table().choice("digest", digests, Presence::optional).value_or(0);
        if (auto key = part.own_key())
            made = CmsSigning{*std::move(key), cms_form(*form), static_cast<CmsDigest>(digest), std::move(ending)};
    }
    part.table().refuse_unknown_keys();
    return made;
}

std::optional<Verifying> load_verifying(PartLoader part) {
    const auto form = part.form(signature_forms);
    if (!form) return std::nullopt;
    std::string ending = signature_ending(part, *form);
    std::optional<Verifying> made;
    if (*form == manifest_form) {
        if (auto keys = part.public_keys(); !keys.empty()) made = ManifestVerifying{std::move(keys), std::move(ending)};
    } else {
        if (auto all = part.certificates(); !all.empty())
            made = CmsVerifying{std::move(all), cms_form(*form), std::move(ending)};
    }
    part.table().refuse_unknown_keys();
    return made;
}

std::string encryption_ending(PartLoader& part, std::size_t form) {
    return part.ending(form == shared_form ? ".enc" : ".p7m", /*may_be_empty=*/true);
}

std::optional<Encrypting> load_encrypting(PartLoader part) {
    const auto form = part.form(encryption_forms);
    if (!form) return std::nullopt;
    std::string ending = encryption_ending(part, *form);
    std::optional<Encrypting> made;
    if (*form == shared_form) {
        if (const auto key = part.shared_key()) made = SharedEncrypting{*key, std::move(ending)};
    } else {
        const auto cipher = part.table().choice("cipher", ciphers, Presence::optional).value_or(0);
        const auto file = part.table().text("certificate", Presence::required);
        const auto to = file ? part.certificate("certificate", *file) : std::nullopt;
        if (to) made = CmsEncrypting{*to, static_cast<CmsCipher>(cipher), std::move(ending)};
    }
    part.table().refuse_unknown_keys();
    return made;
}

std::optional<Decrypting> load_decrypting(PartLoader part) {
    const auto form = part.form(encryption_forms);
    if (!form) return std::nullopt;
    std::string ending = encryption_ending(part, *form);
    std::optional<Decrypting> made;
    if (*form == shared_form) {
        if (const auto key = part.shared_key()) made = SharedDecrypting{*key, std::move(ending)};
    } else {
        if (auto key = part.own_key()) made = CmsDecrypting{*std::move(key), std::move(ending)};
    }
    part.table().refuse_unknown_keys();
    return made;
}

// What each part says for itself may still not go together.
void check_together(TomlTable& table, const Trust& trust) {
    if (trust.decrypt && std::holds_alternative<CmsDecrypting>(*trust.decrypt) && !table.has("verify"))
        table.fault("decrypt", "",
                    {"CMS 加密看不出文件是否被改动，须同时约定 [trust.verify]",
                     "CMS encryption does not show whether a file was altered: [trust.verify] must be agreed on too"});
    const auto ending_of = [](const auto& part) {
        return std::visit([](const auto& by) { return std::string_view{by.ending}; }, part);
    };
    const Text same{"与加密文件的名称结尾相同，分不清哪个是签名",
                    "the same as that of the encrypted file: nobody could tell which is the signature"};
    if (trust.verify && trust.decrypt && companion_ending(*trust.verify) == ending_of(*trust.decrypt))
        table.fault("verify", "", same);
    if (trust.sign && trust.encrypt && companion_ending(*trust.sign) == ending_of(*trust.encrypt))
        table.fault("sign", "", same);
}

}  // namespace

std::optional<Trust> load_trust(TomlTable table, const std::filesystem::path& folder) {
    const std::size_t faults_before = table.faults_in_file();
    Trust trust;
    trust.order = static_cast<Order>(table.choice("order", orders, Presence::optional).value_or(0));
    const auto part = [&](std::string_view key) -> std::optional<PartLoader> {
        auto found = table.table(key, Presence::optional);
        if (!found) return std::nullopt;
        return PartLoader{*std::move(found), folder};
    };
    if (auto found = part("sign")) trust.sign = load_signing(*std::move(found));
    if (auto found = part("encrypt")) trust.encrypt = load_encrypting(*std::move(found));
    if (auto found = part("verify")) trust.verify = load_verifying(*std::move(found));
    if (auto found = part("decrypt")) trust.decrypt = load_decrypting(*std::move(found));
    check_together(table, trust);
    table.refuse_unknown_keys();
    if (table.faults_in_file() != faults_before) return std::nullopt;
    return trust;
}

std::unique_ptr<Agreement> load_agreement(std::optional<TomlTable> table, const std::filesystem::path& folder,
                                          crypto::RandomSource& random) {
    if (!table) return make_agreement({}, random);
    auto trust = load_trust(*std::move(table), folder);
    if (!trust) return nullptr;
    return make_agreement(*std::move(trust), random);
}

}  // namespace mingzhang::bank::signing
