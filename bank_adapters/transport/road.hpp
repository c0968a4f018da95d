// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "base/values/text.hpp"

// How files get to a bank and back. A road moves bytes under a name; what they mean is none of its business.
namespace mingzhang::bank::transport {

// What became of a file that was to be handed over. Stored by number: never renumber.
enum class Delivery : std::uint8_t {
    unreachable = 1,   // 未连通: not one byte of it can be with the bank under its name; safe to try again.
    unknown = 2,       // 不明: it may be there. Ask first.
    rejected = 3,      // 拒收: the bank's side said no, and has not got it.
    acknowledged = 4,  // 已收妥: it stands there whole.
};
[[nodiscard]] std::string_view code(Delivery delivery) noexcept;  // "acknowledged"
[[nodiscard]] Text name(Delivery delivery);

struct DeliveryReport {
    Delivery delivery = Delivery::unknown;
    Text detail = {};            // What the other side said, for a person; no secrets.
    std::string reference = {};  // The other side's own number for it, where it gives one.
};

// What the other side shows under a name.
enum class Presence : std::uint8_t {
    whole,          // These very bytes.
    other,          // Something else stands under the name.
    absent,         // Nothing: never come, or taken in already.
    never_arrived,  // The other side keeps account of what came, and this did not.
    cannot_tell,
};

// A file that waits for us.
struct WaitingFile {
    std::string name;
    std::uint64_t bytes = 0;

    friend bool operator==(const WaitingFile&, const WaitingFile&) = default;
};

// A name that says one file in one folder: no path, nothing hidden. Another is never sent, fetched or taken away.
[[nodiscard]] bool is_plain_name(std::string_view name) noexcept;
// What writers call a file they have not finished: hidden, or ending in .part or .tmp.
[[nodiscard]] bool is_unfinished_name(std::string_view name) noexcept;
inline constexpr std::uint64_t file_bytes_max = 1ULL << 30U;  // A larger one is not fetched: it is read whole.

// One connection, opened when first needed. One thread at a time. Nothing here is retried: who calls decides.
class Road {
public:
    virtual ~Road() = default;

    // Hands over one file, whole or not at all under its name, and never over another of that name.
    [[nodiscard]] virtual DeliveryReport put(const std::string& name, std::string_view bytes) = 0;
    // What became of a file of this name and content, without sending anything.
    [[nodiscard]] virtual Result<Presence, Refusal> look(const std::string& name, std::string_view bytes) = 0;

    // What waits for us, by name; files still being written are not shown.
    [[nodiscard]] virtual Result<std::vector<WaitingFile>, Refusal> waiting() = 0;
    [[nodiscard]] virtual Result<std::string, Refusal> fetch(const WaitingFile& file) = 0;
    // After it was kept here. Asked again for a file that is gone, it does nothing.
    [[nodiscard]] virtual Result<void, Refusal> take_away(const WaitingFile& file) = 0;

protected:
    Road() = default;
    Road(const Road&) = default;
    Road& operator=(const Road&) = default;
};

}  // namespace mingzhang::bank::transport
