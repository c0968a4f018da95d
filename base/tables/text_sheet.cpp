// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/text_sheet.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <filesystem>

#include "base/tables/table.hpp"
#include "base/tables/xlsx_out.hpp"

namespace mingzhang {

namespace {

// What the library would take from the clock. It stamps the parts of the archive with a fixed day by itself.
constexpr time_t created_at = 946'684'800;  // 2000-01-01T00:00:00Z

// A file in memory, which the library opens by its path: account numbers reach no disk.
class MemoryFile {
public:
    MemoryFile() : descriptor_{memfd_create("workbook", MFD_CLOEXEC)} {}
    ~MemoryFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

    [[nodiscard]] std::string bytes() const {
        std::string all;
        std::array<char, 65'536> piece;
        for (off_t at = 0;;) {
            const ssize_t got = pread(descriptor_, piece.data(), piece.size(), at);
            if (got <= 0) return all;
            all.append(piece.data(), static_cast<std::size_t>(got));
            at += got;
        }
    }

private:
    int descriptor_;
};

}  // namespace

struct TextSheet::State {
    MemoryFile file;
    XlsxOut out;
    lxw_worksheet* sheet = nullptr;
    lxw_format* format = nullptr;
    lxw_row_t rows = 0;
};

TextSheet::TextSheet(const std::string& sheet_name) : state_{std::make_unique<State>()} {
    State& state = *state_;
    std::error_code error;
    const std::string folder = std::filesystem::temp_directory_path(error).string();
    if (!state.file.is_open() || !state.out.open(state.file.path(), folder)) return;
    lxw_doc_properties properties{};
    properties.created = created_at;
    if (workbook_set_properties(state.out.book, &properties) != LXW_NO_ERROR) return;
    state.format = workbook_add_format(state.out.book);
    format_set_num_format_index(state.format, excel_text_format);
    state.sheet = workbook_add_worksheet(state.out.book, sheet_name.empty() ? nullptr : sheet_name.c_str());
}

TextSheet::~TextSheet() = default;

Result<void, Refusal> TextSheet::row(std::span<const std::string_view> cells) {
    State& state = *state_;
    if (state.sheet == nullptr) return refuse(WriteTableRefusal::cannot_write);
    const lxw_row_t row = state.rows++;
    if (row >= LXW_ROW_MAX) return refuse(WriteTableRefusal::too_many_rows);
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (cells[column].empty()) continue;
        const lxw_error error = worksheet_write_string(state.sheet, row, static_cast<lxw_col_t>(column),
                                                       protect_escapes(cells[column]).c_str(), state.format);
        if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
            return refuse(WriteTableRefusal::text_too_long, row + 1, column + 1);
        if (error != LXW_NO_ERROR) return refuse(WriteTableRefusal::cannot_write);
    }
    return {};
}

Result<std::string, Refusal> TextSheet::finish() {
    State& state = *state_;
    if (state.sheet == nullptr || !state.out.close()) return refuse(WriteTableRefusal::cannot_write);
    state.sheet = nullptr;
    return state.file.bytes();
}

}  // namespace mingzhang
