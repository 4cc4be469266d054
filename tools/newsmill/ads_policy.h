// What --ads names: a preset, or a file that holds a newsmill.v1.AdPolicy as text.
#pragma once

#include <string>

#include "filter/ad_policy.h"

namespace newsmill {

// A preset goes before a file of the same name; ./news is the file. Throws FatalError with exit
// code 2 that names file, line and reason.
AdPolicy read_ads_policy(const std::string& name_or_file);

// `file` is for messages only.
AdPolicy parse_ads_policy(const std::string& file, const std::string& text);

}  // namespace newsmill
