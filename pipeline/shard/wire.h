// Writes protobuf's wire format straight from views: no message objects, no copies, no second pass
// over the text. Field numbers come from the generated classes (v1::Page::kIdFieldNumber).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace newsmill {

// Appends messages to a buffer. As proto3 wants, a field that holds its default is left out; the
// calls named put_… write it all the same (elements of repeated fields, `optional` fields).
//
// Strings must be valid UTF-8: decoding has seen to that for all text of a page.
class WireWriter {
 public:
  void string(int field, std::string_view value) {
    if (!value.empty()) put_string(field, value);
  }
  void uint(int field, uint64_t value) {  // uint32, uint64, bool, enum
    if (value != 0) put_uint(field, value);
  }
  void fixed64(int field, uint64_t value) {
    if (value != 0) put_fixed64(field, value);
  }
  void real(int field, double value) {  // -0.0 is no default
    fixed64(field, std::bit_cast<uint64_t>(value));
  }

  void put_string(int field, std::string_view value) {
    std::copy(value.begin(), value.end(), put_string(field, value.size()));
  }
  // One of so many bytes, which the caller writes where it is told to, and at once.
  char* put_string(int field, size_t size) {
    char* const to = put_varint(put_tag(field, kLengthDelimited, kLongestVarint + size), size);
    end_ = to + size;
    return to;
  }
  void put_uint(int field, uint64_t value) {
    end_ = put_varint(put_tag(field, kVarint, kLongestVarint), value);
  }
  void put_fixed64(int field, uint64_t value) {
    char* const to = put_tag(field, kFixed64, sizeof value);
    std::memcpy(to, &value, sizeof value);
    end_ = to + sizeof value;
  }
  void put_real(int field, double value) { put_fixed64(field, std::bit_cast<uint64_t>(value)); }

  // A nested message, written even when body() writes nothing. `expected`: about how many bytes
  // that will be, as for delimited().
  template <class Body>
  void message(int field, const Body& body) {
    message(field, 0, body);
  }
  template <class Body>
  void message(int field, size_t expected, const Body& body) {
    end_ = put_tag(field, kLengthDelimited, 0);
    delimited(expected, body);
  }

  // What body() writes, after its length. Room is left for the length of an expected size; a body
  // that needs more or less of it is moved, which is cheaper than working out all sizes beforehand.
  template <class Body>
  void delimited(size_t expected, const Body& body) {
    const size_t room = varint_size(expected);
    reserve(room);
    const size_t begin = size();
    end_ += room;
    body();
    const size_t length = size() - begin - room;
    if (varint_size(length) != room) move_body(begin, room, length);
    put_varint(buffer_.get() + begin, length);
  }

  // Bytes that are wire format already.
  void raw(std::string_view fields) {
    reserve(fields.size());
    end_ = std::copy(fields.begin(), fields.end(), end_);
  }

  std::string_view bytes() const { return {buffer_.get(), size()}; }
  size_t size() const { return static_cast<size_t>(end_ - buffer_.get()); }
  void clear() { end_ = buffer_.get(); }  // keeps its memory

 private:
  enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };
  static constexpr size_t kLongestVarint = 10, kLongestTag = 5;

  // Writes a varint at `to` and returns where it ends.
  static char* put_varint(char* to, uint64_t value) {
    for (; value >= 0x80; value >>= 7) *to++ = static_cast<char>(value | 0x80);
    *to++ = static_cast<char>(value);
    return to;
  }
  static size_t varint_size(uint64_t value) {
    return (static_cast<size_t>(std::bit_width(value | 1)) + 6) / 7;
  }
  // Makes room for a field with a value of at most `bytes`, and returns where its value begins.
  char* put_tag(int field, WireType type, size_t bytes) {
    reserve(kLongestTag + bytes);
    return put_varint(end_, static_cast<uint32_t>(field) << 3 | type);
  }
  void move_body(size_t begin, size_t room, size_t length);
  void reserve(size_t bytes) {
    if (static_cast<size_t>(limit_ - end_) < bytes) grow(bytes);
  }
  void grow(size_t bytes);

  std::unique_ptr<char[]> buffer_;
  char* end_ = nullptr;    // of what is written
  char* limit_ = nullptr;  // of the buffer
};

// Reads one varint from `bytes` at `pos` and moves pos behind it. False when it is cut short or
// longer than ten bytes; pos is then unchanged.
bool read_varint(std::string_view bytes, size_t& pos, uint64_t& value);

}  // namespace newsmill
