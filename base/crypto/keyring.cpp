// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/keyring.hpp"

#include <algorithm>
#include <array>

#include "base/crypto/aead.hpp"
#include "base/crypto/digest.hpp"
#include "base/crypto/hex.hpp"

namespace mingzhang::crypto {

namespace {

// Wrapped data keys: version 1, identity of the master key 4, key number 2, nonce 12, two keys 64, tag 16.
constexpr std::byte wrapped_version{1};
constexpr std::size_t identity_size = 4;
constexpr std::size_t header_size = 1 + identity_size + 2;
constexpr std::size_t keys_size = 2 * SecretKey::size;
constexpr std::size_t wrapped_size = header_size + Aead::nonce_size + keys_size + Aead::tag_size;

Digest identity_digest(const SecretKey& master) {
    return Sha256{}.update("mingzhang master key").update(master.bytes()).finish();
}

// What the wrapped keys are tied to: their own header, and the purpose, so that no sealed row can stand in for them.
std::string bound_to(Bytes header) {
    return "mingzhang data keys " + to_hex(header);
}

}  // namespace

DataKeys DataKeys::generate(std::uint16_t number, RandomSource& random) {
    // Two statements, because the order in which arguments are worked out is the compiler's.
    const SecretKey sealing = SecretKey::generate(random);
    const SecretKey digesting = SecretKey::generate(random);
    return DataKeys{number, sealing, digesting};
}

Result<KeyFile, RecoveryError> KeyFile::from_recovery(std::string_view typed) {
    return from_recovery_groups(typed).map([](const SecretKey& master) { return KeyFile{master}; });
}

std::string KeyFile::recovery_groups() const {
    return to_recovery_groups(master_);
}

std::string KeyFile::identity() const {
    return to_hex(identity_digest(master_).bytes().first(identity_size));
}

std::string KeyFile::recovery_sheet(Language language) const {
    if (language == Language::zh)
        return "明账 密钥恢复单\n\n密钥编号 " + identity() + "\n\n" + recovery_groups() +
               "\n\n这 14 组字符就是数据库的密钥。密钥文件丢失或损坏时，用它重新生成密钥文件；\n"
               "没有密钥文件也没有这张单子，身份证号和账号就再也读不出来。\n"
               "请打印两份，密封后存放在两个保险柜里，不要拍照，不要存入电脑。\n"
               "输入时大小写、空格、换行不限；没有字母 I、L、O、U。\n";
    return "Mingzhang key recovery sheet\n\nKey " + identity() + "\n\n" + recovery_groups() +
           "\n\nThese fourteen groups are the key of the database. When the key file is lost or damaged, they make it\n"
           "again; without the key file and without this sheet no ID or account number can ever be read.\n"
           "Print it twice, seal both, and keep them in two safes. No photographs, no copy on a computer.\n"
           "Type it in either case, with or without spaces and line ends; there is no letter I, L, O or U.\n";
}

std::string KeyFile::wrap(const DataKeys& keys, RandomSource& random) const {
    std::array<std::byte, wrapped_size> wrapped{};
    const std::span all{wrapped};
    all[0] = wrapped_version;
    std::ranges::copy(identity_digest(master_).bytes().first(identity_size), all.begin() + 1);
    all[header_size - 2] = static_cast<std::byte>(keys.number >> 8);
    all[header_size - 1] = static_cast<std::byte>(keys.number & 0xff);

    Aead::Nonce nonce{};
    random.fill(nonce);
    std::ranges::copy(nonce, all.begin() + header_size);
    std::array<std::byte, keys_size> plain{};
    std::ranges::copy(keys.sealing.bytes(), plain.begin());
    std::ranges::copy(keys.digesting.bytes(), plain.begin() + SecretKey::size);
    Aead{master_}.seal(nonce, as_bytes(bound_to(all.first(header_size))), plain,
                       all.subspan(header_size + Aead::nonce_size));
    wipe(plain);
    return to_hex(wrapped);
}

Result<DataKeys, UnwrapError> KeyFile::unwrap(std::string_view wrapped) const {
    const auto refuse = [](UnwrapError why) { return tl::unexpected<UnwrapError>{why}; };
    const auto bytes = from_hex(wrapped);
    if (!bytes || bytes->size() != wrapped_size || bytes->front() != wrapped_version)
        return refuse(UnwrapError::malformed);
    const Bytes all{*bytes};
    if (!std::ranges::equal(all.subspan(1, identity_size), identity_digest(master_).bytes().first(identity_size)))
        return refuse(UnwrapError::other_key_file);

    Aead::Nonce nonce{};
    std::ranges::copy(all.subspan(header_size, Aead::nonce_size), nonce.begin());
    std::array<std::byte, keys_size> plain{};
    const bool genuine = Aead{master_}.open(nonce, as_bytes(bound_to(all.first(header_size))),
                                            all.subspan(header_size + Aead::nonce_size), plain);
    if (!genuine) return refuse(UnwrapError::damaged);
    const auto number =
        std::to_integer<unsigned>(all[header_size - 2]) << 8 | std::to_integer<unsigned>(all[header_size - 1]);
    const std::span<const std::byte, keys_size> keys{plain};
    DataKeys unwrapped{static_cast<std::uint16_t>(number), SecretKey{keys.first<SecretKey::size>()},
                       SecretKey{keys.last<SecretKey::size>()}};
    wipe(plain);
    return unwrapped;
}

}  // namespace mingzhang::crypto
