// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A day lies in a month and is not before or after it.
// expected: no match for 'operator<'
#include "base/values/month.hpp"

bool is_earlier = mingzhang::Month{2022, 8} < mingzhang::Date{};
