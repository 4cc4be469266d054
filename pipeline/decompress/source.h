// Inputs -> batches of members. The only stage that touches files; called by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/batch.h"
#include "core/input.h"
#include "core/page.h"

namespace newsmill {

class Source {
 public:
  virtual ~Source() = default;
  // The next batch, numbered from 0; nothing at the end. Batch::bytes is what its members weigh.
  virtual std::optional<Batch<RawPage>> next() = 0;
  // In input order; complete once next() has given nothing, but for what became of the members.
  virtual const std::vector<InputFacts>& inputs() const = 0;
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
