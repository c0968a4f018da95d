// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <iterator>
#include <utility>

#include "bank_adapters/signing/errors.hpp"
#include "bank_adapters/signing/manifest.hpp"
#include "bank_adapters/signing/trust.hpp"

namespace mingzhang::bank::signing {
namespace {

Result<void, Refusal> check_size(const RoadFile& file) {
    if (file.bytes.size() > cms_bytes_max) return refuse(CloseError::too_large, file.name, cms_bytes_max >> 20U);
    return {};
}

Result<void, Refusal> check_name(const RoadFile& file) {
    if (!is_manifest_name(file.name)) return refuse(CloseError::name_not_fit, file.name, "");
    return {};
}

Result<void, Refusal> check_valid(const RoadFile& file, const Certificate& certificate, Instant now, CloseError early,
                                  CloseError late) {
    if (now < certificate.valid_from()) return refuse(early, file.name, to_office_text(certificate.valid_from()));
    if (now > certificate.valid_until()) return refuse(late, file.name, to_office_text(certificate.valid_until()));
    return {};
}

// One after the other; each is given what goes out so far, whose last is the file itself.

Result<void, Refusal> sign(const CmsSigning& by, std::vector<RoadFile>& out, Instant now) {
    RoadFile& file = out.back();
    if (auto fits = check_size(file); !fits) return fits;
    const auto valid = check_valid(file, by.key.certificate(), now, CloseError::own_certificate_not_valid_yet,
                                   CloseError::own_certificate_expired);
    if (!valid) return valid;
    std::string made = cms_sign(file.bytes, by.key, by.form, by.digest, now);
    RoadFile signature{file.name + by.ending, std::move(made)};
    if (by.form == CmsForm::detached)
        out.insert(std::prev(out.end()), std::move(signature));
    else
        file = std::move(signature);
    return {};
}

Result<void, Refusal> sign(const ManifestSigning& by, std::vector<RoadFile>& out, Instant now) {
    const RoadFile& file = out.back();
    if (auto fits = check_name(file); !fits) return fits;
    RoadFile companion{file.name + by.ending, sign_manifest(file, by.key, now)};
    out.insert(std::prev(out.end()), std::move(companion));
    return {};
}

Result<void, Refusal> encrypt(const CmsEncrypting& by, RoadFile& file, Instant now, crypto::RandomSource&) {
    if (auto fits = check_size(file); !fits) return fits;
    const auto valid =
        check_valid(file, by.to, now, CloseError::bank_certificate_not_valid_yet, CloseError::bank_certificate_expired);
    if (!valid) return valid;
    file = {file.name + by.ending, cms_encrypt(file.bytes, by.to, by.cipher)};
    return {};
}

Result<void, Refusal> encrypt(const SharedEncrypting& by, RoadFile& file, Instant, crypto::RandomSource& random) {
    if (auto fits = check_name(file); !fits) return fits;
    file = {file.name + by.ending, by.key.seal(file, random)};
    return {};
}

// The name without the ending, where it has one and something before it.
std::optional<std::string> without_ending(const std::string& name, std::string_view ending) {
    if (name.size() <= ending.size() || !name.ends_with(ending)) return std::nullopt;
    return name.substr(0, name.size() - ending.size());
}

Result<std::string, Refusal> inner_name(const RoadFile& file, std::string_view ending) {
    auto inner = without_ending(file.name, ending);
    if (!inner) return refuse(OpenError::name_not_agreed, file.name, ending);
    return *std::move(inner);
}

Result<RoadFile, Refusal> decrypt(const CmsDecrypting& by, const RoadFile& file) {
    auto name = inner_name(file, by.ending);
    if (!name) return pass_on(name);
    auto plain = cms_decrypt(file, by.key);
    if (!plain) return pass_on(plain);
    return RoadFile{*std::move(name), *std::move(plain)};
}

Result<RoadFile, Refusal> decrypt(const SharedDecrypting& by, const RoadFile& file) {
    auto name = inner_name(file, by.ending);
    if (!name) return pass_on(name);
    auto plain = by.key.open(file, *name);
    if (!plain) return pass_on(plain);
    return RoadFile{*std::move(name), *std::move(plain)};
}

Result<const RoadFile*, Refusal> companion_of(const RoadFile& file, std::string_view ending,
                                              const std::vector<RoadFile>& companions) {
    const std::string name = file.name + std::string{ending};
    const auto found = std::ranges::find(companions, name, &RoadFile::name);
    if (found == companions.end()) return refuse(OpenError::companion_missing, file.name, name);
    return &*found;
}

Result<RoadFile, Refusal> verify(const CmsVerifying& by, RoadFile file, const std::vector<RoadFile>& companions,
                                 Instant now) {
    if (by.form == CmsForm::attached) {
        auto name = inner_name(file, by.ending);
        if (!name) return pass_on(name);
        auto plain = cms_open(file, by.signers, now);
        if (!plain) return pass_on(plain);
        return RoadFile{*std::move(name), *std::move(plain)};
    }
    auto companion = companion_of(file, by.ending, companions);
    if (!companion) return pass_on(companion);
    if (auto holds = cms_verify(file, **companion, by.signers, now); !holds) return pass_on(holds);
    return file;
}

Result<RoadFile, Refusal> verify(const ManifestVerifying& by, RoadFile file, const std::vector<RoadFile>& companions,
                                 Instant) {
    auto companion = companion_of(file, by.ending, companions);
    if (!companion) return pass_on(companion);
    if (auto holds = verify_manifest(file, **companion, by.signers); !holds) return pass_on(holds);
    return file;
}

class TrustAgreement final : public Agreement {
public:
    TrustAgreement(Trust trust, crypto::RandomSource& random) : trust_{std::move(trust)}, random_{random} {}

