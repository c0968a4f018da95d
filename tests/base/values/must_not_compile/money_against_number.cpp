// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Comparing with a bare number hides its unit.
// expected: no match for 'operator<'
#include "base/values/money.hpp"

bool is_small = mingzhang::Money::fen(1) < 100;
