// A passage is read some hundreds of tokens at a time, each step for all their statements:
//
//   collect collect collect   link link link   name name name   emit emit emit
//
// Tested by tests/extract/extract_test.cc.
#include "extract/sentence.h"

namespace newsmill {
namespace {

constexpr size_t kAtOnce = 256;  // tokens
constexpr size_t kUsual = 4;     // values of a sentence

}  // namespace

void SentenceReader::read(Passage& passage) const {
  Subjects subjects;
  Context context;
  const std::vector<Statement>& all = passage.statements;
  for (size_t from = 0, to; from < all.size(); from = to) {
    size_t tokens = 0;
    for (to = from; to < all.size() && tokens < kAtOnce; ++to) tokens += all[to].to - all[to].from;
    read(passage, from, to, subjects, context);
  }
}

// The statements [from, to). What one of them leaves in `subjects` the next takes up, so all that
// asks for it is one step.
void SentenceReader::read(Passage& passage, size_t from, size_t to, Subjects& subjects,
                          Context& context) const {
  if (passage.readings.size() < to - from) {
    passage.readings.resize(to - from);
    for (std::vector<Reading>& readings : passage.readings) readings.reserve(kUsual);
  }
  const auto each = [&](const auto& step) {
    for (size_t i = from; i < to; ++i) {
      const Statement& here = passage.statements[i];
      Work work{here.text,    passage.tokens, here.from, here.to,
                here.span,    here.paragraph, subjects,  passage.readings[i - from],
                passage.notes};
      step(work, here);
    }
  };
  each([&](Work& work, const Statement&) { collect(work); });
  each([&](Work& work, const Statement&) {
    if (work.readings.empty()) return;
    link(work);
    weigh(work);
  });
  each([&](Work& work, const Statement& here) {
    if (here.opens) subjects = {};
    subjects.named = false;
    subjects.share = {};
    if (work.readings.empty()) return;
    name(work);
    distribute(work);
  });
  each([&](Work& work, const Statement& here) {
    const Scene& scene = passage.scenes[here.scene];
    if (here.opens || scene.report) context.start(scene);
    emit(work, context, *scene.metrics);
  });
}

}  // namespace newsmill
