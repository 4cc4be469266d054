// One page as one HTML file that needs nothing else.
#pragma once

#include <string>

#include "inspect.h"

namespace newsmill {

// On the left the page as printed, each line with its class and why; on the right what was read:
// articles with their metrics marked in the text, and the ads. What belongs together lights up
// under the pointer.
std::string inspected_html(const InspectedPage& page);

}  // namespace newsmill
