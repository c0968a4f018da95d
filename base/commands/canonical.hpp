// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mingzhang {

// Bytes that mean one thing only: every field is `name:length:value\n`, so no two different records share a text.
// Used wherever something is hashed or compared: requests, leaves of the log, entries.
class Canonical {
public:
    explicit Canonical(std::string_view kind_and_version) {
        bytes_.reserve(usual_size);
        add("kind", kind_and_version);
    }

    Canonical& add(std::string_view name, std::string_view value);
    Canonical& add(std::string_view name, std::int64_t value);

    [[nodiscard]] const std::string& bytes() const& noexcept { return bytes_; }
    [[nodiscard]] std::string bytes() && noexcept { return std::move(bytes_); }

private:
    static constexpr std::size_t usual_size = 512;
    std::string bytes_;
};

}  // namespace mingzhang
