// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string_view>

// Every reader of what comes from outside, as a function of bytes. Whatever the bytes, it reads them or refuses them in
// words; a crash, an exception or a broken promise is a defect. `./dev fuzz` makes up bytes, the test `fuzz_corpus`
// reads again what is kept in corpus/NAME.
namespace mingzhang::fuzz {

struct Reader {
    std::string_view name;
    void (*read)(std::string_view bytes);  // Aborts when a promise is broken.
};

[[nodiscard]] std::span<const Reader> readers() noexcept;

}  // namespace mingzhang::fuzz
