#!/usr/bin/env python3
"""Fits the weights of the model that says of what category a notice is: pipeline/rules/ad_names.tsv.

usage: fit_names.py NOTICE_DUMP TABLE [--notices FILE]... [--words] [--test FILE]... [--folds N] [--write] [options]

NOTICE_DUMP is the program of that name (tests/filter/notice_dump.cc). Plain Python 3, no packages.
  --notices  tables "category TAB text" to fit to, in which / ends a paragraph; rows of the category NEWS
             are passed over
  --words    fit also to the words by which the rules beside TABLE (ads.tsv) know a category, each as a text of
             its own: what the rules know one by one, the model then knows in part, and so in other words
  --test     tables that are fitted to no fold, read by the model of all folds

The model (filter/notice_namer.h): a category's log odds are the sum of its grams' weights over the root of
their number, times --gain. Multinomial logistic regression by stochastic gradient descent; grams weigh as
much as they are rare, and those of fewer than --rare notices nothing. Weights are rounded coarsely, to
--unit, so that what says little is left out.

--folds cross-validates: printed is what part of the notices gets its category by the rules, by the model,
and by both, with all rules and with shares of their words withheld, for the rules know the notices that
they were written for.
"""
import argparse, collections, math, os, random, subprocess, sys, tempfile

from fit_ads import UNIT, withheld

BUCKETS = 1 << 12         # of the grams' 1 << 14: filter/notice_namer.h
GRAM_SHIFT = 2
ROW = 64                  # buckets in a row of the table
CATEGORIES = ('OTHER LOST_AND_VOID COMPANY COURT AUCTION TENDER CREDIT LICENCE PLANNING RECRUITMENT PROPERTY SERVICE '
              'PRODUCT EDUCATION FINANCE GREETING OBITUARY MISSING UTILITY LISTING HOUSE PUBLIC_SERVICE').split()
WIDTH = len(CATEGORIES)   # what reads like news has no part in it


class Notice:
    __slots__ = ('category', 'scores', 'grams', 'count')


def words_of(rules, path):
    """A table of the words that speak for a category."""
    rows = open(rules, encoding='utf8').read().split('\n')
    columns = next(r for r in rows if r.startswith('# name'))[2:].split('\t')
    side, words = columns.index('side'), columns.index('words')
    cells = [r.split('\t') for r in rows if r and not r.startswith('#')]
    with open(path, 'w', encoding='utf8') as f:
        f.writelines(f'{c[side]}\t{word}\n' for c in cells if c[side] in CATEGORIES for word in c[words].split('|'))
    return path


def read(dump, rules, paths):
    if not paths: return []
    command = [dump] + (['--rules', rules] if rules else []) + paths
    out = []
    for row in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split('\n'):
        if not row: continue
        category, _, _, _, scores, grams, _ = row.split('\t')
        if category not in CATEGORIES: continue
        notice = Notice()
        notice.category = CATEGORIES.index(category)
        notice.scores = [float(s) for s in scores.split()][:WIDTH]
        buckets = collections.Counter(int(g) >> GRAM_SHIFT for g in grams.split())
        notice.count = sum(buckets.values())
        notice.grams = sorted(buckets.items())
        out.append(notice)
    return out


# ---- multinomial logistic regression -------------------------------------------------------------------
class Model:
    def __init__(self):
        self.weights, self.always = [None] * BUCKETS, [0.0] * WIDTH

    def log_odds(self, notice):
        z, root = list(self.always), math.sqrt(notice.count)
        for g, n in notice.grams:
            w = self.weights[g]
            if w: z = [a + n / root * b for a, b in zip(z, w)]
        return z


def shares(z):
    most = max(z)
    e = [math.exp(a - most) for a in z]
    return [a / sum(e) for a in e]


def train(notices, o, seed=1):
    seen = collections.Counter(g for n in notices for g, _ in n.grams)
    rarity = [math.log((len(notices) + 1) / seen[g]) if seen[g] >= o.rare else 0.0 for g in range(BUCKETS)]
    examples = []
    for n in notices:
        features = [(g, c * rarity[g] / math.sqrt(n.count)) for g, c in n.grams if rarity[g]]
        examples.append((n.category, features))
    size = sum(v * v for _, f in examples for _, v in f) / len(examples)    # so that steps are alike
    examples = [(c, [(g, v / math.sqrt(size)) for g, v in f]) for c, f in examples]
    weights, always, rng = [[0.0] * WIDTH for _ in range(BUCKETS)], [0.0] * WIDTH, random.Random(seed)
    for epoch in range(o.epochs):
        rng.shuffle(examples)
        rate = o.rate * (1 - epoch / o.epochs)
        for category, features in examples:
            z = list(always)
            for g, v in features: z = [a + v * b for a, b in zip(z, weights[g])]
            slope = [-rate * p for p in shares(z)]
            slope[category] += rate
            for g, v in features: weights[g] = [a + v * b for a, b in zip(weights[g], slope)]
            always = [a + 0.1 * b for a, b in zip(always, slope)]
        weights = [[a * (1 - rate * o.decay) for a in w] for w in weights]
    model = Model()
    model.always = [o.gain * a for a in always]
    for g, w in enumerate(weights):
        rounded = [max(-26, min(26, round(a * rarity[g] / math.sqrt(size) / o.unit))) for a in w]
        if any(rounded): model.weights[g] = [o.gain * o.unit * a for a in rounded]
    return model


