// Inputs -> batches of members. The only stage that touches files; called by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/batch.h"
#include "core/input.h"
#include "core/issue_key.h"
#include "core/page.h"
#include "decompress/open_input.h"

namespace newsmill {

class Source {
 public:
  virtual ~Source() = default;
  // The next batch, numbered from 0; nothing at the end. Batch::bytes is what its members weigh.
  virtual std::optional<Batch<RawPage>> next() = 0;
  // In input order; complete once next() has given nothing, but for what became of the members.
  virtual const std::vector<InputFacts>& inputs() const = 0;
};

struct SourceOptions {
  // A batch is closed when it has so many bytes and the issue ends. That is waited for up to four
  // times as many bytes where only a directory tells the issue, and 32 times where a date or a
  // pattern does; a longer issue comes in several batches.
  size_t batch_bytes = 512 << 10;
  ReadOptions read;
  IssueKey issue_key;
};

// Reads, in the order given: page files, archives (tar, zip, 7z), JSON lines, each also compressed
// (zstd, gzip, bzip2, xz), directories of them, standard input ("-"). An input that cannot be read,
// or not to its end, gives a Reject that names no member; the other inputs go on. What has the same
// bytes as an input before it is not read again, and says so in its facts.
std::unique_ptr<Source> open_inputs(const std::vector<std::string>& paths,
                                    SourceOptions options = {});

}  // namespace newsmill
