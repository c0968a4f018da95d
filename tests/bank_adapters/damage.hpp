// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <rapidcheck.h>

#include <string>

namespace mingzhang::test {

// A file as a bad line or a bad disk leaves it: bytes changed, pieces cut out or doubled, the end missing.
inline rc::Gen<std::string> damaged(std::string file) {
    return rc::gen::exec([file] {
        std::string bytes = file;
        const int wounds = *rc::gen::inRange(1, 9);
        for (int i = 0; i < wounds && !bytes.empty(); ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            const auto length = *rc::gen::inRange<std::size_t>(1, 40);
            switch (*rc::gen::inRange(0, 4)) {
                case 0:
                    bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
                    break;
                case 1:
                    bytes.erase(at, length);
                    break;
                case 2:
                    bytes.insert(at, bytes.substr(at, length));
                    break;
                default:
                    if (*rc::gen::inRange(0, 4) == 0) bytes.resize(at);
            }
        }
        return bytes;
    });
}

}  // namespace mingzhang::test
