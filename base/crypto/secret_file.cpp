// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <span>

#include "base/crypto/file_descriptor.hpp"
#include "base/crypto/secret_key.hpp"

namespace mingzhang::crypto {
namespace {

constexpr std::size_t file_bytes_max = 256 * 1024;  // A PKCS#12 file with a long chain has some 20 KiB.

enum class Openness : std::uint8_t { public_file, secret };

Result<Secret, SecretFileError> read_file(const std::filesystem::path& path, Openness openness) {
    const auto refuse = [](SecretFileError why) { return tl::unexpected<SecretFileError>{why}; };
    const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!file.is_open()) return refuse(errno == ENOENT ? SecretFileError::missing : SecretFileError::unreadable);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return refuse(SecretFileError::unreadable);
    if (openness == Openness::secret && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refuse(SecretFileError::open_to_others);

    // One byte more than it should have shows a file that is longer.
    Secret content{std::min(static_cast<std::size_t>(status.st_size), file_bytes_max) + 1};
    const std::span<char> room = content.room();
    std::size_t size = 0;
    while (size < room.size()) {
        const ssize_t got = ::read(file.number(), room.data() + size, room.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return refuse(SecretFileError::unreadable);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size == room.size()) return refuse(SecretFileError::too_large);
    content.shorten(size);
    return content;
}

}  // namespace

Secret::~Secret() {
    bytes_.resize(bytes_.capacity());  // What was shortened away is there still.
    wipe(std::as_writable_bytes(std::span{bytes_}));
}

void Secret::shorten(std::size_t size) {
    bytes_.resize(size + 1);
    bytes_.back() = '\0';
}

Result<Secret, SecretFileError> read_secret_file(const std::filesystem::path& path) {
    return read_file(path, Openness::secret);
}

Result<Secret, SecretFileError> read_pass_phrase(const std::filesystem::path& path) {
    auto content = read_file(path, Openness::secret);
    if (!content) return content;
    std::string_view line = content->text().substr(0, content->text().find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return tl::unexpected{SecretFileError::no_pass_phrase};
    content->shorten(line.size());
    return content;
}

Result<std::string, SecretFileError> read_public_file(const std::filesystem::path& path) {
    return read_file(path, Openness::public_file).map([](const Secret& content) {
        return std::string{content.text()};
    });
}

}  // namespace mingzhang::crypto
