// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// An ID number is never an account number, though both are digits.
// expected: no match for 'operator=='
#include "base/values/identifiers.hpp"

bool same(const mingzhang::IdNumber& id, const mingzhang::AccountNumber& account) {
    return id == account;
}
