// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/folder_road.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>
#include <optional>
#include <utility>

#include "bank_adapters/transport/descriptor.hpp"
#include "bank_adapters/transport/road_error.hpp"

namespace mingzhang::bank::transport {
namespace {

Descriptor open_folder(const std::filesystem::path& path) {
    return Descriptor{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
}

Descriptor open_to_read(const Descriptor& folder, const std::string& name) {
    // A pipe laid there must not hold us up.
    return Descriptor{::openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
}

std::optional<struct stat> status_of(const Descriptor& file) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return std::nullopt;
    return status;
}

// What a folder says for good: the bank's side has to change something before it takes a file.
bool is_refusal(int error) noexcept {
    switch (error) {
        case EACCES:
        case EPERM:
        case EROFS:
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
        case ENAMETOOLONG:
        case EINVAL:  // The file system cannot have such a name.
        case EILSEQ:
        case EISDIR:
        case EXDEV:
        case EOPNOTSUPP:
            return true;
        default:
            return false;
    }
}

DeliveryReport report(Delivery delivery, std::string_view zh, std::string_view en, int error = 0) {
    const std::string words = error == 0 ? "" : system_words(error);
    return {delivery, {fmt::format("{}{}", zh, words), fmt::format("{}{}", en, words)}, {}};
}

// Before its name was asked for, nothing of the file can be with the bank.
DeliveryReport not_begun(int error) {
    return report(is_refusal(error) ? Delivery::rejected : Delivery::unreachable, "没有写成：", "not written: ", error);
}

Result<Presence, int> presence(const Descriptor& folder, const std::string& name, std::string_view bytes) {
    const Descriptor file = open_to_read(folder, name);
    if (!file.is_open()) {
        if (errno == ENOENT) return Presence::absent;
        if (errno == ELOOP) return Presence::other;
        return errno == EACCES ? Result<Presence, int>{Presence::cannot_tell} : tl::unexpected{errno};
    }
    const auto status = status_of(file);
    if (!status) return tl::unexpected{errno};
    if (!S_ISREG(status->st_mode) || std::cmp_not_equal(status->st_size, bytes.size())) return Presence::other;
    const auto there = read_up_to(file, bytes.size());
    if (!there) return tl::unexpected{errno};
    return *there == bytes ? Presence::whole : Presence::other;
}

// Renames and never replaces; zero, or the error. Where the file system does not know how (NFS), a second name is given
// and the first taken away: NFS has links, and SMB and FAT know the rename.
int rename_to_new_name(const Descriptor& from, const std::string& old_name, const Descriptor& to,
                       const std::string& new_name) {
    if (::renameat2(from.number(), old_name.c_str(), to.number(), new_name.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (::linkat(from.number(), old_name.c_str(), to.number(), new_name.c_str(), 0) != 0) return errno;
    ::unlinkat(from.number(), old_name.c_str(), 0);
    return 0;
}

// The hidden file beside the place. Removed unless it was renamed.
class Temporary {
public:
    Temporary(const Descriptor& folder, const std::string& name)
        : folder_{folder}, name_{fmt::format(".{}.{}.part", name.substr(0, 200), random_letters())} {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (made_) ::unlinkat(folder_.number(), name_.c_str(), 0);
    }

    // Zero once the bytes are on the disk, or the error. The group reads and writes where it may in the folder: the
    // bank's software may run under another user. That is the folder's to say, not the program's mask.
    int write(std::string_view bytes) {
        constexpr mode_t owners = S_IRUSR | S_IWUSR;
        constexpr mode_t groups = S_IRGRP | S_IWGRP;
        const auto folder = status_of(folder_);
        if (!folder) return errno;
        const Descriptor file{
            ::openat(folder_.number(), name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owners)};
        if (!file.is_open()) return errno;
        made_ = true;
        // A share may know no rights: then those it gives must do.
        if (const mode_t shared = folder->st_mode & groups; shared != 0) ::fchmod(file.number(), owners | shared);
        if (!write_whole(file, bytes)) return errno;
        return ::fsync(file.number()) == 0 ? 0 : errno;
    }
    int rename(const std::string& name) {
        const int error = rename_to_new_name(folder_, name_, folder_, name);
        made_ = error != 0;
        return error;
    }

private:
    const Descriptor& folder_;
    std::string name_;
    bool made_ = false;
};

// A name that is taken: by the same file it was handed over before, by another it must not be.
DeliveryReport name_taken(const Descriptor& folder, const std::string& name, std::string_view bytes) {
    const auto there = presence(folder, name, bytes);
    if (!there || *there == Presence::cannot_tell)
        return report(Delivery::unknown, "同名文件已在，读不出内容", "a file of this name is there and cannot be read");
    if (*there == Presence::whole)
        return report(Delivery::acknowledged, "同一文件早已放好", "the same file was there before");
    if (*there == Presence::other)
        return report(Delivery::rejected, "已有内容不同的同名文件", "another file of this name is there");
    return report(Delivery::unknown, "同名文件刚被取走", "a file of this name was taken away this moment");
}

// Makes the new name outlive a power cut. A file system that cannot has nothing to lose.
bool sync_folder(const Descriptor& folder) {
    return ::fsync(folder.number()) == 0 || errno == EINVAL || errno == EOPNOTSUPP;
}

// True when nobody on this machine has the file open to write: else no lease is given (fcntl(2)). Who may not ask, as
// on most network shares, is told nothing.
bool has_no_writer(const Descriptor& file) {
    ::fcntl(file.number(), F_SETSIG, SIGURG);  // Who opens it to write meanwhile sends a signal: one that does nothing.
    if (::fcntl(file.number(), F_SETLEASE, F_RDLCK) != 0) return errno != EAGAIN;
    ::fcntl(file.number(), F_SETLEASE, F_UNLCK);
    return true;
}

struct Listed {
    std::string name;
    struct stat status;
};

bool same_moment(const timespec& a, const timespec& b) noexcept {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

// Regular files with finished names and no writer, in no order; none when the folder cannot be read.
std::optional<std::vector<Listed>> list(const Descriptor& folder) {
    const int own = ::fcntl(folder.number(), F_DUPFD_CLOEXEC, 0);
    if (own < 0) return std::nullopt;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries{::fdopendir(own), ::closedir};
    if (!entries) {
        ::close(own);
        return std::nullopt;
    }
    std::vector<Listed> files;
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(entries.get());
        if (entry == nullptr) break;
        const std::string name{static_cast<const char*>(entry->d_name)};
        if (is_unfinished_name(name) || !is_plain_name(name)) continue;
        const Descriptor file = open_to_read(folder, name);
        const auto status = file.is_open() ? status_of(file) : std::nullopt;
        if (status && S_ISREG(status->st_mode) && has_no_writer(file)) files.push_back({name, *status});
    }
    if (errno != 0) return std::nullopt;
    return files;
}

bool changed_since(const Descriptor& folder, const Listed& file) {
    struct stat now {};
    return ::fstatat(folder.number(), file.name.c_str(), &now, AT_SYMLINK_NOFOLLOW) != 0 ||
           now.st_ino != file.status.st_ino || now.st_size != file.status.st_size ||
           !same_moment(now.st_mtim, file.status.st_mtim);
}

tl::unexpected<Refusal> unreadable(const std::filesystem::path& place, int error) {
    return refuse(is_refusal(error) ? RoadError::refused : RoadError::cannot_reach, place.string(),
                  system_words(error));
}

// The file that was listed, open to read.
Result<Descriptor, Refusal> open_listed(const Descriptor& folder, const std::filesystem::path& place,
                                        const WaitingFile& file) {
    Descriptor open = open_to_read(folder, file.name);
    if (!open.is_open())
        return errno == ENOENT ? refuse(RoadError::not_there, place.string(), file.name) : unreadable(place, errno);
    const auto status = status_of(open);
    if (!status) return unreadable(place, errno);
    if (!S_ISREG(status->st_mode) || std::cmp_not_equal(status->st_size, file.bytes))
        return refuse(RoadError::changed, place.string(), file.name);
    return open;
}

}  // namespace

FolderRoad::FolderRoad(FolderRoadSettings settings) : settings_{std::move(settings)} {}

DeliveryReport FolderRoad::put(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name) || is_unfinished_name(name))
        return report(Delivery::rejected, "文件名不合要求", "the name is not one a road carries");
    const Descriptor folder = open_folder(settings_.out);
    if (!folder.is_open()) return not_begun(errno);
    Temporary temporary{folder, name};
    if (const int error = temporary.write(bytes); error != 0) return not_begun(error);
    if (const int error = temporary.rename(name); error != 0) {
        if (error == EEXIST) return name_taken(folder, name, bytes);
        return report(is_refusal(error) ? Delivery::rejected : Delivery::unknown, "没有就位：",
                      "not put in place: ", error);
    }
    if (!sync_folder(folder))
        return report(Delivery::unknown, "已就位，但没有存稳：", "in place, but perhaps not to stay: ", errno);
    return report(Delivery::acknowledged, "已放入文件夹", "in the folder");
}

Result<Presence, Refusal> FolderRoad::look(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name)) return refuse(RoadError::name_refused, settings_.out.string(), name);
    const Descriptor folder = open_folder(settings_.out);
    if (!folder.is_open()) return unreadable(settings_.out, errno);
    const auto there = presence(folder, name, bytes);
    if (!there) return unreadable(settings_.out, there.error());
    return *there;
}

