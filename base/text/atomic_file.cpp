// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace mingzhang {

namespace {

std::string system_reason(int error) {
    return std::generic_category().message(error);
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

// Brings what was written by name to the disk; false when the disk says no.
bool sync(const std::filesystem::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

}  // namespace

RefusalWords words(WriteFileRefusal reason) noexcept {
    switch (reason) {
        case WriteFileRefusal::cannot_create:
            return {"file.write/cannot_create", "无法建立文件 {0}：{1}", "The file {0} cannot be created: {1}",
                    "请检查文件夹是否存在、是否可写，或换一个位置。",
                    "Check that the folder exists and may be written to, or choose another place."};
        case WriteFileRefusal::cannot_write:
            return {"file.write/cannot_write", "无法写入文件 {0}：{1}", "The file {0} cannot be written: {1}",
                    "请检查磁盘空间后重试；原文件未改动。",
                    "Check the space on the disk and try again; what stood there before is unchanged."};
        case WriteFileRefusal::cannot_rename:
            return {"file.write/cannot_rename", "文件 {0} 无法就位：{1}", "The file {0} cannot be put in place: {1}",
                    "请检查该位置是否可写，或换一个文件名。",
                    "Check that the place may be written to, or choose another name."};
    }
    return {};
}

struct AtomicFile::State {
    std::filesystem::path path;
    std::filesystem::path temporary;
    std::ofstream stream;
    bool committed = false;

    ~State() {
        stream.close();
        std::error_code ignored;  // A temporary file that cannot be removed harms nobody.
        if (!committed) std::filesystem::remove(temporary, ignored);
    }
};

AtomicFile::AtomicFile(std::unique_ptr<State> state) : state_{std::move(state)} {}
AtomicFile::~AtomicFile() = default;
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;

Result<AtomicFile, Refusal> AtomicFile::create(const std::filesystem::path& path) {
    std::error_code unknown;
    const auto there = std::filesystem::status(path, unknown);
    // Renaming over a device such as /dev/stdout would replace it.
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
        return refuse(WriteFileRefusal::cannot_create, path.string(), system_reason(EEXIST));
    }
    std::string name = (folder_of(path) / ("." + path.filename().string() + ".XXXXXX")).string();
    const int descriptor = ::mkstemp(name.data());  // 0600 from the first byte on.
    if (descriptor < 0) return refuse(WriteFileRefusal::cannot_create, path.string(), system_reason(errno));
    ::close(descriptor);
    auto state = std::make_unique<State>();
    state->path = path;
    state->temporary = name;
    return AtomicFile{std::move(state)};
}

std::ostream& AtomicFile::stream() {
    if (!state_->stream.is_open()) state_->stream.open(state_->temporary, std::ios::binary | std::ios::trunc);
    return state_->stream;
}

const std::filesystem::path& AtomicFile::temporary_path() const noexcept {
    return state_->temporary;
}

Result<void, Refusal> AtomicFile::commit() {
    State& state = *state_;
    const std::string path = state.path.string();
    errno = 0;
    if (state.stream.is_open()) state.stream.close();
    if (!state.stream) return refuse(WriteFileRefusal::cannot_write, path, system_reason(errno != 0 ? errno : EIO));
    if (!sync(state.temporary, O_RDONLY)) return refuse(WriteFileRefusal::cannot_write, path, system_reason(errno));
    std::error_code error;
    std::filesystem::rename(state.temporary, state.path, error);
    if (error) return refuse(WriteFileRefusal::cannot_rename, path, error.message());
    state.committed = true;
    // Without the folder's own sync a power cut could take the new name back. Some file systems refuse it; the bytes
    // are safe either way.
    static_cast<void>(sync(folder_of(state.path), O_RDONLY | O_DIRECTORY));
    return {};
}

Result<void, Refusal> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    auto file = AtomicFile::create(path);
    if (!file) return pass_on(file);
    file->stream().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file->commit();
}

}  // namespace mingzhang
