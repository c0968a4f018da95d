// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/beside.hpp"

#include "base/store/postgresql.hpp"

namespace mingzhang::store {

std::unique_ptr<Store> open_beside(Store& store) {
    const bool on_server = store.backend() == Backend::postgresql;
    auto opened = Store::open(on_server ? postgresql::address_of(store.sql()) : "sqlite:" + store.path());
    return opened ? std::move(*opened) : nullptr;
}

}  // namespace mingzhang::store
