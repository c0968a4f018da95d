// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/keyring.hpp"
#include "base/crypto/recovery.hpp"
#include "base/crypto/seal.hpp"
#include "base/crypto/secret_file.hpp"
#include "base/crypto/signature.hpp"
#include "base/values/check.hpp"

// What every refusal of this folder says, in one place, so that the sentences can be read against each other.
namespace mingzhang::crypto {

RefusalWords words(SecretFileError error) {
    switch (error) {
        case SecretFileError::missing:
            return {"secret.file/missing", "文件 {0} 不存在。", "The file {0} is not there.",
                    "请核对路径；相对路径从写它的文件所在的目录算起。",
                    "Check the path; it is taken from the folder of the file that names it."};
        case SecretFileError::unreadable:
            return {"secret.file/unreadable", "文件 {0} 读不出来。", "The file {0} cannot be read.",
                    "请检查文件权限和磁盘。", "Check its permissions and the disk."};
        case SecretFileError::open_to_others:
            return {"secret.file/open_to_others", "别人也能读写 {0}。", "Others may read or write {0}.",
                    "请先 chmod 600；若别人可能已经看过，换一把密钥。",
                    "Do chmod 600 first; if others may have seen it, change the key."};
        case SecretFileError::too_large:
            return {"secret.file/too_large", "{0} 太大，不是密钥或证书。", "{0} is too large for a key.",
                    "请核对路径。", "Check the path."};
        case SecretFileError::no_pass_phrase:
            return {"secret.file/no_pass_phrase", "口令文件 {0} 的第一行是空的。", "The first line of {0} is empty.",
                    "请把口令写在第一行。", "Write the pass phrase into the first line."};
    }
    return {};
}

RefusalWords words(KeyFileError error) {
    switch (error) {
        case KeyFileError::exists_already:
            return {"key.file/exists_already", "{0} 已经存在，没有覆盖。",
                    "{0} exists already and was not overwritten.",
                    "如果它是正在使用的密钥文件，请保留；否则换一个文件名。",
                    "If it is the key file in use, keep it; otherwise choose another name."};
        case KeyFileError::not_written:
            return {"key.file/not_written", "密钥文件 {0} 写不进去。", "The key file {0} could not be written.",
                    "请检查文件夹是否存在、是否可写、磁盘是否已满，然后重试。",
                    "See that the folder exists and may be written and that the disk is not full, then try again."};
        case KeyFileError::missing:
            return {"key.file/missing", "找不到密钥文件 {0}。", "There is no key file {0}.",
                    "请从备份取回密钥文件，或用恢复单：mingzhang key restore。",
                    "Bring the key file back from a backup, or make it again from the recovery sheet."};
        case KeyFileError::unreadable:
            return {"key.file/unreadable", "密钥文件 {0} 读不出来。", "The key file {0} cannot be read.",
                    "请用安装本程序的操作系统用户运行，并确认它是普通文件。",
                    "Run as the system user who installed the program, and see that it is a regular file."};
        case KeyFileError::open_to_others:
            return {"key.file/open_to_others", "密钥文件 {0} 其他用户也能访问，已拒绝使用。",
                    "The key file {0} is open to other users and is not used.",
                    "请执行 chmod 600 {0}，并查明在此之前谁读过它。",
                    "Run chmod 600 {0}, and find out who may have read it before."};
        case KeyFileError::damaged:
            return {"key.file/damaged", "密钥文件 {0} 已损坏。", "The key file {0} is damaged.",
                    "请从备份取回密钥文件，或用恢复单：mingzhang key restore。",
                    "Bring the key file back from a backup, or make it again from the recovery sheet."};
    }
    assumption_failed("a key file error without words", __FILE__, __LINE__);
}

RefusalWords words(UnwrapError error) {
    switch (error) {
        case UnwrapError::malformed:
            return {"key.unwrap/malformed", "数据库里的数据密钥不完整（密钥文件 {0}）。",
                    "The data keys in the database are not whole (key file {0}).", "请从最近一次备份恢复数据库。",
                    "Restore the database from the last backup."};
        case UnwrapError::other_key_file:
            return {"key.unwrap/other_key_file", "密钥文件 {0} 不是这个数据库的密钥文件。",
                    "Key file {0} does not belong to this database.", "请换用这个数据库自己的密钥文件，编号见恢复单。",
                    "Use the key file of this database; its number stands on the recovery sheet."};
        case UnwrapError::damaged:
            return {"key.unwrap/damaged", "数据库里的数据密钥被改动过（密钥文件 {0}）。",
                    "The data keys in the database were changed (key file {0}).",
                    "请从最近一次备份恢复数据库，并查明改动的原因。",
                    "Restore the database from the last backup and find out who changed it."};
    }
    assumption_failed("an unwrap error without words", __FILE__, __LINE__);
}

RefusalWords words(RecoveryFault fault) {
    switch (fault) {
        case RecoveryFault::wrong_character:
            return {"key.recover/wrong_character", "恢复码第 {0} 组有不认识的字符。",
                    "Group {0} of the recovery code has a character that does not belong.",
                    "恢复码只有数字和字母（没有 I、L、O、U），请对照恢复单重新输入这一组。",
                    "The code is of digits and letters (no I, L, O, U): type this group again from the sheet."};
        case RecoveryFault::group_mistyped:
            return {"key.recover/group_mistyped", "恢复码第 {0} 组输入有误。",
                    "Group {0} of the recovery code is mistyped.", "请对照恢复单重新输入这一组，并核对各组的顺序。",
                    "Type this group again from the sheet and see that the groups are in order."};
        case RecoveryFault::wrong_length:
            return {"key.recover/wrong_length", "恢复码不是 14 组、每组 5 位，请看第 {0} 组。",
                    "The recovery code is not fourteen groups of five; look at group {0}.",
                    "请把恢复单上的 14 组全部输入，不多不少。",
                    "Type all fourteen groups of the sheet and nothing else."};
        case RecoveryFault::key_does_not_fit:
            return {"key.recover/key_does_not_fit", "各组单独看都对，合起来不是一把密钥（第 {0} 组不符）。",
                    "Each group looks right, but together they are not a key (group {0} does not fit).",
                    "请确认 14 组抄自同一张恢复单，再全部重新输入。",
                    "See that all fourteen groups come from one sheet and type them all again."};
    }
    assumption_failed("a recovery fault without words", __FILE__, __LINE__);
}

RefusalWords words(OpenError error) {
    switch (error) {
        case OpenError::malformed:
            return {"seal.open/malformed", "加密内容不完整（{0}）。", "A sealed value is not whole ({0}).",
                    "请运行 verify 找出受损的记录，再从备份恢复。",
                    "Run verify to find the damaged records, then restore from a backup."};
        case OpenError::unknown_version:
            return {"seal.open/unknown_version", "加密内容由更新的版本写成（{0}）。",
                    "A sealed value was made by a later release ({0}).", "请升级本程序后再打开。",
                    "Upgrade the program, then open it again."};
        case OpenError::other_keys:
            return {"seal.open/other_keys", "加密内容用的是另一组数据密钥（{0}）。",
                    "A sealed value is under other data keys ({0}).", "请用写入它的那个数据库打开。",
                    "Open it with the database it was written by."};
        case OpenError::damaged:
            return {"seal.open/damaged", "加密内容被改动、截断或换了位置（{0}）。",
                    "A sealed value was changed, cut short or moved ({0}).",
                    "请运行 verify 找出受损的记录，查明原因，再从备份恢复。",
                    "Run verify to find the records, find out why, then restore from a backup."};
    }
    assumption_failed("an open error without words", __FILE__, __LINE__);
}

RefusalWords words(SignatureKeyError error) {
    switch (error) {
        case SignatureKeyError::not_a_key:
            return {"sign.key/not_a_key", "{0} 不是密钥文件（PEM）。", "{0} is not a key (PEM).",
                    "请核对文件；公钥文件以 -----BEGIN PUBLIC KEY----- 开头。",
                    "Check the file; a public key begins with -----BEGIN PUBLIC KEY-----."};
        case SignatureKeyError::pass_phrase:
            return {"sign.key/pass_phrase", "{0} 的口令没有给出，或者不对。",
                    "The pass phrase of {0} is missing or wrong.", "请重新输入口令。", "Give the pass phrase again."};
        case SignatureKeyError::kind_not_spoken:
            return {"sign.key/kind_not_spoken", "{0} 不是 Ed25519 或 SM2 密钥。",
                    "{0} is neither an Ed25519 nor an SM2 key.", "请换用这两种之一的密钥。",
                    "Use a key of one of these two kinds."};
    }
    assumption_failed("a signature key error without words", __FILE__, __LINE__);
}

}  // namespace mingzhang::crypto
