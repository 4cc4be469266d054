// One damage is a bit, a number, a word, a piece or a line that is changed, lost, moved or doubled:
//
//   {"id":"7"}  ->  {"id":"77"}  {"id":}  {"id":"7"{"id"  {"text":"7"}
#include "damage.h"

#include <algorithm>
#include <array>

namespace newsmill {
namespace {

constexpr std::array<uint64_t, 14> kTelling = {
    0,      1,       0x7F,       0x80,    0xFF,       0x7FFF,     0x8000,
    0xFFFF, 0x10000, 0x7FFFFFFF, 1 << 27, 0x80000000, 0xFFFFFFFF, UINT64_MAX};

struct Piece {
  size_t begin = 0, size = 0;
};

// Mostly short.
Piece piece_of(const std::string& bytes, Random& random) {
  const size_t begin = random.below(bytes.size());
  const size_t longest = bytes.size() - begin;
  return {begin, std::min(longest, 1 + random.below(random.below(4) ? 16 : longest))};
}

Piece line_of(const std::string& bytes, Random& random) {
  const size_t at = random.below(bytes.size());
  const size_t before = bytes.rfind('\n', at == 0 ? 0 : at - 1);
  const size_t begin = before == std::string::npos ? 0 : before + 1;
  const size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1);
  return {begin, end + 1 - begin};
}

// A number in 1, 2, 4 or 8 bytes, the low ones first, or as digits.
void put_number(std::string& bytes, Random& random) {
  const size_t at = random.below(bytes.size());
  uint64_t number = kTelling[random.below(kTelling.size())] + random.below(3) - 1;
  if (random.below(4) == 0) {
    const std::string digits = std::to_string(number);
    bytes.replace(at, std::min(bytes.size() - at, digits.size()), digits);
    return;
  }
  for (size_t i = at; i < std::min(bytes.size(), at + (size_t{1} << random.below(4))); ++i)
    bytes[i] = static_cast<char>(number), number >>= 8;
}

void put_word(std::string& bytes, const Stock& stock, Random& random) {
  const std::string& word = stock.words[random.below(stock.words.size())];
  const size_t at = random.below(bytes.size() + 1);
  bytes.replace(at, random.below(2) ? std::min(bytes.size() - at, word.size()) : 0, word);
}

}  // namespace

void damage(std::string& bytes, const Stock& stock, Random& random) {
  if (bytes.empty()) bytes = stock.seeds[random.below(stock.seeds.size())];
  if (bytes.empty()) bytes.assign(1, ' ');
  const bool has_lines = bytes.find('\n') != std::string::npos;
  const Piece piece =
      has_lines && random.below(3) == 0 ? line_of(bytes, random) : piece_of(bytes, random);
  switch (random.below(stock.words.empty() ? 9 : 12)) {
    case 0:
      bytes[piece.begin] = static_cast<char>(random());
      break;
    case 1:
      bytes[piece.begin] ^= static_cast<char>(1 << random.below(8));
      break;
    case 2:
      put_number(bytes, random);
      break;
    case 3:
      bytes.erase(piece.begin, piece.size);
      break;
    case 4:
      bytes.insert(random.below(bytes.size()), bytes.substr(piece.begin, piece.size));
      break;
    case 5:
      if (random.below(4) == 0) bytes.resize(piece.begin);
      break;
    case 6: {
      const std::string moved = bytes.substr(piece.begin, piece.size);
      bytes.erase(piece.begin, piece.size);
      bytes.insert(random.below(bytes.size() + 1), moved);
      break;
    }
    case 7: {
      const std::string& other = stock.seeds[random.below(stock.seeds.size())];
      const Piece from = piece_of(other, random);
      bytes.insert(piece.begin, other, from.begin, from.size);
      break;
    }
    case 8:
      std::fill_n(bytes.begin() + static_cast<long>(piece.begin), piece.size,
                  static_cast<char>(kTelling[random.below(5)]));
      break;
    default:
      put_word(bytes, stock, random);
  }
}

std::string damaged_seed(const Stock& stock, Random random, size_t max_bytes) {
  std::string bytes = stock.seeds[random.below(stock.seeds.size())];
  for (size_t times = random.below(9); times > 0; --times) damage(bytes, stock, random);
  bytes.resize(std::min(bytes.size(), max_bytes));
  return bytes;
}

}  // namespace newsmill
