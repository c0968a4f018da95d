// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <stop_token>

#include "base/values/text.hpp"

namespace mingzhang {

// Told how far long work has come. Called often: implementations decide how often to show it.
class Progress {
public:
    virtual ~Progress() = default;
    // `total` is zero while it is not known.
    virtual void at(const Text& stage, std::uint64_t done, std::uint64_t total) = 0;
};

class SilentProgress final : public Progress {
public:
    void at(const Text&, std::uint64_t, std::uint64_t) override {}
};

// What long work is given: where to report, and whether it was asked to stop. A stopped command changes nothing.
struct LongWork {
    Progress& progress;
    std::stop_token stop;
};

}  // namespace mingzhang
