// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bank_adapters/signing/errors.hpp"
#include "base/values/clock.hpp"
#include "base/values/result.hpp"

struct x509_st;
struct evp_pkey_st;

namespace mingzhang::bank::signing {

// Somebody's RSA key with a name and a time in which it is valid (X.509). It is trusted because this very certificate
// was agreed on: who issued it is not looked at. Copies share it.
class Certificate {
public:
    // PEM or DER. Where several stand in one PEM file, the first: that of the owner, by custom.
    [[nodiscard]] static Result<Certificate, KeyError> read(std::string_view bytes);
    // Takes over a certificate that OpenSSL read.
    [[nodiscard]] static Result<Certificate, KeyError> from(std::shared_ptr<x509_st> certificate);

    // SHA-256 of the DER form, 64 hex digits: what two people read to each other.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] std::string subject() const;  // "CN=...,O=...", as RFC 2253 has it
    [[nodiscard]] int bits() const;
    [[nodiscard]] Instant valid_from() const noexcept { return valid_from_; }
    [[nodiscard]] Instant valid_until() const noexcept { return valid_until_; }  // The last second.

    [[nodiscard]] x509_st* get() const noexcept { return certificate_.get(); }

private:
    Certificate(std::shared_ptr<x509_st> certificate, Instant from, Instant until)
        : certificate_{std::move(certificate)}, valid_from_{from}, valid_until_{until} {}
    std::shared_ptr<x509_st> certificate_;
    Instant valid_from_;
    Instant valid_until_;
};

// The office's own RSA key, and the certificate that goes with it. Wiped from memory when the last copy goes.
class OwnKey {
public:
    // PKCS#8, in clear or under a pass phrase.
    [[nodiscard]] static Result<OwnKey, KeyError> from_pem(std::string_view pem, std::string_view pass_phrase,
                                                           const Certificate& certificate);
    // PKCS#12 (.p12, .pfx), those of old programs (RC2 with 40 bits, 3DES) included; the certificate stands inside.
    [[nodiscard]] static Result<OwnKey, KeyError> from_pkcs12(std::string_view bytes, std::string_view pass_phrase);

    [[nodiscard]] const Certificate& certificate() const noexcept { return certificate_; }
    [[nodiscard]] evp_pkey_st* get() const noexcept { return key_.get(); }

private:
    [[nodiscard]] static Result<OwnKey, KeyError> of(std::shared_ptr<evp_pkey_st> key, const Certificate& certificate);
    OwnKey(std::shared_ptr<evp_pkey_st> key, Certificate certificate)
        : key_{std::move(key)}, certificate_{std::move(certificate)} {}
    std::shared_ptr<evp_pkey_st> key_;
    Certificate certificate_;
};

}  // namespace mingzhang::bank::signing