    Result<std::vector<RoadFile>, Refusal> close_up(const RoadFile& file, Instant now) const override {
        std::vector<RoadFile> out{file};
        const auto sign_it = [&]() -> Result<void, Refusal> {
            if (!trust_.sign) return {};
            return std::visit([&](const auto& by) { return sign(by, out, now); }, *trust_.sign);
        };
        const auto encrypt_it = [&]() -> Result<void, Refusal> {
            if (!trust_.encrypt) return {};
            return std::visit([&](const auto& by) { return encrypt(by, out.back(), now, random_); }, *trust_.encrypt);
        };
        const bool signs_first = trust_.order == Order::sign_then_encrypt;
        if (auto done = signs_first ? sign_it() : encrypt_it(); !done) return pass_on(done);
        if (auto done = signs_first ? encrypt_it() : sign_it(); !done) return pass_on(done);
        return out;
    }

    std::vector<std::string> companions(const std::string& name) const override {
        const auto ending = trust_.verify ? companion_ending(*trust_.verify) : std::nullopt;
        if (!ending) return {};
        if (trust_.order == Order::encrypt_then_sign || !trust_.decrypt) return {name + *ending};
        // The signature is of the file inside. One that cannot be opened for its name is refused by open_up.
        const std::string& outer =
            std::visit([](const auto& by) -> const std::string& { return by.ending; }, *trust_.decrypt);
        return {without_ending(name, outer).value_or(name) + *ending};
    }

    bool is_companion(const std::string& name) const override {
        const auto ending = trust_.verify ? companion_ending(*trust_.verify) : std::nullopt;
        return ending && without_ending(name, *ending);
    }

    Result<RoadFile, Refusal> open_up(const RoadFile& file, const std::vector<RoadFile>& companions,
                                      Instant now) const override {
        const auto decrypt_it = [&](RoadFile from) -> Result<RoadFile, Refusal> {
            if (!trust_.decrypt) return from;
            return std::visit([&](const auto& by) { return decrypt(by, from); }, *trust_.decrypt);
        };
        const auto verify_it = [&](RoadFile from) -> Result<RoadFile, Refusal> {
            if (!trust_.verify) return from;
            return std::visit([&](const auto& by) { return verify(by, std::move(from), companions, now); },
                              *trust_.verify);
        };
        if (trust_.order == Order::sign_then_encrypt) return decrypt_it(file).and_then(verify_it);
        return verify_it(file).and_then(decrypt_it);
    }

private:
    Trust trust_;
    crypto::RandomSource& random_;
};

}  // namespace

std::optional<std::string> companion_ending(const Signing& signing) {
    if (const auto* cms = std::get_if<CmsSigning>(&signing))
        return cms->form == CmsForm::detached ? std::optional{cms->ending} : std::nullopt;
    return std::get<ManifestSigning>(signing).ending;
}

std::optional<std::string> companion_ending(const Verifying& verifying) {
    if (const auto* cms = std::get_if<CmsVerifying>(&verifying))
        return cms->form == CmsForm::detached ? std::optional{cms->ending} : std::nullopt;
    return std::get<ManifestVerifying>(verifying).ending;
}

std::unique_ptr<Agreement> make_agreement(Trust trust, crypto::RandomSource& random) {
    return std::make_unique<TrustAgreement>(std::move(trust), random);
}

}  // namespace mingzhang::bank::signing
