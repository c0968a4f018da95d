// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/faulty_disk.hpp"

#include <sqlite3.h>

#include <array>
#include <stdexcept>

#include "base/store/store.hpp"

// A VFS between SQLite and the system's own (https://www.sqlite.org/vfs.html): each file is ours followed by the real
// one, whose methods do the work.
namespace mingzhang::test {

namespace {

using Fate = FaultyDisk::Fate;

struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* ours(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
    return ours(file)->real();
}
const sqlite3_io_methods* methods(sqlite3_file* file) {
    return real(file)->pMethods;
}

sqlite3_vfs* system_disk() {
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    return found;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    switch (FaultyDisk::installed().next(/*is_write=*/true)) {
        case Fate::passes:
            return methods(file)->xWrite(real(file), bytes, size, at);
        case Fate::tears:
            static_cast<void>(methods(file)->xWrite(real(file), bytes, size / 2, at));
            return SQLITE_IOERR_WRITE;
        case Fate::fails:
            return SQLITE_IOERR_WRITE;
        case Fate::full:
            break;
    }
    return SQLITE_FULL;
}

int sync(sqlite3_file* file, int flags) {
    if (FaultyDisk::installed().next(/*is_write=*/false) != Fate::passes) return SQLITE_IOERR_FSYNC;
    return methods(file)->xSync(real(file), flags);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (FaultyDisk::installed().next(/*is_write=*/false) != Fate::passes) return SQLITE_IOERR_TRUNCATE;
    return methods(file)->xTruncate(real(file), size);
}

// The rest is handed on.
int close(sqlite3_file* file) {
    return methods(file)->xClose(real(file));
}
int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    return methods(file)->xRead(real(file), bytes, size, at);
}
int size_of(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file)->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
    return methods(file)->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return methods(file)->xUnlock(real(file), level);
}
int check_reserved_lock(sqlite3_file* file, int* held) {
    return methods(file)->xCheckReservedLock(real(file), held);
}
int control(sqlite3_file* file, int what, void* argument) {
    return methods(file)->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file) {
    return methods(file)->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return methods(file)->xDeviceCharacteristics(real(file));
}
int shared_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return methods(file)->xShmMap(real(file), region, size, extend, memory);
}
int shared_lock(sqlite3_file* file, int offset, int count, int flags) {
    return methods(file)->xShmLock(real(file), offset, count, flags);
}
void shared_barrier(sqlite3_file* file) {
    methods(file)->xShmBarrier(real(file));
}
int shared_unmap(sqlite3_file* file, int remove) {
    return methods(file)->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods io_methods{.iVersion = 2,
                                        .xClose = close,
                                        .xRead = read,
                                        .xWrite = write,
                                        .xTruncate = truncate,
                                        .xSync = sync,
                                        .xFileSize = size_of,
                                        .xLock = lock,
                                        .xUnlock = unlock,
                                        .xCheckReservedLock = check_reserved_lock,
                                        .xFileControl = control,
                                        .xSectorSize = sector_size,
                                        .xDeviceCharacteristics = characteristics,
                                        .xShmMap = shared_map,
                                        .xShmLock = shared_lock,
                                        .xShmBarrier = shared_barrier,
                                        .xShmUnmap = shared_unmap,
                                        .xFetch = nullptr,
                                        .xUnfetch = nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_given) {
    const int opened = system_disk()->xOpen(system_disk(), name, real(file), flags, flags_given);
    file->pMethods = methods(file) == nullptr ? nullptr : &io_methods;
    return opened;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
    if (FaultyDisk::installed().next(/*is_write=*/false) != Fate::passes) return SQLITE_IOERR_DELETE;
    return system_disk()->xDelete(system_disk(), name, sync_folder);
}

}  // namespace

std::span<const Damage> all_damages() noexcept {
    static constexpr std::array all{Damage::once, Damage::for_good, Damage::torn, Damage::disk_full};
    return all;
}

std::string_view code(Damage damage) noexcept {
    switch (damage) {
        case Damage::once:
            return "once";
        case Damage::for_good:
            return "for good";
        case Damage::torn:
            return "torn";
        case Damage::disk_full:
            return "disk full";
    }
    return "";
}

FaultyDisk& FaultyDisk::installed() {
    static FaultyDisk disk;
    return disk;
}

FaultyDisk::FaultyDisk() {
    // The store sets SQLite up at its first database, which must come before any other use of it.
    if (!store::Store::open("sqlite::memory:")) throw std::runtime_error{"no database in memory"};
    static sqlite3_vfs vfs = *system_disk();
    vfs.zName = "faulty";
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + system_disk()->szOsFile;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    if (sqlite3_vfs_register(&vfs, /*makeDflt=*/1) != SQLITE_OK) throw std::runtime_error{"no faulty disk"};
}

void FaultyDisk::fail_at(long nth, Damage damage) {
    changes_ = 0;
    fails_at_ = nth;
    damage_ = damage;
    failed_ = false;
}

FaultyDisk::Fate FaultyDisk::next(bool is_write) noexcept {
    ++changes_;
    if (fails_at_ == 0 || changes_ < fails_at_) return Fate::passes;
    const bool lasts = damage_ == Damage::for_good || damage_ == Damage::disk_full;
    if (changes_ > fails_at_ && !lasts) return Fate::passes;
    if (damage_ == Damage::disk_full) {
        if (!is_write) return Fate::passes;
        failed_ = true;
        return Fate::full;
    }
    failed_ = true;
    return damage_ == Damage::torn && is_write ? Fate::tears : Fate::fails;
}

}  // namespace mingzhang::test
