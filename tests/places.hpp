// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

// Where the tree and the program under test stand: MINGZHANG_SOURCE_DIR, MINGZHANG_PROGRAM.
#include <mingzhang_places.hpp>
