// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A scope covers a code; they are not compared.
// expected: no match for 'operator=='
#include "base/values/identifiers.hpp"

bool same(const mingzhang::DivisionCode& code, const mingzhang::DivisionScope& scope) {
    return code == scope;
}
