// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A fraction of a fen does not exist, and 0.1 + 0.2 is not 0.3.
// expected: use of deleted function
#include "base/values/money.hpp"

mingzhang::Money amount = mingzhang::Money::fen(11.43);
