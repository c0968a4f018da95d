// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/descriptor.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/crypto/hex.hpp"
#include "base/crypto/random.hpp"

namespace mingzhang::bank::transport {

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

bool write_whole(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<std::string> read_up_to(const Descriptor& file, std::uint64_t bytes_max) {
    constexpr std::size_t piece_max = std::size_t{1} << 20U;
    std::string bytes;
    while (bytes.size() <= bytes_max) {
        const std::size_t before = bytes.size();
        bytes.resize(before + std::min<std::uint64_t>(piece_max, bytes_max + 1 - before));
        const ssize_t got = ::read(file.number(), bytes.data() + before, bytes.size() - before);
        bytes.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
    }
    return bytes;
}

std::string system_words(int error) {
    return std::generic_category().message(error);
}

std::string random_letters() {
    std::array<std::byte, 8> bytes{};
    crypto::SystemRandom{}.fill(bytes);
    return crypto::to_hex(bytes);
}

}  // namespace mingzhang::bank::transport
