// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_archive.hpp"

#include <zip.h>

#include <utility>

namespace mingzhang {

struct XlsxArchive::State {
    std::string bytes;  // Of an archive in memory.
    zip_t* zip = nullptr;

    State() = default;
    ~State() {
        if (zip) zip_discard(zip);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

XlsxArchive::XlsxArchive(std::unique_ptr<State> state) : state_{std::move(state)} {}
XlsxArchive::~XlsxArchive() = default;
XlsxArchive::XlsxArchive(XlsxArchive&&) noexcept = default;

std::optional<XlsxArchive> XlsxArchive::open(const std::filesystem::path& path) {
    auto state = std::make_unique<State>();
    state->zip = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
    if (!state->zip) return std::nullopt;
    return XlsxArchive{std::move(state)};
}

std::optional<XlsxArchive> XlsxArchive::open_in_memory(std::string bytes) {
    auto state = std::make_unique<State>();
    state->bytes = std::move(bytes);
    zip_source_t* source = zip_source_buffer_create(state->bytes.data(), state->bytes.size(), /*freep=*/0, nullptr);
    if (!source) return std::nullopt;
    state->zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (!state->zip) {
        zip_source_free(source);
        return std::nullopt;
    }
    return XlsxArchive{std::move(state)};
}

bool XlsxArchive::has(const std::string& part) const {
    return zip_name_locate(state_->zip, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

XmlPull XlsxArchive::read(const std::string& part, std::uint64_t bytes_max, Outcome& outcome) const {
    const zip_int64_t index = zip_name_locate(state_->zip, part.c_str(), ZIP_FL_NOCASE);
    zip_file_t* opened = index < 0 ? nullptr : zip_fopen_index(state_->zip, static_cast<zip_uint64_t>(index), 0);
    outcome.broken = opened == nullptr;
    const std::shared_ptr<zip_file_t> file{opened, [](zip_file_t* f) {
                                               if (f) zip_fclose(f);
                                           }};
    return XmlPull{[file, bytes_max, read = std::uint64_t{0}, &outcome](char* buffer, int size) mutable {
        if (!file) return -1;
        const zip_int64_t got = zip_fread(file.get(), buffer, static_cast<zip_uint64_t>(size));
        if (got < 0) {
            outcome.broken = true;
            return -1;
        }
        read += static_cast<std::uint64_t>(got);
        if (read > bytes_max) {
            outcome.over_limit = true;
            return -1;
        }
        return static_cast<int>(got);
    }};
}

}  // namespace mingzhang
