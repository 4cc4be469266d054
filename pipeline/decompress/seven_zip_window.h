// How much memory a 7z archive will want for what it looks back to, before any of it is taken.
#pragma once

#include <cstdint>

#include "decompress/byte_stream.h"

namespace newsmill {

// Bytes: the largest dictionary (LZMA, LZMA2) or model (PPMd) that its directory names. Less where
// the directory is damaged or of a kind that is not known: what cannot be understood here, the
// reader cannot use either. A directory that is itself packed is unpacked, if that takes at most
// `most` bytes; else its own dictionary is the answer. Moves the file's position.
uint64_t seven_zip_window(FileStream& file, uint64_t most);

}  // namespace newsmill
