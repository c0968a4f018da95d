// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/clock.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// How a file proves who made it, and who may read it: what a bank and the office agreed on (加签、加密约定).
namespace mingzhang::bank::signing {

// One file as it goes over the road.
struct RoadFile {
    std::string name;
    std::string bytes;

    friend bool operator==(const RoadFile&, const RoadFile&) = default;
};

// The agreement with one bank: what is signed, what is encrypted, whose signature is asked for. An empty one passes
// files through as they are.
class Agreement {
public:
    virtual ~Agreement() = default;

    // The files that go out for one, in the order in which they are handed over: its signature, where that stands
    // apart, and last itself, perhaps encrypted and under a longer name. So whoever waits for a file never sees it
    // without its signature. Signatures and encryption differ each time: what comes out is kept, and never made again.
    [[nodiscard]] virtual Result<std::vector<RoadFile>, Refusal> close_up(const RoadFile& file, Instant now) const = 0;

    // Names of the files that must be there before `name` can be opened: its signature, where that stands apart.
    [[nodiscard]] virtual std::vector<std::string> companions(const std::string& name) const = 0;
    // True for a file that is nothing by itself: a detached signature.
    [[nodiscard]] virtual bool is_companion(const std::string& name) const = 0;

    // The file inside, under its own name, once the signature holds. `companions` are those asked for that are there,
    // in any order. `now` is what the validity of certificates is held against.
    [[nodiscard]] virtual Result<RoadFile, Refusal> open_up(const RoadFile& file,
                                                            const std::vector<RoadFile>& companions,
                                                            Instant now) const = 0;

protected:
    Agreement() = default;
    Agreement(const Agreement&) = default;
    Agreement& operator=(const Agreement&) = default;
};

}  // namespace mingzhang::bank::signing
