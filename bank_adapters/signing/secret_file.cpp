// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>

#include "base/crypto/secret_key.hpp"

namespace mingzhang::bank::signing {
namespace {

constexpr std::size_t file_bytes_max = 256 * 1024;  // A PKCS#12 file with a long chain has some 20 KiB.

class FileDescriptor {
public:
    explicit FileDescriptor(int number) noexcept : number_{number} {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

enum class Openness : std::uint8_t { public_file, secret };

Result<Secret, KeyError> read_file(const std::filesystem::path& path, Openness openness) {
    const auto refuse = [](KeyError why) { return tl::unexpected<KeyError>{why}; };
    const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!file.is_open()) return refuse(errno == ENOENT ? KeyError::file_missing : KeyError::file_unreadable);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return refuse(KeyError::file_unreadable);
    if (openness == Openness::secret && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refuse(KeyError::open_to_others);

    // One byte more than it should have shows a file that is longer.
    Secret content{std::min(static_cast<std::size_t>(status.st_size), file_bytes_max) + 1};
    const std::span<char> room = content.room();
    std::size_t size = 0;
    while (size < room.size()) {
        const ssize_t got = ::read(file.number(), room.data() + size, room.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return refuse(KeyError::file_unreadable);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size == room.size()) return refuse(KeyError::file_too_large);
    content.shorten(size);
    return content;
}

}  // namespace

Secret::~Secret() {
    bytes_.resize(bytes_.capacity());  // What was shortened away is there still.
    crypto::wipe(std::as_writable_bytes(std::span{bytes_}));
}

Result<Secret, KeyError> read_secret_file(const std::filesystem::path& path) {
    return read_file(path, Openness::secret);
}

Result<Secret, KeyError> read_pass_phrase(const std::filesystem::path& path) {
    auto content = read_file(path, Openness::secret);
    if (!content) return content;
    std::string_view line = content->text().substr(0, content->text().find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return tl::unexpected{KeyError::pass_phrase_empty};
    content->shorten(line.size());
    return content;
}

Result<std::string, KeyError> read_public_file(const std::filesystem::path& path) {
    return read_file(path, Openness::public_file).map([](const Secret& content) {
        return std::string{content.text()};
    });
}

}  // namespace mingzhang::bank::signing
