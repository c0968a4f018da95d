// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/values/refusal.hpp"

namespace mingzhang::bank::transport {

// Why a road could not be asked, listed, fetched from or cleared. In the order of the steps they stand for. {0} is the
// place ("sftp://bank.example:22"), {1} what was met there.
enum class RoadError : std::uint8_t {
    secret_unreadable,  // A key or password file of ours; {1} says why in Chinese, {2} in English.
    cannot_reach,
    not_trusted,  // It is not the other side agreed on: host key or certificate.
    not_let_in,
    asks_more,  // To sign in, the other side asks for more than the password; {1} is what it asks.
    no_answer,  // Within the time given.
    name_refused,
    refused,  // The other side said no.
    bad_answer,
    not_there,
    changed,  // The file is no longer the one listed.
    too_large,
};
[[nodiscard]] RefusalWords words(RoadError reason);

}  // namespace mingzhang::bank::transport
