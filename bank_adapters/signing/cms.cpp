// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/cms.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <optional>

#include "bank_adapters/signing/owned.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::signing {
namespace {

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedCms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;

// OpenSSL counts in int.
OwnedBio reader_of(std::string_view bytes) {
    MINGZHANG_CHECK(bytes.size() <= cms_bytes_max);
    OwnedBio bio{BIO_new_mem_buf(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()))};
    MINGZHANG_CHECK(bio != nullptr);
    return bio;
}

OwnedBio collector() {
    OwnedBio bio{BIO_new(BIO_s_mem())};
    MINGZHANG_CHECK(bio != nullptr);
    return bio;
}

std::string text_of(BIO* bio) {
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(bio, &bytes);
    return length > 0 ? std::string(bytes, static_cast<std::size_t>(length)) : std::string{};
}

// A list of certificates that OpenSSL asks for; the certificates stay whose they are.
class CertificateList {
public:
    CertificateList() : list_{sk_X509_new_null()} { MINGZHANG_CHECK(list_ != nullptr); }
    CertificateList(const CertificateList&) = delete;
    CertificateList& operator=(const CertificateList&) = delete;
    ~CertificateList() { sk_X509_free(list_); }
    void add(const Certificate& certificate) { MINGZHANG_CHECK(sk_X509_push(list_, certificate.get()) > 0); }
    [[nodiscard]] STACK_OF(X509) * get() const noexcept { return list_; }

private:
    STACK_OF(X509) * list_;
};

std::string der_of(CMS_ContentInfo* cms) {
    const int length = i2d_CMS_ContentInfo(cms, nullptr);
    MINGZHANG_CHECK(length > 0);
    std::string der(static_cast<std::size_t>(length), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    MINGZHANG_CHECK(i2d_CMS_ContentInfo(cms, &out) == length);
    return der;
}

const EVP_MD* algorithm(CmsDigest digest) {
    switch (digest) {
        case CmsDigest::sha256:
            return EVP_sha256();
        case CmsDigest::sha384:
            return EVP_sha384();
        case CmsDigest::sha512:
            return EVP_sha512();
    }
    return EVP_sha256();
}

// A SEQUENCE that begins with an object identifier of PKCS #7 (1.2.840.113549.1.7.*), as every such file does.
bool begins_as_cms(std::string_view bytes) {
    constexpr std::string_view identifier{"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", 10};
    if (bytes.size() < 2 || bytes.front() != '\x30') return false;
    const auto length = static_cast<unsigned char>(bytes[1]);
    const std::size_t head = length > 0x80 ? 2U + (length & 0x7fU) : 2U;
    return bytes.size() >= head && bytes.substr(head).starts_with(identifier);
}

Result<OwnedCms, Refusal> read_cms(const RoadFile& file, int kind) {
    if (file.bytes.size() > cms_bytes_max) return refuse(OpenError::too_large, file.name, cms_bytes_max >> 20U);
    if (!begins_as_cms(file.bytes)) return refuse(OpenError::not_cms, file.name, "");
    const auto* in = reinterpret_cast<const unsigned char*>(file.bytes.data());
    const auto* const end = in + file.bytes.size();
    OwnedCms cms{d2i_CMS_ContentInfo(nullptr, &in, static_cast<long>(file.bytes.size()))};
    ERR_clear_error();
    if (!cms || in != end) return refuse(OpenError::not_whole, file.name, "");
    if (OBJ_obj2nid(CMS_get0_type(cms.get())) != kind)
        return refuse(OpenError::other_kind, file.name, OBJ_nid2sn(OBJ_obj2nid(CMS_get0_type(cms.get()))));
    return cms;
}

bool holds_content(CMS_ContentInfo* cms) {
    ASN1_OCTET_STRING** content = CMS_get0_content(cms);
    ERR_clear_error();
    return content != nullptr && *content != nullptr;
}

// Whom a signature names, for a person to look for: the issuer and the number of his certificate.
std::string named_in(CMS_SignerInfo* signer) {
    ASN1_OCTET_STRING* key = nullptr;
    X509_NAME* issuer = nullptr;
    ASN1_INTEGER* number = nullptr;
    if (CMS_SignerInfo_get0_signer_id(signer, &key, &issuer, &number) != 1) return "?";
    const OwnedBio out = collector();
    if (issuer != nullptr)
        X509_NAME_print_ex(out.get(), issuer, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    if (number != nullptr) {
        BIO_puts(out.get(), " ");
        i2a_ASN1_INTEGER(out.get(), number);
    }
    if (key != nullptr) i2a_ASN1_STRING(out.get(), key, 0);
    std::string text = text_of(out.get());
    while (const auto wrong = first_wrong_utf8_byte(text)) text[*wrong] = '?';
    return text;
}

// SHA-1 and MD5 no longer tell one file from another made to look like it.
bool is_strong(CMS_SignerInfo* signer) {
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    const int kind = OBJ_obj2nid(object);
    constexpr std::array strong{NID_sha256, NID_sha384, NID_sha512};
    return std::ranges::find(strong, kind) != strong.end();
}

// Everything about who signed, before any signature is worked out.
Result<void, Refusal> check_signers(const std::string& name, CMS_ContentInfo* cms,
                                    const std::vector<Certificate>& pinned, Instant now) {
    STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(cms);
    if (signers == nullptr || sk_CMS_SignerInfo_num(signers) == 0) return refuse(OpenError::signer_unknown, name, "-");
    for (int i = 0; i < sk_CMS_SignerInfo_num(signers); ++i) {
        CMS_SignerInfo* const signer = sk_CMS_SignerInfo_value(signers, i);
        const auto by = std::ranges::find_if(pinned, [&](const Certificate& certificate) {
            return CMS_SignerInfo_cert_cmp(signer, certificate.get()) == 0;
        });
        if (by == pinned.end()) return refuse(OpenError::signer_unknown, name, named_in(signer));
        if (now < by->valid_from())
            return refuse(OpenError::signer_not_valid_yet, name, to_office_text(by->valid_from()));
        if (now > by->valid_until()) return refuse(OpenError::signer_expired, name, to_office_text(by->valid_until()));
        if (!is_strong(signer)) return refuse(OpenError::digest_weak, name, "");
    }
    return {};
}

// Certificates inside the file are not looked at: only those agreed on can make a signature hold, and they stand for
// themselves, without a chain.
constexpr unsigned verify_flags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY | CMS_NOINTERN;

bool signature_holds(CMS_ContentInfo* cms, const std::vector<Certificate>& signers, BIO* content, BIO* out) {
    CertificateList list;
    for (const Certificate& signer : signers) list.add(signer);
    const bool holds = CMS_verify(cms, list.get(), nullptr, content, out, verify_flags) == 1;
    ERR_clear_error();
    return holds;
}

bool is_recipient(CMS_ContentInfo* cms, const Certificate& certificate) {
    STACK_OF(CMS_RecipientInfo)* const recipients = CMS_get0_RecipientInfos(cms);
    for (int i = 0; recipients != nullptr && i < sk_CMS_RecipientInfo_num(recipients); ++i) {
        CMS_RecipientInfo* const recipient = sk_CMS_RecipientInfo_value(recipients, i);
        if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_TRANS &&
            CMS_RecipientInfo_ktri_cert_cmp(recipient, certificate.get()) == 0)
            return true;
    }
    return false;
}

}  // namespace

