// Paragraphs that columns, pictures and headlines cut: which end goes on where?
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "segment/common_pairs.h"
#include "segment/line.h"
#include "segment/line_model.h"
#include "segment/seam_evidence.h"

namespace newsmill {

// For each line the number of the line that carries its paragraph on, kNoLine at a paragraph's end.
//
// Lines that follow each other without a blank line between them are as `roles` say. Elsewhere the
// ends that stop inside a sentence are matched with the starts that go on inside one: the order in
// which columns were extracted need not be the order in which they are read. `roles` of starts that
// were matched become kInner, of starts that were not kResume. Linear in the length of the text.
std::vector<uint32_t> find_seams(std::string_view text, std::span<const Line> lines,
                                 const std::vector<uint32_t>& cues, const CommonPairs& common,
                                 std::vector<LineRole>& roles);

}  // namespace newsmill
