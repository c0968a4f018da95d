// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Yuan times yuan is no amount.
// expected: no match for 'operator*'
#include "base/values/money.hpp"

auto product = mingzhang::Money::fen(1) * mingzhang::Money::fen(2);
