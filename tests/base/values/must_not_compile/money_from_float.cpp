// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A float holds seven digits: a county's total does not fit.
// expected: use of deleted function
#include "base/values/money.hpp"

mingzhang::Money amount = mingzhang::Money::fen(11.43f);