Result<std::vector<WaitingFile>, Refusal> FolderRoad::waiting() {
    const Descriptor folder = open_folder(settings_.in);
    if (!folder.is_open()) return unreadable(settings_.in, errno);
    const auto listed = list(folder);
    if (!listed) return unreadable(settings_.in, errno);
    std::vector<WaitingFile> files;
    for (const Listed& file : *listed)
        if (!changed_since(folder, file)) files.push_back({file.name, static_cast<std::uint64_t>(file.status.st_size)});
    std::ranges::sort(files, {}, &WaitingFile::name);
    return files;
}

Result<std::string, Refusal> FolderRoad::fetch(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, settings_.in.string(), file.name);
    if (file.bytes > file_bytes_max) return refuse(RoadError::too_large, settings_.in.string(), file.name);
    const Descriptor folder = open_folder(settings_.in);
    if (!folder.is_open()) return unreadable(settings_.in, errno);
    auto open = open_listed(folder, settings_.in, file);
    if (!open) return pass_on(open);
    auto bytes = read_up_to(*open, file.bytes);
    if (!bytes) return unreadable(settings_.in, errno);
    if (bytes->size() != file.bytes) return refuse(RoadError::changed, settings_.in.string(), file.name);
    return *std::move(bytes);
}

Result<void, Refusal> FolderRoad::take_away(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, settings_.in.string(), file.name);
    const Descriptor folder = open_folder(settings_.in);
    if (!folder.is_open()) return unreadable(settings_.in, errno);
    const auto open = open_listed(folder, settings_.in, file);
    if (!open && open.error().is(RoadError::not_there)) return {};
    if (!open) return tl::unexpected{open.error()};
    if (settings_.done.empty()) {
        if (::unlinkat(folder.number(), file.name.c_str(), 0) == 0 || errno == ENOENT) return {};
        return unreadable(settings_.in, errno);
    }
    const Descriptor done = open_folder(settings_.done);
    if (!done.is_open()) return unreadable(settings_.done, errno);
    // A bank may use a name again: neither file is lost.
    int error = rename_to_new_name(folder, file.name, done, file.name);
    for (int number = 2; error == EEXIST; ++number)
        error = rename_to_new_name(folder, file.name, done, fmt::format("{}.{}", file.name, number));
    if (error != 0 && error != ENOENT) return unreadable(settings_.done, error);
    return {};
}

}  // namespace mingzhang::bank::transport
