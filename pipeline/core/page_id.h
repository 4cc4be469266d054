// The name of a page, made from what it is: never from order, time or thread.
#pragma once

#include "core/origin.h"
#include "core/record_id.h"

namespace newsmill {

// 16 hex digits: XXH3-64 over the member's name and the hash of its bytes. The same member gives
// the same id in every run, whatever archive it came in.
RecordId page_id(const Origin& origin);

}  // namespace newsmill
