// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mingzhang::bank::transport {

// An open file of the operating system, closed with the object.
class Descriptor {
public:
    explicit Descriptor(int number = -1) noexcept : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int number() const noexcept { return number_; }
    // Hands the file over to who closes it from now on.
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

// Both say in errno what stopped them.
[[nodiscard]] bool write_whole(const Descriptor& file, std::string_view bytes);
// All from where it stands, and one byte over `bytes_max` where there are more.
[[nodiscard]] std::optional<std::string> read_up_to(const Descriptor& file, std::uint64_t bytes_max);

[[nodiscard]] std::string system_words(int error);
// For names nobody else thinks of.
[[nodiscard]] std::string random_letters();

}  // namespace mingzhang::bank::transport
