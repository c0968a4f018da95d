// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <string>

#include "base/values/month.hpp"

namespace mingzhang {

using Instant = std::chrono::sys_seconds;

// Where the time comes from; handed to whoever needs it, so that tests and replays choose their own.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

// Stands still until moved.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant at) : at_{at} {}
    [[nodiscard]] Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }

private:
    Instant at_;
};

[[nodiscard]] std::string to_utc_text(Instant at);     // "2022-08-06T01:02:03Z", as the log keeps it
[[nodiscard]] std::string to_office_text(Instant at);  // "2022-08-06 09:02:03", China time, as people read it
[[nodiscard]] Date office_date(Instant at);            // the day in China

}  // namespace mingzhang
