// Writes protobuf's wire format straight from views: no message objects, no copies, no second pass
// over the text. Field numbers come from the generated classes (v1::Page::kIdFieldNumber).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace newsmill {

// Appends messages to a string. As proto3 wants, a field that holds its default is left out; the
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
  void real(int field, double value);  // -0.0 is no default

  void put_string(int field, std::string_view value) {
    tag(field, kLengthDelimited);
    varint(value.size());
    out_.append(value);
  }
  void put_uint(int field, uint64_t value) {
    tag(field, kVarint);
    varint(value);
  }
  void put_real(int field, double value);

  // A nested message, written even when body() writes nothing.
  template <class Body>
  void message(int field, const Body& body) {
    tag(field, kLengthDelimited);
    delimited(body);
  }

  // What body() writes, after its length. The length goes in afterwards: moving a body by a few
  // bytes is cheaper than working out its size beforehand.
  template <class Body>
  void delimited(const Body& body) {
    const size_t begin = out_.size();
    body();
    insert_varint(begin, out_.size() - begin);
  }

  const std::string& bytes() const { return out_; }
  size_t size() const { return out_.size(); }
  void reserve(size_t bytes) { out_.reserve(bytes); }
  void clear() { out_.clear(); }  // keeps its memory

 private:
  enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

  void tag(int field, WireType type) { varint(static_cast<uint32_t>(field) << 3 | type); }
  void varint(uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<char>(value | 0x80));
    out_.push_back(static_cast<char>(value));
  }
  void insert_varint(size_t at, uint64_t value);
  void put_fixed64(int field, uint64_t value);

  std::string out_;
};

// Reads one varint from `bytes` at `pos` and moves pos behind it. False when it is cut short or
// longer than ten bytes; pos is then unchanged.
bool read_varint(std::string_view bytes, size_t& pos, uint64_t& value);

}  // namespace newsmill
