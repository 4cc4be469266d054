// Lines of a stream, of bounded length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "decompress/byte_stream.h"

namespace newsmill {

// Used by one thread at a time.
class Lines {
 public:
  // `bytes` must outlive it.
  Lines(ByteStream& bytes, size_t max_line_bytes) : bytes_(bytes), max_(max_line_bytes) {}

  // The next line without its LF; nothing at the end or after an error of the stream. The view
  // holds until the next call. Of a line over the limit only its beginning is given.
  std::optional<std::string_view> next();

  uint64_t number() const { return number_; }  // of that line, from 1
  uint64_t begin() const { return begin_; }    // its offset in the stream
  bool too_long() const { return length_ > max_; }
  bool cut() const { return cut_; }  // the stream failed inside it
  const std::optional<Error>& error() const { return error_; }

 private:
  bool fill();

  ByteStream& bytes_;
  size_t max_;
  std::string_view block_;  // not yet consumed
  std::string line_;        // one that stands in more than one block
  uint64_t number_ = 0, begin_ = 0, length_ = 0, offset_ = 0;
  bool cut_ = false, ended_ = false;
  std::optional<Error> error_;
};

}  // namespace newsmill
