// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/tables/csv_reader.hpp"
#include "base/tables/xlsx_reader.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang {

namespace {

constexpr std::size_t look_bytes = 512;

struct Mark {
    std::string_view bytes;
    std::string_view kind;
};

// Files people send in place of a table. The texts of web pages are looked for in lower case.
constexpr std::array other_kinds{
    Mark{"%PDF", "PDF"},        Mark{"\x89PNG", "PNG"},     Mark{"\xFF\xD8\xFF", "JPEG"},
    Mark{"\xFF\xFE", "UTF-16"}, Mark{"\xFE\xFF", "UTF-16"}, Mark{"{\\rtf", "RTF"},
    Mark{"\x1F\x8B", "gzip"},   Mark{"Rar!", "RAR"},        Mark{"7z\xBC\xAF", "7z"},
};
// Many a system's "Excel export" is one of these under the name .xls.
constexpr std::array web_pages{"<html", "<!doctype html", "<table", "<?xml", "<meta"};
constexpr std::string_view ole_mark = "\xD0\xCF\x11\xE0";
constexpr std::string_view zip_mark = "PK\x03\x04";

bool is_web_page(std::string_view head) {
    const std::string text = ascii_lower(trim(head));
    return std::ranges::any_of(web_pages, [&](const char* mark) { return text.starts_with(mark); });
}

// Refuses what is neither a workbook nor text; nothing to say otherwise.
Result<void, Refusal> check_kind(std::string_view head) {
    if (head.starts_with(ole_mark)) return refuse(ReadTableRefusal::old_excel);
    for (const Mark& mark : other_kinds) {
        if (head.starts_with(mark.bytes)) return refuse(ReadTableRefusal::unknown_kind, mark.kind);
    }
    if (is_web_page(head)) return refuse(ReadTableRefusal::unknown_kind, "HTML/XML");
    return {};
}

}  // namespace

Result<std::unique_ptr<RowReader>, Refusal> open_rows(const std::filesystem::path& path, const ReadLimits& limits) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);  // Fails for folders and devices too.
    if (error) return refuse(ReadTableRefusal::cannot_open);
    if (size > limits.file_bytes) return refuse(ReadTableRefusal::too_large, size);
    auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*file) return refuse(ReadTableRefusal::cannot_open);
    std::string head(look_bytes, '\0');
    file->read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file->gcount()));
    if (auto checked = check_kind(head); !checked) return pass_on(checked);
    if (!head.starts_with(zip_mark)) return open_csv(std::move(file), {}, limits);
    auto archive = XlsxArchive::open(path);
    if (!archive) return refuse(ReadTableRefusal::not_a_workbook, "zip");
    return open_xlsx(std::move(*archive), limits);
}

Result<std::unique_ptr<RowReader>, Refusal> open_rows_in_memory(std::string bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.file_bytes) return refuse(ReadTableRefusal::too_large, bytes.size());
    if (auto checked = check_kind(std::string_view{bytes}.substr(0, look_bytes)); !checked) return pass_on(checked);
    if (!bytes.starts_with(zip_mark)) {
        return open_csv(std::make_unique<std::istringstream>(std::move(bytes)), {}, limits);
    }
    auto archive = XlsxArchive::open_in_memory(std::move(bytes));
    if (!archive) return refuse(ReadTableRefusal::not_a_workbook, "zip");
    return open_xlsx(std::move(*archive), limits);
}

Result<std::unique_ptr<RowReader>, Refusal> open_workbook(std::string bytes, const std::string& sheet,
                                                          const ReadLimits& limits) {
    if (bytes.size() > limits.file_bytes) return refuse(ReadTableRefusal::too_large, bytes.size());
    if (auto checked = check_kind(std::string_view{bytes}.substr(0, look_bytes)); !checked) return pass_on(checked);
    if (!bytes.starts_with(zip_mark)) return refuse(ReadTableRefusal::not_a_workbook, "zip");
    auto archive = XlsxArchive::open_in_memory(std::move(bytes));
    if (!archive) return refuse(ReadTableRefusal::not_a_workbook, "zip");
    return open_xlsx(std::move(*archive), limits, sheet);
}

}  // namespace mingzhang
