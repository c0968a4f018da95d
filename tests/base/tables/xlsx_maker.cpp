// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/base/tables/xlsx_maker.hpp"

#include <zip.h>

#include <catch2/catch.hpp>

namespace xlsx_maker {

namespace {

const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
const std::string main_space = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string relations_begin =
    declaration + R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" + target + "\"/>";
}

}  // namespace

Parts book(const std::string& rows, const std::string& shared_items) {
    Parts parts;
    parts["_rels/.rels"] = relations_begin + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>";
    parts["xl/workbook.xml"] = declaration + "<workbook " + main_space + " xmlns:r=\"" + office +
                               R"("><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)";
    parts["xl/_rels/workbook.xml.rels"] = relations_begin + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                          relation("rId2", "styles", "/xl/styles.xml") +
                                          relation("rId3", "sharedStrings", "sharedStrings.xml") + "</Relationships>";
    parts["xl/styles.xml"] =
        declaration + "<styleSheet " + main_space +
        R"(><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>)"
        R"(<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>)"
        R"(<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="17"/><xf numFmtId="2"/></cellXfs>)"
        R"(<cellStyles count="1"><cellStyle name="x" xfId="0"/></cellStyles></styleSheet>)";
    parts["xl/sharedStrings.xml"] = declaration + "<sst " + main_space + ">" + shared_items + "</sst>";
    parts["xl/worksheets/sheet1.xml"] =
        declaration + "<worksheet " + main_space + "><sheetData>" + rows + "</sheetData></worksheet>";
    return parts;
}

std::string zip(const Parts& parts) {
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    REQUIRE(target);
    zip_source_keep(target);
    zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    REQUIRE(archive);
    for (const auto& [name, content] : parts) {
        zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
        REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
    REQUIRE(zip_source_open(target) == 0);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    REQUIRE(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

}  // namespace xlsx_maker
