// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A reason without sentences cannot be told to anybody.
// expected: no matching function for call to 'refusal(Silent)'
#include "base/values/refusal.hpp"

enum class Silent { reason };
auto told = mingzhang::refusal(Silent::reason);
