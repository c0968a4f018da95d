// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509.h>

#include <optional>
#include <vector>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/owned.hpp"
#include "base/values/check.hpp"

// OpenSSL's own PKCS12_parse is not used: in 3.0 it looks for the cipher of the key in everybody's library context,
// whatever context the file was read in.
namespace mingzhang::bank::signing {
namespace {

using OwnedContext = Owned<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using OwnedPkcs12 = Owned<PKCS12, PKCS12_free>;
using OwnedKeyInfo = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;

// How often pass phrases are hashed for all of a file: programs do it 2,048 to some 600,000 times a part. One that asks
// for more is made to keep us busy.
constexpr long rounds_max = 3'000'000;

void free_parts(STACK_OF(PKCS7) * parts) {
    sk_PKCS7_pop_free(parts, PKCS7_free);
}
void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) {
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}
using OwnedParts = Owned<STACK_OF(PKCS7), free_parts>;
using OwnedBags = Owned<STACK_OF(PKCS12_SAFEBAG), free_bags>;

long count_of(const ASN1_INTEGER* number) {
    return number == nullptr ? 1 : ASN1_INTEGER_get(number);
}

template <class Parameters, auto release>
long rounds_in(const ASN1_STRING* sequence, const ASN1_ITEM* shape, ASN1_INTEGER* Parameters::*rounds) {
    const Owned<Parameters, release> parameters{static_cast<Parameters*>(ASN1_item_unpack(sequence, shape))};
    return parameters ? count_of(parameters.get()->*rounds) : -1;
}

// What an algorithm asks for; below one when that cannot be told, as of scrypt.
long rounds_of(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    int kind = 0;
    const void* value = nullptr;
    X509_ALGOR_get0(&object, &kind, &value, algorithm);
    if (kind != V_ASN1_SEQUENCE) return -1;
    const auto* const sequence = static_cast<const ASN1_STRING*>(value);
    if (OBJ_obj2nid(object) == NID_pbes2) {
        const Owned<PBE2PARAM, PBE2PARAM_free> both{
            static_cast<PBE2PARAM*>(ASN1_item_unpack(sequence, ASN1_ITEM_rptr(PBE2PARAM)))};
        return both ? rounds_of(both->keyfunc) : -1;
    }
    if (OBJ_obj2nid(object) == NID_id_pbkdf2)
        return rounds_in<PBKDF2PARAM, PBKDF2PARAM_free>(sequence, ASN1_ITEM_rptr(PBKDF2PARAM), &PBKDF2PARAM::iter);
    return rounds_in<PBEPARAM, PBEPARAM_free>(sequence, ASN1_ITEM_rptr(PBEPARAM), &PBEPARAM::iter);
}

PKCS8_PRIV_KEY_INFO* copy_of(const PKCS8_PRIV_KEY_INFO* key) {
    return static_cast<PKCS8_PRIV_KEY_INFO*>(ASN1_item_dup(ASN1_ITEM_rptr(PKCS8_PRIV_KEY_INFO), key));
}

struct Contents {
    OwnedKeyInfo key;
    std::vector<std::shared_ptr<X509>> certificates;
    bool out_of_reach = false;  // A part under a cipher that is not to be had in the file's context.
};

// Takes the key and the certificates out of a file whose MAC holds: it is whole, and the pass phrase is right.
class Reader {
public:
    Reader(OSSL_LIB_CTX* context, std::string_view pass_phrase, long rounds)
        : context_{context}, pass_phrase_{pass_phrase}, rounds_left_{rounds_max - rounds} {}

    Contents read(const PKCS12* file) && {
        const OwnedParts parts{PKCS12_unpack_authsafes(file)};
        for (int i = 0; parts && i < sk_PKCS7_num(parts.get()); ++i) read_part(sk_PKCS7_value(parts.get(), i));
        ERR_clear_error();
        return std::move(found_);
    }

private:
    [[nodiscard]] int length() const noexcept { return static_cast<int>(pass_phrase_.size()); }

    bool spend(const X509_ALGOR* algorithm) {
        const long rounds = rounds_of(algorithm);
        if (rounds < 1 || rounds > rounds_left_) return false;
        rounds_left_ -= rounds;
        return true;
    }

    void read_part(PKCS7* part) {
        OwnedBags bags;
        if (PKCS7_type_is_data(part) && part->d.data != nullptr) {
            bags.reset(PKCS12_unpack_p7data(part));
        } else if (PKCS7_type_is_encrypted(part) && part->d.encrypted != nullptr &&
                   spend(part->d.encrypted->enc_data->algorithm)) {
            bags.reset(PKCS12_unpack_p7encdata(part, pass_phrase_.data(), length()));
            if (!bags) found_.out_of_reach = true;
        }
        for (int i = 0; bags && i < sk_PKCS12_SAFEBAG_num(bags.get()); ++i)
            read_bag(sk_PKCS12_SAFEBAG_value(bags.get(), i));
    }

