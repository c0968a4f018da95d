// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// August plus May is no month.
// expected: no match for 'operator+'
#include "base/values/month.hpp"

auto month = mingzhang::Month{2022, 8} + mingzhang::Month{2022, 5};
