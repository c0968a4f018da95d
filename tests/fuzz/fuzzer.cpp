// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What libFuzzer calls: the reader this program was built for.
#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* const reader = [] {
        for (const auto& known : mingzhang::fuzz::readers())
            if (known.name == MINGZHANG_FUZZED_READER) return &known;
        std::abort();
    }();
    reader->read({reinterpret_cast<const char*>(data), size});
    return 0;
}
