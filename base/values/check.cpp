// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace mingzhang {

void assumption_failed(const char* expression, const char* file, int line) noexcept {
    std::fprintf(stderr,
                 "程序自检未通过，已停止，数据未改动。 A self-check failed; the program stopped, nothing was "
                 "changed.\n  %s (%s:%d)\n",
                 expression, file, line);
    std::abort();
}

}  // namespace mingzhang
