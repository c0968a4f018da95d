// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/secret_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <span>

#include "bank_adapters/transport/descriptor.hpp"
#include "base/crypto/secret_key.hpp"

namespace mingzhang::bank::transport {
namespace {

constexpr std::uint64_t secret_bytes_max = 64 * 1024;

tl::unexpected<Text> no(const std::filesystem::path& path, std::string_view zh, std::string_view en) {
    return tl::unexpected{
        Text{fmt::format("文件 {} {}", path.string(), zh), fmt::format("the file {} {}", path.string(), en)}};
}

}  // namespace

Secret::~Secret() {
    crypto::wipe(std::as_writable_bytes(std::span{text_}));
}

Result<Secret, Text> read_secret(const std::filesystem::path& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!file.is_open()) {
        const std::string reason = system_words(errno);
        return no(path, "打不开：" + reason, "cannot be opened: " + reason);
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return no(path, "不是文件", "is no file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) return no(path, "别人也能读", "may be read by others");
    auto text = read_up_to(file, secret_bytes_max);
    if (!text || text->empty() || text->size() > secret_bytes_max)
        return no(path, "是空的或太大", "is empty or too large");
    return Secret{*std::move(text)};
}

Result<Secret, Text> read_pass_phrase(const std::filesystem::path& path) {
    auto secret = read_secret(path);
    if (!secret) return tl::unexpected{secret.error()};
    std::string text = secret->text();
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    if (text.empty()) return no(path, "是空的", "is empty");
    return Secret{std::move(text)};
}

}  // namespace mingzhang::bank::transport
