// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

namespace mingzhang {

// Says where a broken assumption was met and ends the program. The open transaction is lost, the store is not.
[[noreturn]] void assumption_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace mingzhang

// An assertion kept in release: a bug must not go on with people's money.
#define MINGZHANG_CHECK(expression) \
    ((expression) ? static_cast<void>(0) : ::mingzhang::assumption_failed(#expression, __FILE__, __LINE__))
