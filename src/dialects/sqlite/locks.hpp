#pragma once

#include <string>

namespace limbeck::dialects::sqlite {

struct File;

/// The deployers' lock of one database file: an open-file-description lock on one byte of the file, far behind its end
/// and behind the bytes that SQLite locks itself (https://www.sqlite.org/src/file/src/os.h, PENDING_BYTE). It leaves
/// nothing behind, and the kernel releases it when the process ends, however it ends.
class MigrationLock {
  public:
    /// `path`: the database file; empty for one in memory, which needs no lock.
    MigrationLock(std::string path, const std::string& scope);
    ~MigrationLock();
    MigrationLock(const MigrationLock&) = delete;
    MigrationLock& operator=(const MigrationLock&) = delete;

    /// False when another process or another connection of this one holds it. True also where the file may not be
    /// written, so that nobody can migrate it. Throws Error(Database) where the file system has no locks.
    bool try_lock();

    /// Who holds it: "process 4711 of user deploy, since 2026-01-31 12:30:00 UTC" (when it began), as far as the kernel
    /// lets this user see: `/proc/PID/fdinfo` tells the locks of each open file (proc(5)).
    std::string holder() const;

  private:
    std::string path_;
    long long offset_;
    File* file_ = nullptr;
};

} // namespace limbeck::dialects::sqlite
