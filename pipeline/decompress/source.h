// Inputs -> batches of members. The only stage that touches files; called by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/batch.h"
#include "core/page.h"

namespace newsmill {

// What was read of one input.
struct InputReport {
  std::shared_ptr<const std::string> name;  // as the user named it
  uint64_t bytes = 0;                       // as stored
  int64_t mtime = 0;                        // seconds since 1970
  uint64_t xxh3 = 0;                        // of an archive's or a file's bytes; 0 for a directory
  uint64_t members = 0;     // found: each ends as a page, a reject that names it, or skipped
  uint64_t skipped = 0;     // members that are no pages
  bool verifiable = false;  // the format carries checksums, and they were all there
};

class Source {
 public:
  virtual ~Source() = default;
  // The next batch, numbered from 0; nothing at the end. Batch::bytes is what its members weigh.
  virtual std::optional<Batch<RawPage>> next() = 0;
  // In input order; complete once next() has given nothing.
  virtual const std::vector<InputReport>& inputs() const = 0;
};

struct SourceLimits {
  // A batch is closed when it has so many bytes and its directory (a paper's issue) ends, at the
  // latest at four times that.
  size_t batch_bytes = 512 << 10;
  size_t max_member_bytes = 64 << 20;
};

// Reads, in the order given: page files (.txt, .text, .txt.zst), directories of them, .tar and
// .tar.zst archives (also those that stand in a directory). An input that cannot be read, or not
// to its end, gives a Reject that names no member; the other inputs go on. A path that is named
// twice is read once.
std::unique_ptr<Source> open_inputs(const std::vector<std::string>& paths,
                                    SourceLimits limits = {});

}  // namespace newsmill
