// Bytes in an encoding -> UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "decode/encoding.h"

namespace newsmill {

struct Transcoded {
  std::string text;             // valid UTF-8
  uint32_t repaired_bytes = 0;  // that no character is made of
  uint32_t replaced = 0;        // places where U+FFFD stands for such bytes
  std::vector<Repair> repairs;  // where; the first of them
};

// Goes on behind whatever cannot be read. `encoding` is any but UTF-8; `origin` is where `bytes`
// stand in what repairs are counted from. Many threads may call it.
Transcoded to_utf8(std::string_view bytes, Encoding encoding, size_t origin = 0);

}  // namespace newsmill
