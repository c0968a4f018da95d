// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/tables/sheet_schema.hpp"
#include "engine/registry/row_fields.hpp"

// A file of rows as every import reads it: whole or not at all, every fault named.
namespace mingzhang::registry {

[[nodiscard]] Result<std::string, Refusal> list_file_bytes(const std::filesystem::path& path);

// Gives each sound row to `row`, which may find faults of its own; refused with all of them when there is any. Gives
// how many rows there were. `file` is what people call it.
[[nodiscard]] Result<std::int64_t, Refusal> read_list_file(const std::string& bytes, const std::string& file,
                                                           const SheetSchema& schema, LongWork& work,
                                                           const std::function<void(RowFields&)>& row);

// What the list of imports says of one, and the log with it.
struct ImportRecord {
    std::int64_t import = 0;
    std::string_view kind;
    std::string file;
    std::optional<crypto::Digest> digest;  // Absent: it came from no file.
    std::int64_t rows = 0;
    std::int64_t changed = 0;
};
void record_import(CommandContext& context, const ImportRecord& record);

}  // namespace mingzhang::registry