    void read_bag(const PKCS12_SAFEBAG* bag) {
        switch (PKCS12_SAFEBAG_get_nid(bag)) {
            case NID_keyBag:
                if (!found_.key) found_.key.reset(copy_of(PKCS12_SAFEBAG_get0_p8inf(bag)));
                return;
            case NID_pkcs8ShroudedKeyBag:
                if (!found_.key) read_key(bag);
                return;
            case NID_certBag:
                if (X509* const certificate = PKCS12_SAFEBAG_get1_cert(bag))
                    found_.certificates.emplace_back(certificate, X509_free);
                return;
            default:
                return;
        }
    }

    void read_key(const PKCS12_SAFEBAG* bag) {
        const X509_ALGOR* algorithm = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
        if (!spend(algorithm)) return;
        found_.key.reset(PKCS12_decrypt_skey_ex(bag, pass_phrase_.data(), length(), context_, nullptr));
        if (!found_.key) found_.out_of_reach = true;
    }

    OSSL_LIB_CTX* context_;
    std::string_view pass_phrase_;
    long rounds_left_;
    Contents found_;
};

// Read in a library context, null for the one everybody uses.
OwnedPkcs12 file_in(OSSL_LIB_CTX* context, std::string_view bytes) {
    PKCS12* file = PKCS12_init_ex(NID_pkcs7_data, context, nullptr);
    MINGZHANG_CHECK(file != nullptr);
    const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = in + bytes.size();
    const bool whole = d2i_PKCS12(&file, &in, static_cast<long>(bytes.size())) != nullptr && in == end;
    OwnedPkcs12 owned{file};
    if (!whole) owned.reset();
    ERR_clear_error();
    return owned;
}

// RC2 with 40 bits, as Windows and Java wrote it for twenty years, is read by OpenSSL 3 only through its legacy module.
// That gets a context of its own, so that nothing else is ever done with old ciphers.
Result<Contents, KeyError> read_old(std::string_view bytes, std::string_view pass_phrase, long rounds) {
    const OwnedContext context{OSSL_LIB_CTX_new()};
    MINGZHANG_CHECK(context != nullptr);
    const Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload> usual{OSSL_PROVIDER_load(context.get(), "default")};
    const Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload> legacy{OSSL_PROVIDER_load(context.get(), "legacy")};
    ERR_clear_error();
    MINGZHANG_CHECK(usual != nullptr);
    if (!legacy) return tl::unexpected{KeyError::old_cipher};
    const OwnedPkcs12 file = file_in(context.get(), bytes);
    MINGZHANG_CHECK(file != nullptr);  // It was read before.
    return Reader{context.get(), pass_phrase, rounds}.read(file.get());
}

}  // namespace

Result<OwnKey, KeyError> OwnKey::from_pkcs12(std::string_view bytes, std::string_view pass_phrase) {
    const auto refuse = [](KeyError why) { return tl::unexpected<KeyError>{why}; };
    const OwnedPkcs12 file = file_in(nullptr, bytes);
    if (!file || PKCS12_mac_present(file.get()) != 1) return refuse(KeyError::not_a_key);
    const ASN1_INTEGER* mac_rounds = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &mac_rounds, file.get());
    const long rounds = count_of(mac_rounds);
    if (rounds < 1 || rounds > rounds_max) return refuse(KeyError::not_a_key);
    const int length = static_cast<int>(pass_phrase.size());
    const bool opens = PKCS12_verify_mac(file.get(), pass_phrase.data(), length) == 1;
    ERR_clear_error();
    if (!opens) return refuse(KeyError::pass_phrase);

    Contents contents = Reader{nullptr, pass_phrase, rounds}.read(file.get());
    if (contents.out_of_reach) {
        auto old = read_old(bytes, pass_phrase, rounds);
        if (!old) return refuse(old.error());
        contents = *std::move(old);
    }
    if (!contents.key) return refuse(KeyError::not_a_key);
    std::shared_ptr<EVP_PKEY> key{EVP_PKCS82PKEY(contents.key.get()), EVP_PKEY_free};
    ERR_clear_error();
    if (!key) return refuse(KeyError::not_a_key);
    for (const auto& certificate : contents.certificates) {
        const EVP_PKEY* const of_it = X509_get0_pubkey(certificate.get());
        const bool belongs = of_it != nullptr && EVP_PKEY_eq(key.get(), of_it) == 1;
        ERR_clear_error();
        if (!belongs) continue;
        const auto own = Certificate::from(certificate);
        if (!own) return refuse(own.error());
        return of(std::move(key), *own);
    }
    return refuse(KeyError::no_certificate);
}

}  // namespace mingzhang::bank::signing
