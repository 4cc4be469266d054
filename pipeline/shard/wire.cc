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

// The body stands `room` bytes behind `begin`; its length takes more or fewer.
void WireWriter::move_body(size_t begin, size_t room, size_t length) {
  const size_t bytes = varint_size(length);
  reserve(bytes);
  char* const at = buffer_.get() + begin;
  std::memmove(at + bytes, at + room, length);
  end_ = at + bytes + length;
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
