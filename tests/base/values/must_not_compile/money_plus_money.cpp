// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A sum can overflow, and the caller must say what then: add() or sum().
// expected: no match for 'operator+'
#include "base/values/money.hpp"

auto total = mingzhang::Money::fen(1) + mingzhang::Money::fen(2);
