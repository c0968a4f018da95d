// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "bank_adapters/transport/http.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::transport {

// What goes wrong with a file that is handed over.
enum class PracticeFault : std::uint8_t {
    none,
    answer_lost,   // It is kept, and the connection ends in place of the answer (受理后超时).
    file_lost,     // It is not kept, and the connection ends.
    unavailable,   // 503, and it is not kept.
    kept_and_503,  // The same answer, by a gateway that knows nothing of what the machine behind it did.
    wrong_digest,  // It is kept, and the receipt is of other bytes.
    slow,          // It is kept, and the answer comes after `slowness`.
};

struct PracticeServerSettings {
    HttpsServerSettings server;
    std::string base = "/files";
    // Holds out/ with what came, in/ with what waits for the office, done/ with what it took away, and books/ with a
    // receipt for each file that ever came.
    std::filesystem::path folder;
    // In how many of a hundred files something goes wrong, the same ones for the same seed.
    std::uint32_t faults_in_a_hundred = 0;
    std::uint64_t seed = 0;
    std::chrono::milliseconds slowness{2'000};
};

// A bank to practise with: the other side of HttpsRoad. What comes is laid into out/, whole or not at all; whoever
// plays the bank picks it up there and lays answers into in/.
class PracticeServer {
public:
    [[nodiscard]] static Result<std::unique_ptr<PracticeServer>, Refusal> begin(PracticeServerSettings settings);
    ~PracticeServer();
    PracticeServer(const PracticeServer&) = delete;
    PracticeServer& operator=(const PracticeServer&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    // Goes wrong with the next file handed over, whatever the seed says.
    void next_fault(PracticeFault fault);
    // How many files were handed over whole, kept or not.
    [[nodiscard]] std::uint64_t handed_over() const;

private:
    struct State;
    explicit PracticeServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::bank::transport
