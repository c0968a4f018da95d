// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>

#include "base/store/store.hpp"

namespace mingzhang::store {

// Another connection to the same database, for another thread: it sees what is committed and nothing else. Null when
// there is none to be had.
[[nodiscard]] std::unique_ptr<Store> open_beside(Store& store);

}  // namespace mingzhang::store
