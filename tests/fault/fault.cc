// A library to put before a program (LD_PRELOAD) that makes one of its calls fail, or kills it
// there.
//
//   NEWSMILL_FAULT=pwrite:17:ENOSPC     the 17th pwrite() fails with "No space left on device"
//   NEWSMILL_FAULT=any:5:KILL           the 5th call of any of these kinds kills the process; a
//                                       pwrite() has then written half of its bytes
//   NEWSMILL_FAULT=malloc:9:ENOMEM      from the 9th malloc() of 64 KiB or more on, these give null
//
// Calls counted: pwrite, ftruncate, fsync, rename, mkdir, unlink (or rmdir), open (of new files).
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" void* __libc_malloc(size_t);

namespace {

struct Fault {
  char call[16] = "";
  long at = 0;
  char what[16] = "";
};

const Fault& fault() {
  static const Fault wanted = [] {
    Fault parsed;
    const char* text = getenv("NEWSMILL_FAULT");
    const char* first = text != nullptr ? strchr(text, ':') : nullptr;
    const char* second = first != nullptr ? strchr(first + 1, ':') : nullptr;
    if (second == nullptr) return parsed;
    strncpy(parsed.call, text, std::min<size_t>(sizeof parsed.call - 1, first - text));
    parsed.at = atol(first + 1);
    strncpy(parsed.what, second + 1, sizeof parsed.what - 1);
    return parsed;
  }();
  return wanted;
}

std::atomic<long> calls = 0;

// Is this call the one that is to fail?
bool is_due(const char* call) {
  const Fault& wanted = fault();
  const bool counts = strcmp(wanted.call, call) == 0 ||
                      (strcmp(wanted.call, "any") == 0 && strcmp(call, "malloc") != 0);
  return counts && ++calls == wanted.at;
}

// Fails the call, or does not return.
int fail() {
  if (strcmp(fault().what, "KILL") == 0) kill(getpid(), SIGKILL), pause();
  errno = strcmp(fault().what, "ENOSPC") == 0 ? ENOSPC : EIO;
  return -1;
}

template <class Function>
Function* next(const char* name, Function*) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

#define NEXT(name) next(#name, &name)

extern "C" {

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  if (!is_due("pwrite")) return NEXT(pwrite)(fd, bytes, size, offset);
  NEXT(pwrite)(fd, bytes, size / 2, offset);
  return fail();
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t offset) {
  return pwrite(fd, bytes, size, offset);
}
int ftruncate(int fd, off_t size) noexcept {
  return is_due("ftruncate") ? fail() : NEXT(ftruncate)(fd, size);
}
int fsync(int fd) {
  return is_due("fsync") ? fail() : NEXT(fsync)(fd);
}
int rename(const char* from, const char* to) noexcept {
  return is_due("rename") ? fail() : NEXT(rename)(from, to);
}
int mkdir(const char* path, mode_t mode) noexcept {
  return is_due("mkdir") ? fail() : NEXT(mkdir)(path, mode);
}
int unlink(const char* path) noexcept {
  return is_due("unlink") ? fail() : NEXT(unlink)(path);
}
int unlinkat(int directory, const char* path, int flags) noexcept {
  return is_due("unlink") ? fail() : NEXT(unlinkat)(directory, path, flags);
}
int rmdir(const char* path) noexcept {
  return is_due("unlink") ? fail() : NEXT(rmdir)(path);
}
int remove(const char* path) noexcept {
  return is_due("unlink") ? fail() : NEXT(remove)(path);
}
int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if ((flags & O_CREAT) != 0 && is_due("open")) return fail();
  return NEXT(open)(path, flags, mode);
}

void* malloc(size_t size) {
  constexpr size_t kLarge = 64 << 10;
  static std::atomic<bool> failing = false;  // memory that is gone does not come back
  static thread_local bool asking = false;   // getenv and the like may ask for memory, too
  if (size < kLarge || asking) return __libc_malloc(size);
  asking = true;
  if (is_due("malloc")) failing = true;
  asking = false;
  if (!failing) return __libc_malloc(size);
  errno = ENOMEM;
  return nullptr;
}

}  // extern "C"
