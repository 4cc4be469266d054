// Protobuf's wire format: a field is a varint tag (number << 3 | type) and its value.
//
//   string(3, "要闻")            1A 06 E8 A6 81 E9 97 BB
//   message(2, {uint(1, 150)})   12 03 08 96 01
//
// Tested by tests/shard/wire_test.cc, with the protobuf library as the twin.
#include "shard/wire.h"

#include <bit>

namespace newsmill {
namespace {

// The wire is little-endian; so is every machine we build for.
static_assert(std::endian::native == std::endian::little);

constexpr size_t kLongestVarint = 10;

}  // namespace

void WireWriter::real(int field, double value) {
  if (std::bit_cast<uint64_t>(value) != 0) put_real(field, value);
}

void WireWriter::put_real(int field, double value) {
  put_fixed64(field, std::bit_cast<uint64_t>(value));
}

void WireWriter::put_fixed64(int field, uint64_t value) {
  tag(field, kFixed64);
  out_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void WireWriter::insert_varint(size_t at, uint64_t value) {
  char bytes[kLongestVarint];
  size_t n = 0;
  for (; value >= 0x80; value >>= 7) bytes[n++] = static_cast<char>(value | 0x80);
  bytes[n++] = static_cast<char>(value);
  out_.insert(at, bytes, n);
}

bool read_varint(std::string_view bytes, size_t& pos, uint64_t& value) {
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
