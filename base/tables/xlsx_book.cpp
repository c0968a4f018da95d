// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_book.hpp"

#include <charconv>
#include <filesystem>
#include <map>
#include <utility>

#include "base/tables/xlsx_text.hpp"

namespace mingzhang {

namespace {

using Event = XmlPull::Event;

constexpr std::uint64_t small_part_bytes_max = 50'000'000;  // Relations, the book's own part, styles.

tl::unexpected<Refusal> broken(const std::string& part) {
    return refuse(ReadTableRefusal::not_a_workbook, part);
}

// Goes through a whole part; `opened` is called at each element. False when the part cannot be read to its end.
template <class Opened>
Result<void, Refusal> walk(const XlsxArchive& archive, const std::string& part, std::uint64_t bytes_max,
                           Opened opened) {
    XlsxArchive::Outcome outcome;
    XmlPull xml = archive.read(part, bytes_max, outcome);
    for (;;) {
        const Event event = xml.next();
        if (event == Event::end) return {};
        const bool sound = event != Event::broken && (event != Event::opened || opened(xml));
        if (outcome.over_limit) return refuse(ReadTableRefusal::too_large, part);
        if (!sound) return broken(part);
    }
}

struct Relation {
    std::string type;    // The last word of its type: "worksheet"
    std::string target;  // The part it leads to, from the top of the archive
};

// Where a target leads, seen from the folder of the part that names it.
std::string resolve(const std::string& part, const std::string& target) {
    if (target.starts_with('/')) return target.substr(1);
    return (std::filesystem::path{part}.parent_path() / target).lexically_normal().generic_string();
}

Result<std::map<std::string, Relation>, Refusal> relations_of(const XlsxArchive& archive, const std::string& part) {
    const std::filesystem::path path{part};
    const std::string rels = (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
    std::map<std::string, Relation> relations;
    auto walked = walk(archive, rels, small_part_bytes_max, [&](XmlPull& xml) {
        if (xml.name() != "Relationship") return true;
        const std::string type = xml.attribute("Type");
        relations[xml.attribute("Id")] = {type.substr(type.rfind('/') + 1), resolve(part, xml.attribute("Target"))};
        return true;
    });
    if (!walked) return pass_on(walked);
    return relations;
}

std::string part_of_type(const std::map<std::string, Relation>& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (relation.type == type) return relation.target;
    }
    return {};
}

bool is_true(const std::string& text) {
    return text == "1" || text == "true" || text == "on";
}

// The worksheet asked for, or the first that is not hidden. A hidden sheet often holds last month's data or code lists.
Result<void, Refusal> read_workbook_part(const XlsxArchive& archive, const std::string& part,
                                         const std::map<std::string, Relation>& relations, const std::string& wanted,
                                         XlsxBook& book) {
    auto walked = walk(archive, part, small_part_bytes_max, [&](XmlPull& xml) {
        if (xml.name() == "workbookPr") book.from_1904 = is_true(xml.attribute("date1904"));
        if (xml.name() != "sheet" || !book.sheet_part.empty()) return true;
        const std::string state = xml.attribute("state");
        const bool is_hidden = state == "hidden" || state == "veryHidden";
        if (wanted.empty() ? is_hidden : xml.attribute("name") != wanted) return true;
        const auto found = relations.find(xml.attribute("id"));
        if (found == relations.end()) return false;
        if (found->second.type == "worksheet") book.sheet_part = found->second.target;
        return true;
    });
    if (!walked) return walked;
    if (!book.sheet_part.empty()) return {};
    if (wanted.empty()) return refuse(ReadTableRefusal::no_visible_sheet);
    return refuse(ReadTableRefusal::no_such_sheet, wanted);
}

std::uint32_t to_number(const std::string& text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<void, Refusal> read_styles(const XlsxArchive& archive, const std::string& part, XlsxBook& book) {
    std::map<std::uint32_t, NumberLook> custom;
    bool in_cell_formats = false;
    return walk(archive, part, small_part_bytes_max, [&](XmlPull& xml) {
        if (xml.name() == "numFmt")
            custom[to_number(xml.attribute("numFmtId"))] = look_of_code(xml.attribute("formatCode"));
        // <xf> also stands under cellStyleXfs, which cells do not refer to.
        if (xml.name() == "cellXfs") in_cell_formats = true;
        if (xml.name() == "cellStyles" || xml.name() == "dxfs") in_cell_formats = false;
        if (xml.name() != "xf" || !in_cell_formats) return true;
        const std::uint32_t format = to_number(xml.attribute("numFmtId"));
        const auto own = custom.find(format);
        book.looks.push_back(own != custom.end() ? own->second : look_of_builtin(format));
        return true;
    });
}

Result<void, Refusal> read_shared_texts(const XlsxArchive& archive, const std::string& part, const ReadLimits& limits,
                                        XlsxBook& book) {
    std::string text;
    return walk(archive, part, limits.shared_text_bytes, [&](XmlPull& xml) {
        if (xml.name() != "si") return true;
        if (!read_text_item(xml, text)) return false;
        book.texts.add(text);
        return true;
    });
}

}  // namespace

void SharedTexts::add(std::string_view text) {
    all_.append(text);
    ends_.push_back(all_.size());
}

std::string_view SharedTexts::at(std::size_t index) const noexcept {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{all_}.substr(begin, ends_[index] - begin);
}

bool read_text_item(XmlPull& xml, std::string& text) {
    std::string written;
    int depth = 1;           // Of open elements, the item itself included.
    int phonetic_depth = 0;  // Where the phonetic run began; 0 outside.
    bool in_text = false;
    while (depth > 0) {
        const Event event = xml.next();
        if (event == Event::end || event == Event::broken) return false;
        if (event == Event::opened) {
            ++depth;
            if (phonetic_depth == 0 && xml.name() == "rPh") phonetic_depth = depth;
            in_text = phonetic_depth == 0 && xml.name() == "t";
        } else if (event == Event::closed) {
            if (phonetic_depth == depth) phonetic_depth = 0;
            --depth;
            in_text = false;
        } else if (in_text) {
            written += xml.text();
        }
    }
    text = unescape(written);
    return true;
}

Result<XlsxBook, Refusal> read_book(const XlsxArchive& archive, const ReadLimits& limits, const std::string& sheet) {
    auto top = relations_of(archive, "");
    if (!top) return pass_on(top);
    const std::string part = part_of_type(*top, "officeDocument");
    if (part.empty()) return broken("officeDocument");
    auto relations = relations_of(archive, part);
    if (!relations) return pass_on(relations);
    XlsxBook book;
    if (auto read = read_workbook_part(archive, part, *relations, sheet, book); !read) return pass_on(read);
    if (!archive.has(book.sheet_part)) return broken(book.sheet_part);
    if (const std::string styles = part_of_type(*relations, "styles"); !styles.empty()) {
        if (auto read = read_styles(archive, styles, book); !read) return pass_on(read);
    }
    if (const std::string texts = part_of_type(*relations, "sharedStrings"); !texts.empty()) {
        if (auto read = read_shared_texts(archive, texts, limits, book); !read) return pass_on(read);
    }
    return book;
}

}  // namespace mingzhang
