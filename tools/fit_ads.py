#!/usr/bin/env python3
"""Fits the weights of the ad filter's linear model: pipeline/rules/ad_model.tsv, ad_model.old.tsv.

usage: fit_ads.py AD_FEATURES TABLE [--pages DIR]... [--written DIR TRUTH]... [--news FILE]...
       [--notices FILE]... [--old FILE]... [--folds N --newsmill PROGRAM] [--write] [options]

AD_FEATURES is the program of that name (tools/ad_features.cc). Plain Python 3, no packages; .zst
files are read by zstd.
  --pages    a folder of pages NAME.txt beside NAME.gold.json, with `lines` (n, label, notice) or with
             `blocks` (type, paras with line_start and line_end)
  --written  pages that newsgen has written, and its truth.jsonl (labels of lines)
  --news     news to set as pages: JSON lines with title and paras (or text)
  --notices  notices to set between that news: JSON lines likewise, or a table "category TAB text" in
             which / ends a paragraph (what has the category NEWS is for --news, which reads these too)
  --old      advertisements of old papers to set as pages of their own: a table likewise

The model: the log odds that a block belongs to a notice are the sum of its traits' weights, and of
its grams' weights over the root of their number (filter/ad_features.h). Fitted by logistic
regression with stochastic gradient ascent (AdaGrad, L2 decay) to the blocks that the rules leave in
doubt. The rules know the notices that they were written for, but not those that the model is meant
for: so blocks are also read with a --withhold share of the rules' words taken away, at random.
Grams of fewer than --rare different blocks have no weight, and none is kept but by a hash that others
share. In the table the log odds are times --gain, less --shift, within --against and --for; these are
chosen by the held-out figures (bench/ad_folds).

--folds cross-validates by issue (the part of a page's name before -p or _0001-): texts that are near
copies of the held-out ones are not fitted to either, unless --copies. Printed for each way of reading
the pages, with all the rules and with part of their words withheld, with the model and without: what
part of the notices' characters and of the notices is found, how many characters of news are lost, F1
of lines; mean of the folds and worst one.
"""
import argparse, collections, glob, json, math, os, random, re, subprocess, sys, tempfile

GRAM_BUCKETS = 1 << 14
FITTED_FROM, FITTED_TO = -7.0, 3.0    # evidence of the rules: more blocks teach than the model is asked of
UNIT = 100            # table weights are hundredths
ROW = 64              # grams in a row of the table


# ---- pages and their gold: {line number: notice's name, or None for news}; other lines do not count -----
class Source:
    def __init__(self, name, text, gold, issue=None):
        self.name, self.text, self.gold = name, text, gold
        self.issue = issue          # None: never held out
        self.blocks = []


def gold_of(path):
    gold = json.load(open(path, encoding='utf8'))
    if gold.get('scrambled'): return None
    out = {}
    if 'lines' in gold:
        optional = {n['id'] for n in gold.get('notices', ()) if n['category'] == 'advertorial'}
        for line in gold['lines']:
            if line['label'] in ('blank', 'furniture', 'unaligned') or line.get('mixed'): continue
            if line['label'] == 'ad' or line.get('notice'):
                if line.get('notice') not in optional: out[line['n']] = f"{line.get('notice')}/{line.get('category')}"
            else: out[line['n']] = None
    else:
        for k, block in enumerate(gold['blocks']):
            if block['type'] not in ('ad', 'article'): continue
            for para in block['paras']:
                for n in range(para['line_start'], para['line_end']):
                    out[n + 1] = f'{k}/ad' if block['type'] == 'ad' else None
    return out


def pages_of(folder):
    for path in sorted(glob.glob(os.path.join(folder, '*.gold.json'))):
        stem = path[:-len('.gold.json')]
        gold = gold_of(path)
        if gold is None or not os.path.exists(stem + '.txt'): continue
        name = os.path.basename(stem)
        issue = re.sub(r'(-p\d+|_\d+-\d+_).*$', '', name).split('.')[0]
        yield Source(name, open(stem + '.txt', encoding='utf8').read(), gold, issue)


