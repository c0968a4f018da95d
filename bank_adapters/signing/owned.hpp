// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>

namespace mingzhang::bank::signing {

// What OpenSSL hands out, given back by the function that belongs to it.
template <auto release>
struct Release {
    template <class T>
    void operator()(T* thing) const noexcept {
        release(thing);
    }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

}  // namespace mingzhang::bank::signing
