// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bare number does not say whether it is fen or yuan.
// expected: is private within this context
#include "base/values/money.hpp"

mingzhang::Money amount{1143};