def written(folder, truth):
    for row in open(truth, encoding='utf8'):
        page = json.loads(row)
        gold, ad = {}, {n: k for k, a in enumerate(page['ads']) for n in range(a['lines'][0], a['lines'][1] + 1)}
        for n, label in enumerate(page['labels'], 1):
            if label in ('blank', 'furniture'): continue
            gold[n] = f'{ad.get(n)}/{label}' if label == 'ad' else None
        path = os.path.join(folder, page['page'])
        yield Source(page['page'], open(path, encoding='utf8').read(), gold)


def rows_of(path):
    if path.endswith('.zst'):
        return subprocess.run(['zstd', '-dc', path], capture_output=True, check=True).stdout.decode('utf8').split('\n')
    return open(path, encoding='utf8').read().split('\n')


def items_of(path, news):
    """Lists of paragraphs, the first may be a title; tables hold both news and notices."""
    for row in rows_of(path):
        if not row or row.startswith('# '): continue
        if row.startswith('{'):
            item = json.loads(row)
            if item.get('dup_of') is not None or item.get('category') == 'advertorial': continue
            paras = item['paras'] if 'paras' in item else item['text'].split('\n')
            paras = [p.strip() for p in ([item['title']] if item.get('title') else []) + paras]
        elif row.startswith('NEWS\t') != news: continue
        else: paras = row.split('\t')[1].split('/')
        paras = [p for p in paras if p]
        if paras: yield paras


def wrapped(paras, width, title_width, rng):
    """Printed lines of an item: a short first paragraph as a title, paragraphs indented."""
    lines = []
    for k, para in enumerate(paras):
        title = k == 0 and len(paras) > 1 and len(para) <= 40 and '。' not in para
        if not title and rng.random() < 0.8: para = '　　' + para
        size = title_width if title else width
        if title: lines.append('')
        while para:
            cut = size
            while cut < len(para) and cut < size + 2 and para[cut] in '，。、；：！？”）': cut += 1
            lines.append(para[:cut]); para = para[cut:]
    return lines


def set_pages(news, notices, rng, news_a_page=6):
    """Pages of news with all the notices between."""
    news, notices = list(news), list(notices)
    rng.shuffle(news); rng.shuffle(notices)
    notices_a_page = math.ceil(len(notices) / math.ceil(max(len(news), 1) / news_a_page))
    while news:
        page, news = news[:news_a_page], news[news_a_page:]
        items = [(p[:12], None) for p in page] + [(p, f'{k}/ad') for k, p in enumerate(notices[:notices_a_page])]
        notices = notices[notices_a_page:]
        rng.shuffle(items)
        lines, gold, width = [], {}, rng.choice((13, 16, 17, 20))
        for paras, notice in items:
            narrow = width if notice is None or rng.random() < 0.4 else rng.choice((9, 12, 14, width))
            printed = wrapped(paras, narrow, width if notice is None else narrow, rng)
            if lines and (notice is None or rng.random() < 0.7): lines.append('')
            for line in printed:
                lines.append(line)
                if line: gold[len(lines)] = notice
        yield Source('set', '\n'.join(lines), gold)


def set_old_pages(news, notices, rng, notices_a_page=8):
    """Notices as they were printed, each paragraph a line, between news of old papers."""
    rng.shuffle(notices)
    while notices:
        items = [(p, f'{k}/ad') for k, p in enumerate(notices[:notices_a_page])] + [(p, None) for p in rng.sample(news, min(4, len(news)))]
        notices = notices[notices_a_page:]
        rng.shuffle(items)
        lines, gold, width = [], {}, rng.choice((16, 20, 30))
        for paras, notice in items:
            for line in paras if notice else wrapped(paras, width, width, rng):
                lines.append(line)
                if line: gold[len(lines)] = notice
            lines.append('')
        yield Source('set', '\n'.join(lines), gold)


