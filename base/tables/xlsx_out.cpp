// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_out.hpp"

#include <xlsxwriter.h>

#include <utility>

#include "base/tables/xlsx_text.hpp"

namespace mingzhang {

XlsxOut::~XlsxOut() {
    if (book) lxw_workbook_free(book);
}

bool XlsxOut::open(const std::string& path, const std::string& temporary_folder) {
    std::string folder = temporary_folder;  // The library wants a char*, reads it at once and copies it.
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    options.use_zip64 = LXW_FALSE;
    book = workbook_new_opt(path.c_str(), &options);
    return book != nullptr;
}

bool XlsxOut::close() {
    lxw_workbook* const closing = std::exchange(book, nullptr);  // workbook_close frees it, success or not.
    return workbook_close(closing) == LXW_NO_ERROR;
}

std::string protect_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_escape(text.substr(i))) out += "_x005F";
        out += text[i];
    }
    return out;
}

}  // namespace mingzhang
