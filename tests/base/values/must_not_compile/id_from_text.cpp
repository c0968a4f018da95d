// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Only a checked text is an ID number.
// expected: is private within this context
#include "base/values/identifiers.hpp"

mingzhang::IdNumber id{std::string{"999901195504120168"}};
