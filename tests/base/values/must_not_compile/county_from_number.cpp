// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bare number does not become a county.
// expected: could not convert '500110' from 'int' to 'mingzhang::County'
#include "base/values/identifiers.hpp"

void book(mingzhang::County county);
void anywhere() {
    book(500110);
}