std::string cms_sign(std::string_view content, const OwnKey& key, CmsForm form, CmsDigest digest, Instant at) {
    const unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP |
                           (form == CmsForm::detached ? static_cast<unsigned>(CMS_DETACHED) : 0U);
    const OwnedBio in = reader_of(content);
    const OwnedCms cms{CMS_sign(nullptr, nullptr, nullptr, nullptr, flags)};
    MINGZHANG_CHECK(cms != nullptr);
    CMS_SignerInfo* const signer =
        CMS_add1_signer(cms.get(), key.certificate().get(), key.get(), algorithm(digest), flags);
    MINGZHANG_CHECK(signer != nullptr);
    // Set here, or OpenSSL would take the machine's own time.
    const Owned<ASN1_TIME, ASN1_TIME_free> time{ASN1_TIME_set(nullptr, at.time_since_epoch().count())};
    MINGZHANG_CHECK(time != nullptr);
    MINGZHANG_CHECK(CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1);
    MINGZHANG_CHECK(CMS_final(cms.get(), in.get(), nullptr, flags) == 1);
    return der_of(cms.get());
}

std::string cms_encrypt(std::string_view content, const Certificate& to, CmsCipher cipher) {
    CertificateList list;
    list.add(to);
    const OwnedBio in = reader_of(content);
    const EVP_CIPHER* const algorithm = cipher == CmsCipher::sm4_cbc ? EVP_sm4_cbc() : EVP_aes_256_cbc();
    const OwnedCms cms{CMS_encrypt(list.get(), in.get(), algorithm, CMS_BINARY)};
    MINGZHANG_CHECK(cms != nullptr);
    return der_of(cms.get());
}

Result<void, Refusal> cms_verify(const RoadFile& file, const RoadFile& signature,
                                 const std::vector<Certificate>& signers, Instant now) {
    if (file.bytes.size() > cms_bytes_max) return refuse(OpenError::too_large, file.name, cms_bytes_max >> 20U);
    const auto cms = read_cms(signature, NID_pkcs7_signed);
    if (!cms) return tl::unexpected{cms.error()};
    if (holds_content(cms->get())) return refuse(OpenError::other_kind, signature.name, "attached");
    if (auto known = check_signers(signature.name, cms->get(), signers, now); !known) return known;
    // Behind a filter that does nothing: of content in plain memory OpenSSL 3.0 makes a second reader, and forgets it
    // when the signature names a digest nobody knows.
    const OwnedBio content{BIO_push(BIO_new(BIO_f_null()), reader_of(file.bytes).release())};
    if (!signature_holds(cms->get(), signers, content.get(), nullptr))
        return refuse(OpenError::signature_not_genuine, file.name, "");
    return {};
}

Result<std::string, Refusal> cms_open(const RoadFile& file, const std::vector<Certificate>& signers, Instant now) {
    const auto cms = read_cms(file, NID_pkcs7_signed);
    if (!cms) return tl::unexpected{cms.error()};
    if (!holds_content(cms->get())) return refuse(OpenError::other_kind, file.name, "detached");
    if (auto known = check_signers(file.name, cms->get(), signers, now); !known) return pass_on(known);
    const OwnedBio out = collector();
    if (!signature_holds(cms->get(), signers, nullptr, out.get()))
        return refuse(OpenError::signature_not_genuine, file.name, "");
    return text_of(out.get());
}

Result<std::string, Refusal> cms_decrypt(const RoadFile& file, const OwnKey& key) {
    const auto cms = read_cms(file, NID_pkcs7_enveloped);
    if (!cms) return tl::unexpected{cms.error()};
    if (!is_recipient(cms->get(), key.certificate())) return refuse(OpenError::not_for_us, file.name, "");
    const OwnedBio out = collector();
    const bool done = CMS_decrypt(cms->get(), key.get(), key.certificate().get(), nullptr, out.get(), CMS_BINARY) == 1;
    ERR_clear_error();
    if (!done) return refuse(OpenError::cannot_decrypt, file.name, "");
    return text_of(out.get());
}

}  // namespace mingzhang::bank::signing
