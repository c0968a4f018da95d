// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string_view>

#include "base/values/refusal.hpp"

namespace mingzhang {

// Why a file could not be written. Checked in this order.
enum class WriteFileRefusal : std::uint8_t { cannot_create, cannot_write, cannot_rename };
[[nodiscard]] RefusalWords words(WriteFileRefusal reason) noexcept;

// A file that stands under its name whole or not at all: written beside it under a temporary name, synced, renamed.
// Without commit() the temporary file is removed and what stood under the name before stays. The file is readable by
// its owner alone (0600), since it may carry account numbers; who else may read it is for the owner to say.
class AtomicFile {
public:
    [[nodiscard]] static Result<AtomicFile, Refusal> create(const std::filesystem::path& path);
    ~AtomicFile();
    AtomicFile(AtomicFile&&) noexcept;
    AtomicFile& operator=(AtomicFile&&) noexcept;

    // Where to write. Use one or the other: the name serves libraries that open files themselves.
    [[nodiscard]] std::ostream& stream();
    [[nodiscard]] const std::filesystem::path& temporary_path() const noexcept;

    // Flushes, syncs, renames, and syncs the folder. On refusal nothing stands under the name that did not before.
    [[nodiscard]] Result<void, Refusal> commit();

private:
    struct State;
    explicit AtomicFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// All at once, for what is at hand as a whole.
[[nodiscard]] Result<void, Refusal> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace mingzhang
