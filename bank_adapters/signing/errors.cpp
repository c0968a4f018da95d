// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/errors.hpp"

#include "base/values/check.hpp"

namespace mingzhang::bank::signing {

RefusalWords words(KeyError error) {
    switch (error) {
        case KeyError::not_a_key:
            return {"bank.key/not_a_key", "{0} 不是密钥，或者已损坏。", "{0} is no key, or is damaged.",
                    "需要 PKCS#12（.p12、.pfx）或 PKCS#8（PEM）文件。", "A PKCS#12 or PKCS#8 (PEM) file is needed."};
        case KeyError::pass_phrase:
            return {"bank.key/pass_phrase", "{0} 的口令没有给出，或者不对。",
                    "The pass phrase of {0} is missing or wrong.",
                    "请在 pass_phrase_file 指明口令文件，并核对其中口令。",
                    "Name the file it stands in as pass_phrase_file, and check it."};
        case KeyError::old_cipher:
            return {"bank.key/old_cipher", "{0} 用的是旧算法，本机没有能读它的 OpenSSL legacy 模块。",
                    "{0} is of an old make, which only OpenSSL's legacy module reads, and that is not on this machine.",
                    "请安装 legacy 模块（ossl-modules/legacy.so），或用 openssl pkcs12 -legacy 换成新格式。",
                    "Install the module (ossl-modules/legacy.so), or write the file anew with openssl pkcs12 -legacy."};
        case KeyError::kind_not_spoken:
            return {"bank.key/kind_not_spoken", "{0} 不是 RSA 密钥。", "{0} is no RSA key.",
                    "CMS 只用 RSA；SM2、Ed25519 密钥用 form = \"manifest\"。",
                    "CMS speaks RSA alone; SM2 and Ed25519 keys go with form = \"manifest\"."};
        case KeyError::no_certificate:
            return {"bank.key/no_certificate", "{0} 里没有证书。", "There is no certificate in {0}.",
                    "请在 certificate 指明这把密钥的证书文件。", "Name the key's certificate as certificate."};
        case KeyError::not_a_certificate:
            return {"bank.key/not_a_certificate", "{0} 不是证书，或者已损坏。", "{0} is no certificate, or is damaged.",
                    "需要 X.509 证书（PEM 或 DER）。", "An X.509 certificate (PEM or DER) is needed."};
        case KeyError::too_short:
            return {"bank.key/too_short", "{0} 的 RSA 密钥不足 2048 位。",
                    "The RSA key in {0} has less than 2048 bits.", "请换用 2048 位以上的密钥；银行的证书请银行更换。",
                    "Use one of 2048 bits or more; have the bank change its own."};
        case KeyError::certificate_of_another_key:
            return {"bank.key/certificate_of_another_key", "{0} 与所写的证书不是一对。",
                    "{0} and the certificate named do not belong together.", "请核对两个文件。", "Check both files."};
        case KeyError::not_a_shared_key:
            return {"bank.key/not_a_shared_key", "{0} 不是共享密钥。", "{0} is no shared key.",
                    "文件应只有一行 64 位十六进制数，如 openssl rand -hex 32 所写。",
                    "It should be one line of 64 hex digits, as openssl rand -hex 32 writes."};
    }
    assumption_failed("a key error without words", __FILE__, __LINE__);
}

RefusalWords words(CloseError error) {
    switch (error) {
        case CloseError::too_large:
            return {"bank.close/too_large", "文件 {0} 超过 {1} MiB，不能加签加密。",
                    "{0} is over {1} MiB and cannot be signed or encrypted.", "请拆分批次。", "Split the batch."};
        case CloseError::name_not_fit:
            return {"bank.close/name_not_fit", "文件名 {0} 不能写进签名。", "The name {0} cannot stand in a signature.",
                    "文件名最长 255 字节，不能有斜线和控制字符；请改格式文件中的文件名。",
                    "At most 255 bytes, without slashes and control characters: change the name in the layout."};
        case CloseError::own_certificate_not_valid_yet:
            return {"bank.close/own_certificate_not_valid_yet", "本单位证书 {1} 起才有效，{0} 未加签。",
                    "Our certificate is valid only from {1}; {0} was not signed.",
                    "请核对本机时间；时间无误的，换用有效的证书。",
                    "Check the clock; if it is right, use a certificate that is valid."};
        case CloseError::own_certificate_expired:
            return {"bank.close/own_certificate_expired", "本单位证书已于 {1} 到期，{0} 未加签。",
                    "Our certificate expired at {1}; {0} was not signed.", "请换发证书，交银行登记后再送盘。",
                    "Get a new one, have the bank take it up, then send."};
        case CloseError::bank_certificate_not_valid_yet:
            return {"bank.close/bank_certificate_not_valid_yet", "银行证书 {1} 起才有效，{0} 未加密。",
                    "The bank's certificate is valid only from {1}; {0} was not encrypted.",
                    "请核对本机时间；时间无误的，向银行索取现行证书。",
                    "Check the clock; if it is right, ask the bank for the one in force."};
        case CloseError::bank_certificate_expired:
            return {"bank.close/bank_certificate_expired", "银行证书已于 {1} 到期，{0} 未加密。",
                    "The bank's certificate expired at {1}; {0} was not encrypted.",
                    "请向银行索取新证书，核对指纹后换上。",
                    "Ask the bank for the new one and compare its fingerprint."};
    }
    assumption_failed("a close error without words", __FILE__, __LINE__);
}

RefusalWords words(OpenError error) {
    switch (error) {
        case OpenError::too_large:
            return {"bank.open/too_large", "文件 {0} 超过 {1} MiB，没有打开。", "{0} is over {1} MiB: not opened.",
                    "请银行拆分后重发。", "Have the bank split it."};
        case OpenError::name_not_agreed:
            return {"bank.open/name_not_agreed", "文件 {0} 的名称不以“{1}”结尾，与约定不符。",
                    "The name {0} does not end with \"{1}\" as agreed.",
                    "请银行按约定命名；约定有变的，改约定文件的 ending。",
                    "Have the bank name it as agreed, or mend ending in the agreement."};
        case OpenError::companion_missing:
            return {"bank.open/companion_missing", "文件 {0} 没有签名文件 {1}，没有采用。",
                    "{0} came without its signature {1}: not taken.", "请银行补发签名文件，不要去掉验签。",
                    "Have the bank send it; do not do without."};
        case OpenError::not_cms:
            return {"bank.open/not_cms", "文件 {0} 没有按约定加签或加密（不是 CMS DER）。",
                    "{0} is not signed or encrypted as agreed: it is no CMS in DER.",
                    "请银行按约定重发；对方给 PEM 或 Base64 的，请其改为 DER。",
                    "Have it sent as agreed; where the bank gives PEM or Base64, ask for DER."};
        case OpenError::not_whole:
            return {"bank.open/not_whole", "文件 {0} 不完整，或被改动。", "{0} is cut short or altered.",
                    "请重新收取；仍不完整的，请银行重发。", "Fetch it again, or have the bank send it again."};
        case OpenError::other_kind:
            return {"bank.open/other_kind", "文件 {0} 的加签方式与约定不符（{1}）。",
                    "{0} is not of the kind agreed on ({1}).", "请与银行核对：签名单独成文件，还是包在文件里。",
                    "Settle with the bank whether signature and file are apart or together."};
        case OpenError::not_manifest:
            return {"bank.open/not_manifest", "签名文件 {0} 不是约定的写法，或被改动。",
                    "The signature {0} is not written as agreed, or was altered.", "请银行按约定重发签名文件。",
                    "Have the bank send it again as agreed."};
        case OpenError::not_sealed_file:
            return {"bank.open/not_sealed_file", "文件 {0} 没有按约定用共享密钥加密。",
                    "{0} is not encrypted under the shared key as agreed.", "请银行按约定重发。",
                    "Have the bank send it as agreed."};
        case OpenError::not_for_us:
            return {"bank.open/not_for_us", "文件 {0} 不是加密给本单位现用证书的。",
                    "{0} is not encrypted to our certificate.", "请核对银行登记的是否为本单位现用证书，再请其重发。",
                    "See which certificate of ours the bank uses, then have it sent again."};
        case OpenError::other_key:
            return {"bank.open/other_key", "文件 {0} 用的是另一把共享密钥（编号 {1}）。",
                    "{0} is under another shared key (number {1}).",
                    "请与银行核对密钥编号：mingzhang bank trust check。",
                    "Compare key numbers with the bank: mingzhang bank trust check."};
        case OpenError::cannot_decrypt:
            return {"bank.open/cannot_decrypt", "文件 {0} 解不开：不完整或被改动。",
                    "{0} cannot be decrypted: it is cut short or altered.", "请重新收取；仍解不开的，请银行重发。",
                    "Fetch it again, or have the bank send it again."};
        case OpenError::signer_unknown:
            return {"bank.open/signer_unknown", "文件 {0} 的签名人不在约定之内：{1}。",
                    "{0} is signed by somebody not agreed on: {1}.",
                    "没有采用。请向银行核实；银行已换证书的，核对指纹后加进约定文件。",
                    "Not taken. Ask the bank; if it changed its key, compare the fingerprint and add it."};
        case OpenError::signer_not_valid_yet:
            return {"bank.open/signer_not_valid_yet", "文件 {0} 的签名证书 {1} 起才有效。",
                    "The certificate {0} is signed with is valid only from {1}.", "请核对本机时间，再向银行核实。",
                    "Check the clock, then ask the bank."};
        case OpenError::signer_expired:
            return {"bank.open/signer_expired", "文件 {0} 的签名证书已于 {1} 到期。",
                    "The certificate {0} is signed with expired at {1}.",
                    "请向银行索取新证书，核对指纹后加进约定文件，再请银行用新证书重发。",
                    "Get the bank's new one, compare its fingerprint, add it, and have the file signed with it."};
        case OpenError::digest_weak:
            return {"bank.open/digest_weak", "文件 {0} 的签名用了 SHA-1 或 MD5，不再可靠。",
                    "{0} is signed over SHA-1 or MD5, which no longer hold.", "请银行改用 SHA-256 以上重签。",
                    "Have the bank sign with SHA-256 or better."};
        case OpenError::signature_not_genuine:
            return {"bank.open/signature_not_genuine", "文件 {0} 的签名不成立：文件或签名被改动。",
                    "The signature of {0} does not hold: file or signature were altered.",
                    "没有采用。请重新收取；仍不成立的，当面或电话向银行核实，不要记账。",
                    "Not taken. Fetch it again; if it still fails ask the bank in person and book nothing."};
        case OpenError::other_name:
            return {"bank.open/other_name", "文件 {0} 是以另一个名称“{1}”加签或加密的。",
                    "{0} was signed or sealed under another name, \"{1}\".", "请银行以原名重发，不要改名。",
                    "Have it sent under its own name; do not rename it."};
        case OpenError::other_length:
            return {"bank.open/other_length", "文件 {0} 的长度与签名所写的 {1} 字节不符。",
                    "{0} has not the {1} bytes that were signed.", "请重新收取；仍不符的，请银行重发文件和签名。",
                    "Fetch it again, or have the bank send file and signature again."};
        case OpenError::other_content:
            return {"bank.open/other_content", "文件 {0} 的内容与签名所写的摘要不符。",
                    "{0} is not the content that was signed.",
                    "没有采用。请重新收取；仍不符的，当面或电话向银行核实，不要记账。",
                    "Not taken. Fetch it again; if it still fails ask the bank in person and book nothing."};
    }
    assumption_failed("an open error without words", __FILE__, __LINE__);
}

}  // namespace mingzhang::bank::signing
