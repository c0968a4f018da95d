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
    explicit Canonical(std::string_view kind_and_version) : Canonical{{}, kind_and_version} {}

    // Goes on behind what `before` holds, in its room: who makes millions gives the same string again.
    Canonical(std::string before, std::string_view kind_and_version) : bytes_{std::move(before)}, used_{bytes_.size()} {
        add("kind", kind_and_version);
    }

    Canonical& add(std::string_view name, std::string_view value);
    Canonical& add(std::string_view name, std::int64_t value);

    // All of it; the last call.
    [[nodiscard]] std::string bytes() {
        bytes_.resize(used_);
        return std::move(bytes_);
    }

private:
    char* room(std::size_t size);  // That many more bytes may be written there.

    std::string bytes_;
    std::size_t used_ = 0;  // What lies behind is room.
};

}  // namespace mingzhang