# ---- what the model sees -------------------------------------------------------------------------------
class Block:
    """A block of a page: is it of a notice, and its features."""
    __slots__ = ('notice', 'news', 'score', 'traits', 'grams', 'issue', 'key', 'weight', 'lines')


def read_blocks(program, sources, rules):
    """Appends to each source the blocks that the model may be asked of."""
    with tempfile.TemporaryDirectory() as work:
        names = []
        for i, source in enumerate(sources):
            names.append(os.path.join(work, str(i)))
            with open(names[-1], 'w', encoding='utf8') as f: f.write(source.text)
        options = ['--rules', rules] if rules else []
        for begin in range(0, len(names), 2000):
            out = subprocess.run([program, *options, *names[begin:begin + 2000]], capture_output=True, text=True, check=True)
            at = begin - 1
            for row in out.stdout.split('\n'):
                if row.startswith('# '): at += 1; continue
                cells = row.split('\t')
                if len(cells) < 5 or cells[1] == 'plain': continue
                source = sources[at]
                lines = [n for r in cells[0].split(',') for n in range(int(r.split('-')[0]), int(r.split('-')[1]) + 1)]
                told = collections.Counter(source.gold[n] for n in lines if n in source.gold)
                if not told: continue
                most, count = told.most_common(1)[0]
                if count < 0.8 * sum(told.values()): continue
                block = Block()
                block.notice, block.news = most, most is None
                block.score, block.traits = float(cells[2]), cells[3].split()
                counts = collections.Counter(map(int, cells[4].split()))
                root = math.sqrt(max(sum(counts.values()), 1))
                block.grams = [(g, c / root) for g, c in counts.items()]
                block.key = frozenset(counts)
                block.issue, block.weight, block.lines = source.issue, 1.0, len(lines)
                source.blocks.append(block)


def withheld(table_folder, share, seed, folder):
    """Rules that do not know some of their words: a folder with poorer tables of them. Which are gone is said
    by the words alone, so that tables with other words beside them compare."""
    gone = lambda word: random.Random(f'{seed} {word}').random() < share
    os.makedirs(folder, exist_ok=True)
    for name in ('ads.tsv', 'ads.old.tsv'):
        rows = open(os.path.join(table_folder, name), encoding='utf8').read().split('\n')
        columns = next(r for r in rows if r.startswith('# name'))[2:].split('\t')
        words, side = columns.index('words'), columns.index('side')
        out = []
        for row in rows:
            cells = row.split('\t')
            if row and not row.startswith('#') and cells[side] != 'NEWS':
                kept = [w for w in cells[words].split('|') if not gone(w)]
                if not kept: continue
                cells[words] = '|'.join(kept)
            out.append('\t'.join(cells))
        with open(os.path.join(folder, name), 'w', encoding='utf8') as f: f.write('\n'.join(out))
    return folder


def copies_of(held, blocks, share=0.5):
    """Numbers of the blocks that are near copies of held-out ones: notices that share most of their grams
    with one, news that shares two of its four rarest grams (of news only the text itself is looked for)."""
    seen = collections.Counter(g for b in blocks + held for g in b.key)
    rarest = lambda block: sorted(block.key, key=lambda g: (seen[g], g))[:4]
    where, picked = collections.defaultdict(list), collections.defaultdict(list)
    for i, block in enumerate(held):
        for gram in rarest(block) if block.news else block.key: (picked if block.news else where)[gram].append(i)
    out = set()
    for n, block in enumerate(blocks):
        if block.news:
            count = collections.Counter(i for gram in rarest(block) for i in picked.get(gram, ()))
            if any(c > 1 for c in count.values()): out.add(n)
            continue
        count = collections.Counter(i for gram in block.key for i in where.get(gram, ()))
        if any(c > share * min(len(block.key), len(held[i].key)) for i, c in count.most_common(3)): out.add(n)
    return out


