// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/crypto/file_descriptor.hpp"
#include "base/crypto/hex.hpp"
#include "base/crypto/keyring.hpp"
#include "base/crypto/secret_file.hpp"

// The key file on disk:
//   mingzhang key file, version 1
//   master <64 hex digits>
//   check <8 hex digits>      the identity of the key: a flipped bit or a cut line shows
namespace mingzhang::crypto {

namespace {

constexpr std::string_view first_line = "mingzhang key file, version 1\n";
constexpr std::string_view master_word = "master ";
constexpr std::string_view check_word = "check ";

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// A new name in a folder survives a crash only once the folder itself is on disk.
bool sync_folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const FileDescriptor file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return file.is_open() && ::fsync(file.number()) == 0;
}

KeyFileError key_file_error(SecretFileError why) noexcept {
    switch (why) {
        case SecretFileError::missing:
            return KeyFileError::missing;
        case SecretFileError::unreadable:
            return KeyFileError::unreadable;
        case SecretFileError::open_to_others:
            return KeyFileError::open_to_others;
        case SecretFileError::too_large:
        case SecretFileError::no_pass_phrase:
            break;
    }
    return KeyFileError::damaged;
}

// Takes `word`, then the text up to the end of the line, and the line end; empty when the text reads otherwise.
std::string_view take_line(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return {};
    rest.remove_prefix(word.size());
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

}  // namespace

Result<KeyFile, KeyFileError> KeyFile::create(const std::filesystem::path& path, RandomSource& random) {
    KeyFile made{SecretKey::generate(random)};
    return made.write(path).map([&] { return std::move(made); });
}

Result<void, KeyFileError> KeyFile::write(const std::filesystem::path& path) const {
    const FileDescriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file.is_open()) {
        const auto why = errno == EEXIST ? KeyFileError::exists_already : KeyFileError::not_written;
        return tl::unexpected<KeyFileError>{why};
    }
    const std::string text = std::string{first_line} + std::string{master_word} + to_hex(master_.bytes()) + "\n" +
                             std::string{check_word} + identity() + "\n";
    if (!write_whole(file.number(), text) || ::fsync(file.number()) != 0 || !sync_folder_of(path)) {
        ::unlink(path.c_str());
        return tl::unexpected<KeyFileError>{KeyFileError::not_written};
    }
    return {};
}

Result<KeyFile, KeyFileError> KeyFile::load(const std::filesystem::path& path) {
    const auto refuse = [](KeyFileError why) { return tl::unexpected<KeyFileError>{why}; };
    const auto file = read_secret_file(path);
    if (!file) return refuse(key_file_error(file.error()));
    std::string_view rest = file->text();
    if (!rest.starts_with(first_line)) return refuse(KeyFileError::damaged);
    rest.remove_prefix(first_line.size());
    const auto master = from_hex(take_line(rest, master_word));
    const std::string_view check = take_line(rest, check_word);
    if (!master || master->size() != SecretKey::size || !rest.empty()) return refuse(KeyFileError::damaged);
    KeyFile loaded{SecretKey{std::span{*master}.first<SecretKey::size>()}};
    if (loaded.identity() != check) return refuse(KeyFileError::damaged);
    return loaded;
}

}  // namespace mingzhang::crypto
