// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/values/result.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::transport {

// A secret text, wiped from memory when it goes.
class Secret {
public:
    explicit Secret(std::string text) noexcept : text_{std::move(text)} {}
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) = delete;
    ~Secret();

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

// A key or a pass phrase in a file that its owner alone may read (600). Or why not.
[[nodiscard]] Result<Secret, Text> read_secret(const std::filesystem::path& path);
// The same without the line end behind it, as an editor leaves one.
[[nodiscard]] Result<Secret, Text> read_pass_phrase(const std::filesystem::path& path);

}  // namespace mingzhang::bank::transport