# ---- logistic regression -------------------------------------------------------------------------------
class Model:
    def __init__(self):
        self.grams, self.traits = [0.0] * GRAM_BUCKETS, collections.defaultdict(float)

    def log_odds(self, block):
        grams = self.grams
        return sum(self.traits.get(t, 0.0) for t in block.traits) + sum(grams[g] * v for g, v in block.grams)


def train(blocks, o, seed=1):
    seen = collections.Counter()
    for key in {b.key for b in blocks}: seen.update(key)
    usual = [seen[g] >= o.rare for g in range(GRAM_BUCKETS)]
    repeats = collections.Counter(b.key for b in blocks)
    model, rng = Model(), random.Random(seed)
    ads = sum(1 / math.sqrt(repeats[b.key]) for b in blocks if not b.news) or 1.0
    news = sum(1 / math.sqrt(repeats[b.key]) for b in blocks if b.news) or 1.0
    examples = []
    for b in blocks:
        weight = 1 / math.sqrt(repeats[b.key]) * (o.caution if b.news else news / ads)
        examples.append((b, [(g, v) for g, v in b.grams if usual[g]], min(weight, 20.0)))
    grams, traits = model.grams, model.traits
    g2, t2 = [o.start] * GRAM_BUCKETS, collections.defaultdict(lambda: o.start)
    for _ in range(o.epochs):
        rng.shuffle(examples)
        for b, features, weight in examples:
            z = sum(traits[t] for t in b.traits) + sum(grams[g] * v for g, v in features)
            z = max(-30.0, min(30.0, z))
            slope = weight * ((0.0 if b.news else 1.0) - 1 / (1 + math.exp(-z)))
            for t in b.traits:
                d = slope - o.decay * weight * traits[t]
                t2[t] += d * d
                traits[t] += o.rate * d / math.sqrt(t2[t])
            for g, v in features:
                d = slope * v - o.decay * weight * grams[g]
                g2[g] += d * d
                grams[g] += o.rate * d / math.sqrt(g2[g])
    return model


# ---- the table -----------------------------------------------------------------------------------------
def write(path, model, o, notes=None):
    """The head stays but for its notes; rows of traits keep their examples."""
    old = open(path, encoding='utf8').read().split('\n') if os.path.exists(path) else []
    head = [r for r in old if r.startswith('# ')][:2]
    examples = {r.split('\t')[0]: r.split('\t')[2] for r in old if r.count('\t') == 2}
    kept = [r for r in old if r.startswith('# ')][2:]
    out = head + (['# ' + n for n in notes] if notes is not None else kept)
    row = lambda name, value: out.append('\t'.join((name, str(value), examples.get(name, ''))).rstrip('\t'))
    for name in ('least', 'most', 'against', 'for'): row('model.' + name, round(getattr(o, name) * UNIT))
    known = [r[6:] for r in examples if r.startswith('trait.')]
    for name in known + sorted(set(model.traits) - set(known)):
        shift = o.shift if name == 'always' else 0.0
        row('trait.' + name, round((o.gain * model.traits.get(name, 0.0) - shift) * UNIT))
    for begin in range(0, GRAM_BUCKETS, ROW):
        values = [round(o.gain * w * UNIT) for w in model.grams[begin:begin + ROW]]
        values = [max(-127, min(127, v)) if abs(v) > o.faint else 0 for v in values]
        while values and values[-1] == 0: values.pop()
        if values: row(f'grams.{begin:05}', ' '.join(map(str, values)))
    with open(path, 'w', encoding='utf8') as f: f.write('\n'.join(out) + '\n')


