// Protobuf's wire format: a field is a varint tag (number << 3 | type) and its value.
//
//   string(3, "要闻")            1A 06 E8 A6 81 E9 97 BB
//   message(2, {uint(1, 150)})   12 03 08 96 01
//
// Tested by tests/shard/wire_test.cc, with the protobuf library as the twin.
#include "shard/wire.h"

namespace newsmill {

// The wire is little-endian; so is every machine we build for.
static_assert(std::endian::native == std::endian::little);

// The body that begins one byte behind `begin` is complete.
void WireWriter::put_length(size_t begin) {
  const size_t length = size() - begin - 1;
  char varint[kLongestVarint];
  const size_t bytes = static_cast<size_t>(put_varint(varint, length) - varint);
  reserve(bytes - 1);
  char* const at = buffer_.get() + begin;
  if (bytes > 1) std::memmove(at + bytes, at + 1, length);
  std::memcpy(at, varint, bytes);
  end_ += bytes - 1;
}

void WireWriter::grow(size_t bytes) {
  constexpr size_t kFirst = 4096;
  const size_t written = size(), now = static_cast<size_t>(limit_ - buffer_.get());
  const size_t capacity = std::max({kFirst, 2 * now, written + bytes});
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::copy_n(buffer_.get(), written, larger.get());
  buffer_ = std::move(larger);
  end_ = buffer_.get() + written;
  limit_ = buffer_.get() + capacity;
}

bool read_varint(std::string_view bytes, size_t& pos, uint64_t& value) {
  constexpr size_t kLongestVarint = 10;
  uint64_t sum = 0;
  for (size_t i = 0; i < kLongestVarint && pos + i < bytes.size(); ++i) {
    const uint64_t byte = static_cast<unsigned char>(bytes[pos + i]);
    sum |= (byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      pos += i + 1;
      value = sum;
      return true;
    }
  }
  return false;
}

}  // namespace newsmill
