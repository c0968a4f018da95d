// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/signing/keys.hpp"

#include <stdexcept>

#include "tests/base/temporary_folder.hpp"
#include "tests/console/process.hpp"

namespace mingzhang::bank::signing::test {
namespace {

constexpr const char* program = "/usr/bin/openssl";

void run(std::vector<std::string> arguments) {
    const auto ended = mingzhang::test::run_process(program, std::move(arguments));
    if (ended.status != 0) throw std::runtime_error{"openssl: " + ended.err};
}

void make_rsa(const std::filesystem::path& folder, const std::string& who) {
    const std::string base = (folder / who).string();
    write_secret(base + ".pass", std::string{pass_phrase} + "\n");
    run({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", base + ".key", "-out", base + ".crt", "-days",
         "365", "-utf8", "-subj", "/O=示范/CN=" + who, "-batch"});
    run({"pkcs12", "-export", "-inkey", base + ".key", "-in", base + ".crt", "-out", base + ".p12", "-passout",
         "file:" + base + ".pass"});
}

void make_raw(const std::filesystem::path& folder, const std::string& algorithm, const std::string& name) {
    const std::string base = (folder / name).string();
    run({"genpkey", "-algorithm", algorithm, "-out", base + ".key"});
    run({"pkey", "-in", base + ".key", "-pubout", "-out", base + ".pub"});
}

void make_all(const std::filesystem::path& folder) {
    for (const std::string who : {"office", "bank", "stranger"}) {
        make_rsa(folder, who);
        make_raw(folder, "ed25519", "ed25519-" + who);
        make_raw(folder, "SM2", "sm2-" + who);
    }
    const std::string office = (folder / "office").string();
    run({"pkcs8", "-topk8", "-in", office + ".key", "-out", office + ".enc.key", "-passout",
         "file:" + office + ".pass"});
    write_secret(folder / "shared.key", "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210\n");
    write_secret(folder / "other-shared.key", std::string(64, '7') + "\n");
    for (const auto& file : std::filesystem::directory_iterator{folder})
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

const TemporaryFolder& work_folder() {
    static const TemporaryFolder folder;
    return folder;
}

}  // namespace

const std::filesystem::path& keys() {
    static const TemporaryFolder folder;
    static const bool made = (make_all(folder.path()), true);
    (void)made;
    return folder.path();
}

std::string key_text(const std::string& name) {
    return read_bytes(keys() / name);
}

Certificate certificate(const std::string& who) {
    return Certificate::read(key_text(who + ".crt")).value();
}

OwnKey own_key(const std::string& who) {
    return OwnKey::from_pem(key_text(who + ".key"), {}, certificate(who)).value();
}

Instant while_valid() {
    return certificate("office").valid_from() + std::chrono::days{1};
}

std::string openssl(std::vector<std::string> arguments, const std::string& input) {
    const auto ended = mingzhang::test::run_process(program, std::move(arguments), input);
    if (ended.status != 0) throw std::runtime_error{"openssl: " + ended.err};
    return ended.out;
}

bool openssl_agrees(std::vector<std::string> arguments, const std::string& input) {
    return mingzhang::test::run_process(program, std::move(arguments), input).status == 0;
}

std::string written(const std::string& name, const std::string& bytes) {
    const auto path = work_folder() / name;
    write_secret(path, bytes);
    return path.string();
}

void write_secret(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace mingzhang::bank::signing::test