# ---- held-out figures ----------------------------------------------------------------------------------
class Tally:
    def __init__(self):
        self.ads = self.found = self.news = self.lost = self.items = self.caught = 0
        self.hit = self.wrong = self.missed = 0     # lines
        self.by_category = collections.Counter()

    def add(self, source, taken):
        lines = source.text.split('\n')
        items = collections.defaultdict(lambda: [0, 0])
        for n, notice in source.gold.items():
            size = len(re.sub(r'\s', '', lines[n - 1]))
            if notice is None:
                self.news += size
                if n in taken: self.lost += size; self.wrong += 1
            else:
                items[notice][0] += size; items[notice][1] += size if n in taken else 0
                if n in taken: self.hit += 1
                else: self.missed += 1
        for notice, (size, found) in items.items():
            self.ads += size; self.found += found; self.items += 1; self.caught += 10 * found >= 9 * size
            self.by_category[notice.split('/')[1], 10 * found >= 9 * size] += 1

    def figures(self):
        return {'characters': self.found / max(self.ads, 1), 'items': self.caught / max(self.items, 1),
                'news lost %': 100 * self.lost / max(self.news, 1),
                'lines F1': 2 * self.hit / max(2 * self.hit + self.wrong + self.missed, 1)}


def taken_lines(newsmill, sources, rules, work):
    """For each source the numbers of the lines that the filter takes for ads."""
    pages, out = os.path.join(work, 'in'), os.path.join(work, 'out')
    subprocess.run(['rm', '-rf', pages, out])
    for i, source in enumerate(sources):
        os.makedirs(os.path.join(pages, str(i)))
        with open(os.path.join(pages, str(i), f'{i}.txt'), 'w', encoding='utf8') as f: f.write(source.text)
    subprocess.run([newsmill, 'run', pages, '-o', out, '-q', '--rules', rules], check=True)
    cat = subprocess.run([newsmill, 'cat', out, '--records', 'pages', '--format', 'jsonl'], capture_output=True, text=True, check=True)
    found = {}
    for row in cat.stdout.split('\n'):
        if not row: continue
        page = json.loads(row)
        i = int(os.path.basename(page['source']['member'])[:-4])
        found[i] = {n for b in page['blocks'] if b['kind'] == 'AD' for r in b['lines'] for n in range(r['first'], r['last'] + 1)}
    return [found.get(i, set()) for i in range(len(sources))]


def cross_validate(sources, o, tables, work):
    issues = sorted({s.issue for s in sources if s.issue is not None})
    random.Random(7).shuffle(issues)
    ways = [('all rules', None)] + [(f'{share:.0%} of the words withheld', share) for share in o.test_withhold]
    results = collections.defaultdict(list)
    totals = collections.defaultdict(Tally)
    for k in range(o.folds):
        held = set(issues[k::o.folds])
        test = [s for s in sources if s.issue in held]
        blocks = [b for s in sources if s.issue not in held for b in s.blocks]
        if not o.copies:
            near = copies_of([b for s in test for b in s.blocks], blocks)
            blocks = [b for n, b in enumerate(blocks) if n not in near]
            print(f'fold {k}: {len(near)} near copies left out, {len(blocks)} blocks fitted to')
        model = train([b for b in blocks if FITTED_FROM <= b.score <= FITTED_TO], o)
        for w, (way, share) in enumerate(ways):
            for voice in ('without', 'with'):
                rules = os.path.join(work, f'rules-{k}-{w}-{voice}')
                os.makedirs(rules, exist_ok=True)
                if share is not None: withheld(tables, share, 1000 + 10 * k + w, rules)
                quiet = argparse.Namespace(**{**vars(o), 'for': 0.0, 'against': 0.0})
                path = os.path.join(rules, os.path.basename(o.table))
                write(path, model, o if voice == 'with' else quiet, [])
                rows = open(path, encoding='utf8').read()
                with open(path, 'w', encoding='utf8') as f: f.write(HEAD.format(os.path.basename(path)) + rows)
                tally = Tally()
                for source, taken in zip(test, taken_lines(o.newsmill, test, rules, work)):
                    tally.add(source, taken); totals[way, voice].add(source, taken)
                results[way, voice].append(tally.figures())
    for (way, voice), folds in results.items():
        worst = {'news lost %': max}
        print(f'{way}, {voice} the model: ' + ', '.join(
            f'{name} {sum(f[name] for f in folds) / len(folds):.4f} (worst {worst.get(name, min)(f[name] for f in folds):.4f})'
            for name in folds[0]) + f'; all lines F1 {totals[way, voice].figures()["lines F1"]:.4f}')
        poor = collections.defaultdict(lambda: [0, 0])
        for (category, ok), n in totals[way, voice].by_category.items(): poor[category][0] += n; poor[category][1] += n * ok
        print('   below .85: ' + (', '.join(f'{c} {b}/{a}' for c, (a, b) in sorted(poor.items()) if b < 0.85 * a) or 'none'))


