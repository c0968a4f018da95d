// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/json_writer.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>
#include <boost/json/value.hpp>
#include <ostream>

#include "base/text/atomic_file.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

std::string quoted(const std::string& text) {
    return boost::json::serialize(boost::json::string_view{text});
}

std::string to_json(const Cell& cell) {
    if (cell.is_empty()) return "null";
    const std::string text = to_file_text(cell);
    return std::holds_alternative<std::int64_t>(cell.value()) ? text : quoted(text);
}

}  // namespace

Result<void, Refusal> JsonWriter::begin(const TableHead& head) {
    head_ = head;
    names_.clear();
    for (const TableColumn& column : head_.columns) names_.push_back(quoted(column.key));
    first_ = true;
    out_ << '[';
    return checked();
}

Result<void, Refusal> JsonWriter::row(RowCells cells) {
    MINGZHANG_CHECK(fits(head_, cells));
    out_ << (first_ ? "\n{" : ",\n{");
    first_ = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out_ << (i == 0 ? "" : ",") << names_[i] << ':' << to_json(cells[i]);
    }
    out_ << '}';
    return checked();
}

Result<void, Refusal> JsonWriter::end() {
    out_ << (first_ ? "]\n" : "\n]\n");
    out_.flush();
    return checked();
}

Result<void, Refusal> JsonWriter::checked() const {
    if (!out_) return refuse(WriteTableRefusal::cannot_write);
    return {};
}

Result<void, Refusal> write_json(const Table& table, const std::filesystem::path& path) {
    auto file = AtomicFile::create(path);
    if (!file) return pass_on(file);
    JsonWriter writer{file->stream()};
    if (auto sent = send(table, writer); !sent) return sent;
    return file->commit();
}

}  // namespace mingzhang
