// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Row numbers of persons and of accounts do not compare.
// expected: no match for 'operator=='
#include "engine/registry/household.hpp"

bool same = mingzhang::registry::PersonId{1} == mingzhang::registry::AccountId{1};