# ---- the table -----------------------------------------------------------------------------------------
def sign(weight):
    return '.' if weight == 0 else chr(ord('a') - 1 + weight) if weight > 0 else chr(ord('A') - 1 - weight)


def write(path, model, o):
    """The head stays."""
    out = [r for r in open(path, encoding='utf8').read().split('\n') if r.startswith('# ')]
    out.append(f'model.most\t{round(o.most * UNIT)}\tas much it says at most for one category over another')
    out.append(f'model.unit\t{round(o.gain * o.unit * UNIT)}\tlog odds of the weight a')
    for c, name in enumerate(CATEGORIES): out.append(f'always.{name}\t{round(model.always[c] * UNIT)}')
    for c, name in enumerate(CATEGORIES):
        for begin in range(0, BUCKETS, ROW):
            row = ''.join(sign(round(w[c] / (o.gain * o.unit)) if w else 0) for w in model.weights[begin:begin + ROW])
            if row.strip('.'): out.append(f'{name}.{begin:04}\t{row.rstrip(".")}')
    with open(path, 'w', encoding='utf8') as f: f.write('\n'.join(out) + '\n')


# ---- held-out figures ----------------------------------------------------------------------------------
def told(z):
    return max(range(WIDTH), key=lambda c: z[c])


def together(notice, z, o):
    return told([s + max(a - max(z), -o.most) for s, a in zip(notice.scores, z)])


def report(way, notices, odds, o):
    part = lambda hits: f'{sum(hits) / max(1, len(notices)):.3f}'
    print(f'{way}: by the rules {part([told(n.scores) == n.category for n in notices])},'
          f' by the model {part([told(z) == n.category for n, z in zip(notices, odds)])},'
          f' by both {part([together(n, z, o) == n.category for n, z in zip(notices, odds)])}')


def cross_validate(o, words, tables, work):
    ways = [('all rules', None)]
    for share in o.test_withhold:
        ways.append((f'{share:.0%} of the words withheld', withheld(tables, share, 3, os.path.join(work, str(share)))))
    read_ways = [(way, read(o.dump, rules, o.notices)) for way, rules in ways]
    notices = read_ways[0][1]
    order = list(range(len(notices)))
    random.Random(7).shuffle(order)
    odds = [None] * len(notices)
    for k in range(o.folds):
        held = set(order[k::o.folds])
        model = train([n for i, n in enumerate(notices) if i not in held] + words, o)
        for i in held: odds[i] = model.log_odds(notices[i])
    for way, read_so in read_ways: report(f'{len(notices)} notices, {way}', read_so, odds, o)
    if o.test:
        model = train(notices + words, o)
        for way, rules in ways:
            for path in o.test:
                test = read(o.dump, rules, [path])
                report(f'{os.path.basename(path)}, {way}', test, [model.log_odds(n) for n in test], o)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('dump'); ap.add_argument('table')
    ap.add_argument('--notices', action='append', default=[]); ap.add_argument('--test', action='append', default=[])
    ap.add_argument('--folds', type=int, default=0); ap.add_argument('--write', action='store_true')
    ap.add_argument('--words', action='store_true')
    ap.add_argument('--test-withhold', type=float, action='append', default=[])
    ap.add_argument('--epochs', type=int, default=20); ap.add_argument('--rate', type=float, default=1.0)
    ap.add_argument('--decay', type=float, default=0.002); ap.add_argument('--rare', type=int, default=2)
    ap.add_argument('--unit', type=float, default=0.4, help='to which weights are rounded')
    ap.add_argument('--gain', type=float, default=0.7, help='of the log odds')
    ap.add_argument('--most', type=float, default=2, help='bound of the voice')
    o = ap.parse_args()
    tables = os.path.dirname(os.path.abspath(o.table))
    with tempfile.TemporaryDirectory() as work:
        own = [words_of(os.path.join(tables, 'ads.tsv'), os.path.join(work, 'words.tsv'))] if o.words else []
        words = read(o.dump, None, own)
        if o.folds: cross_validate(o, words, tables, work)
    if o.write:
        notices = read(o.dump, None, o.notices)
        model = train(notices + words, o)
        right = sum(told(model.log_odds(n)) == n.category for n in notices)
        print(f'fitted to {len(notices)} notices: {right} right; {sum(w is not None for w in model.weights)} buckets')
        write(o.table, model, o)


if __name__ == '__main__': main()