HEAD = '# {} | used by filter/ | weights\n# name\tweights\texample\n'


def gather(o):
    rng = random.Random(11)
    sources = [s for folder in o.pages for s in pages_of(folder)]
    sources += [s for folder, truth in o.written for s in written(folder, truth)]
    news = []
    for path in o.news:
        items = list(items_of(path, True))
        rng.shuffle(items)
        news += items[:o.most_news]
    notices = [item for path in o.notices for item in items_of(path, False)]
    old = [s for path in o.old for s in set_old_pages(list(items_of(path, True)), list(items_of(path, False)), rng)]
    return sources + list(set_pages(news, notices, rng)) + old


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('features'); ap.add_argument('table')
    ap.add_argument('--pages', action='append', default=[])
    ap.add_argument('--written', action='append', nargs=2, default=[])
    ap.add_argument('--news', action='append', default=[]); ap.add_argument('--notices', action='append', default=[])
    ap.add_argument('--old', action='append', default=[])
    ap.add_argument('--most-news', type=int, default=1200, help='of each --news')
    ap.add_argument('--folds', type=int, default=0); ap.add_argument('--newsmill')
    ap.add_argument('--copies', action='store_true'); ap.add_argument('--write', action='store_true')
    ap.add_argument('--withhold', type=float, default=0.5)
    ap.add_argument('--test-withhold', type=float, action='append', default=[])
    ap.add_argument('--epochs', type=int, default=10); ap.add_argument('--rate', type=float, default=0.1)
    ap.add_argument('--decay', type=float, default=0.003); ap.add_argument('--rare', type=int, default=3)
    ap.add_argument('--start', type=float, default=0.001,
                    help='of the sums of squared slopes: the more, the less rare grams say')
    ap.add_argument('--faint', type=int, default=5, help='weights of grams up to this are left out')
    ap.add_argument('--caution', type=float, default=1.0, help='weight of news over that of notices')
    ap.add_argument('--least', type=float, default=-2.0); ap.add_argument('--most', type=float, default=3.0)
    ap.add_argument('--against', type=float, default=1.0); ap.add_argument('--for', type=float, default=3.5)
    ap.add_argument('--gain', type=float, default=1.5, help='of the log odds')
    ap.add_argument('--shift', type=float, default=1.0, help='taken off them')
    o = ap.parse_args()
    tables = os.path.dirname(os.path.abspath(o.table))
    sources = gather(o)
    with tempfile.TemporaryDirectory() as work:
        read_blocks(o.features, sources, None)
        if o.withhold:
            read_blocks(o.features, sources, withheld(tables, o.withhold, 1, os.path.join(work, 'poor')))
        blocks = [b for s in sources for b in s.blocks if FITTED_FROM <= b.score <= FITTED_TO]
        news = sum(b.news for b in blocks)
        print(f'{len(sources)} pages; blocks fitted to: {len(blocks) - news} of notices, {news} of news')
        if o.folds: cross_validate(sources, o, tables, work)
    if o.write:
        model = train(blocks, o)
        told = collections.Counter((b.news, model.log_odds(b) > 0) for b in blocks)
        right = [told[n, not n] / max(1, told[n, n] + told[n, not n]) for n in (False, True)]
        print('fitted: notices right %.4f, news right %.4f' % tuple(right))
        write(o.table, model, o)


if __name__ == '__main__': main()
