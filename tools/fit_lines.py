#!/usr/bin/env python3
"""Fits the weights of pipeline/rules/line_model.tsv to pages whose lines are labelled.

usage: fit_lines.py LINE_FEATURES TABLE GOLD... [--epochs N] [--folds N] [--copies N] [--write]
       [--prior TABLE] [--only FEATURE,...] [--decay X] [--old]

LINE_FEATURES is the program of that name (tools/line_features.cc). Each GOLD is a folder with pages
NAME.txt beside NAME.gold.json: with a list of `lines` (n, label, role, join, next), with `items`
(title, paras) that the lines are found in, or with `blocks` (type, paras with line_start and line_end).
Plain Python 3, no packages.

The model is a linear chain: the score of a page's roles is the sum over its lines of the weights of
(feature, role) and over its line breaks of the weights of (role, role). It is fitted as a conditional
random field by stochastic gradient ascent (AdaGrad, small L2 decay): what the features of the paths
that the gold allows are expected to be, less what they are expected to be at all. The gold of a line is
a set of roles (a notice's title may be a headline or a heading). --folds cross-validates by issue (the
part of the name before -p or _0001-) and prints how many held-out lines have the right role, the right
label (of inner and begin the same one) and are rightly joined to the line before or not: mean of the
folds and worst one. --prior starts from the weights of another table and draws towards them: what few pages cannot
teach, they keep. --only fits the weights of those features, and leaves the others as --prior has them. --old takes the pages for those of old papers (segment/old_print.h).
"""
import argparse, collections, glob, json, math, multiprocessing, os, random, re, subprocess, sys, tempfile

ROLES = ['begin', 'inner', 'resume', 'head', 'head_inner', 'sub', 'sub_inner', 'caption',
         'caption_inner', 'byline', 'furniture', 'cell']
NUMBER = {r: i for i, r in enumerate(ROLES)}
N = len(ROLES)
INNER = {NUMBER[r] for r in ('inner', 'head_inner', 'sub_inner', 'caption_inner')}
FROM = {NUMBER['inner']: ('begin', 'inner', 'resume'), NUMBER['head_inner']: ('head', 'head_inner'),
        NUMBER['sub_inner']: ('sub', 'sub_inner'), NUMBER['caption_inner']: ('caption', 'caption_inner')}
ALLOWED = [[f for f in range(N) if t not in FROM or ROLES[f] in FROM[t]] for t in range(N)]
LATER = {NUMBER[r] for r in ('inner', 'resume', 'caption', 'caption_inner')}
STARTS = frozenset(NUMBER[r] for r in ('begin', 'head', 'sub'))
CARRIED = frozenset(NUMBER[r] for r in ('inner', 'head_inner', 'sub_inner'))
NEVER = -1e9


def roles(*names): return frozenset(NUMBER[n] for n in names)


# ---- gold: for each line a set of roles -----------------------------------------------------------
def sentences(lines):
    """Lines of those paragraphs that hold a comma or a full stop: no headline has the like of notices."""
    out, run = set(), []
    for line in lines:
        if line['label'] == 'blank': continue
        run.append(line)
        if line['join'] != 'none': continue
        if re.search('[，。；]', ''.join(l['text'] for l in run)): out |= {l['n'] for l in run}
        run = []
    return out


def gold_of_lines(gold):
    """newspages: every line has a label and says whether the next one carries it on."""
    out, joined = {}, False
    sentence = sentences(gold['lines'])
    carried = {l['next'] for l in gold['lines'] if l.get('next')}
    fresh = {a['paragraphs'][0]['lines'][0] for a in gold['articles']
             if a.get('starts_mid_paragraph') and a['paragraphs'] and a['paragraphs'][0].get('lines')}
    for line in gold['lines']:
        label, role, n = line['label'], line.get('role'), line['n']
        if label == 'blank': continue
        alt = set(line.get('alt') or ())
        if role == 'marker': want = roles('inner') if joined else roles('begin', 'resume', 'furniture')
        elif label == 'furniture': want = roles('furniture')
        elif label == 'headline': want = roles('head_inner' if joined else 'head')
        elif label == 'byline': want = roles('byline')
        elif label == 'table': want = roles('cell')
        elif label == 'caption' and role == 'pullquote':
            want = roles('caption_inner', 'sub_inner', 'inner') if joined else roles('caption', 'sub', 'begin')
        elif label == 'caption': want = roles('caption_inner' if joined else 'caption')
        elif label == 'ad':
            want = CARRIED if joined else STARTS
            if n in sentence: want = roles('inner') if joined else roles('begin')
            if role == 'adheader': want |= roles('furniture')
            if line.get('category') in ('nametable', 'lottery', 'tv', 'weather'): want |= roles('cell')
        elif role == 'subhead': want = roles('sub_inner' if joined else 'sub')
        elif joined: want = roles('inner')
        elif n in carried: want = roles('resume')
        elif n in fresh: want = roles('resume', 'begin')
        else: want = roles('begin')
        if line.get('mixed') or label == 'unaligned': want = frozenset(range(N))
        out[n] = want
        joined = line['join'] != 'none'
    return out


def squash(s): return re.sub(r'[\s\u3000\u200b]+', '', s)


def heading_like(text):
    """May the paragraph be a heading? 解冬困，农牧来结对"""
    return not re.search('[，。；]', text) or (len(text) <= 24 and not re.search('[。；：，！？”）]$|。', text))


def gold_of_items(gold, lines):
    """retypeset: the clean texts are known; each line is looked up in them, near the line before."""
    texts = []
    for item in gold['items']:
        for key, kind in (('kicker', 'head'), ('title', 'head'), ('subtitle', 'head')):
            if item.get(key): texts.append((squash(item[key]), 'head' if item['type'] != 'furniture' else 'furniture'))
        for para in item['paras']:
            texts.append((squash(para), 'begin' if item['type'] == 'article' else item['type']))
    whole = ''.join(t + '\n' for t, _ in texts)
    starts, kinds, pos = [], [], 0
    for text, kind in texts:
        starts.append(pos); kinds.append(kind); pos += len(text) + 1
    out, last, joined_to = {}, 0, None
    for n, line in lines:
        key = squash(line)
        if not key: continue
        at = whole.find(key, last)
        if at < 0 or (at > last + 400 and len(key) < 6): at = whole.find(key)
        if at < 0 or (len(key) < 4 and at != joined_to and at > last + 2): out[n] = frozenset(range(N)); joined_to = None; continue
        import bisect
        i = bisect.bisect_right(starts, at) - 1
        kind, begins = kinds[i], at == starts[i]
        if kind == 'furniture': want = roles('furniture')
        elif kind == 'head': want = roles('head') if begins else roles('head_inner')
        elif kind == 'begin':
            want = roles('inner') if at == joined_to else roles('resume') if not begins else \
                roles('begin', 'sub') if heading_like(texts[i][0]) else roles('begin')
            if at == joined_to and heading_like(texts[i][0]): want |= roles('sub_inner')
        else: want = STARTS if begins else CARRIED
        out[n] = want
        last = joined_to = at + len(key)
    return out


def gold_of_blocks(gold, lines):
    """ecpo: blocks of an article, a notice or furniture; where their paragraphs begin and end is known.
    Which of an article's first lines are its title, and which later ones headings, is left open, and
    how the few words of a display notice are joined."""
    out = {}
    for block in gold['blocks']:
        kind, told = block['type'], False
        if kind == 'unlabelled': continue
        for k, para in enumerate(block['paras']):
            here = [n for n, text in lines if para['line_start'] < n <= para['line_end'] and text.strip()]
            text = squash(''.join(text for n, text in lines if n in set(here)))
            sentence = bool(re.search('[，。；]', text)) or text.count('、') > 1 or text.endswith('、')
            if kind == 'furniture': starts = carried = roles('furniture')
            elif sentence: starts, carried = roles('begin'), roles('inner')
            elif kind == 'ad': starts = carried = roles('begin', 'inner', 'head', 'head_inner', 'cell')
            elif k == 0: starts, carried = roles('head'), roles('head_inner')
            elif told: starts, carried = roles('begin', 'sub', 'byline'), roles('inner', 'sub_inner')
            else: starts, carried = roles('begin', 'head', 'sub', 'byline'), CARRIED
            told = told or (sentence and len(here) > 2)
            for i, n in enumerate(here): out[n] = carried if i else starts
    return out


# ---- variations: what the pages do not show but others do ------------------------------------------
def vary(gold, rng):
    """A copy of a newspages page in the manner of other papers: a blank line between most paragraphs,
    some inside them (after a first line, before a quotation mark, anywhere), numbered headings and
    paragraphs. Numbers take the place of as many characters, so that the lines keep their widths."""
    between, inside = rng.choice(((0.9, 0.02), (0.5, 0.01), (0.05, 0.05)))
    numbered, behind_first = rng.random(), rng.choice((0, 0.6))
    lines, count, fresh, heading = [], 0, True, False
    for line in gold['lines']:
        if line['label'] == 'blank':
            if rng.random() < 0.9: lines.append(None)
            continue
        line = dict(line)
        text = line['text']
        if line['label'] == 'body' and fresh and lines and not heading and rng.random() < between: lines.append(None)
        elif line['label'] == 'body' and not fresh and \
                rng.random() < (0.15 if text[:1] == '“' else inside): lines.append(None)
        if fresh and line['label'] == 'body' and len(text) > 5:
            count += 1
            han = '一二三四五六七八九十'[count % 10]
            if line.get('role') == 'subhead' and numbered < 0.7:
                line['text'] = rng.choice((han + '、' + text[2:], '（' + han + '）' + text[3:], f'{count % 9 + 1}.' + text[1:]))
            elif line.get('role') != 'subhead' and line['join'] != 'none' and rng.random() < 0.12:
                line['text'] = rng.choice(('（' + han + '）' + text[3:], han + '、' + text[2:], '——' + text[2:]))
        lines.append(line)
        began, fresh = fresh, line['join'] == 'none'
        if line['label'] == 'body' and not fresh and rng.random() < (behind_first if began and heading else inside):
            lines.append(None)
        heading = fresh and line.get('role') == 'subhead'
    number = {line['n']: i for i, line in enumerate(lines, 1) if line}
    out = dict(gold, lines=[])
    for i, line in enumerate(lines, 1):
        if line is None: out['lines'].append({'n': i, 'text': '', 'label': 'blank', 'join': 'none'})
        else: out['lines'].append(dict(line, n=i, next=number.get(line.get('next'))))
    out['articles'] = [dict(a, paragraphs=[dict(p, lines=[number[n] for n in p.get('lines', ()) if n in number])
                                           for p in a['paragraphs']]) for a in gold['articles']]
    return out


def units(text):
    """Pieces that a line break may not cut: 2021, “十, 完。"""
    out, glue = [], False
    for piece in re.findall(r'[A-Za-z0-9.%/@:_-]+|.', text):
        if out and (glue or piece in '，。、；：！？”’）》】…'): out[-1] += piece
        else: out.append(piece)
        glue = piece in '“‘（《【'
    return out


def wrap(text, width, squeeze, spaced, rng, indent=4):
    """Sets a paragraph in a column: the first line is indented, marks may take one column for two."""
    def size(piece):
        n = 0
        for k, c in enumerate(piece):
            wide = 1 if ord(c) < 128 else 2
            if wide == 2 and c in '，。、；：！？“”‘’（）《》…':
                near = k > 0 and piece[k - 1] in '，。、；：！？“”‘’（）《》…'
                if rng.random() < (squeeze if c in '“”‘’（）《》' or near else squeeze * squeeze / 2): wide = 1
            n += wide
        return n
    lines, line, left = [], '', width - indent
    for piece in units(text):
        if spaced and piece[0].isascii() and line and rng.random() < spaced: piece = ' ' + piece
        n = size(piece)
        if n > left and line:
            lines.append(line)
            line, left, piece = '', width, piece.strip()
        line += piece
        left -= n
    return lines + [line] if line else lines


def typeset(gold, rng):
    """The articles and notices of a newspages page, set anew in other columns."""
    width, narrow = 2 * rng.randint(11, 21), 2 * rng.randint(7, 14)
    squeeze, spaced = rng.choice((0, 0.3, 0.8)), rng.choice((0, 0, 0.3))
    gaps = rng.choice(('none', 'blocks', 'paragraphs'))
    inside, behind_first = rng.choice((0.0, 0.01, 0.03)), rng.choice((0.0, 0.5))
    numbered = rng.random()
    text_of = {l['n']: l for l in gold['lines']}
    rows = []   # text, label, role, join, gap before

    def put(lines, label, role=None, gap=False, begun=False):
        for k, text in enumerate(lines):
            cut = label == 'body' and k > 0 and gaps != 'none' and \
                rng.random() < (behind_first if k == 1 and begun else 0.2 if text[0] == '“' else inside)
            rows.append((text, label, role, 'none' if k + 1 == len(lines) else 'tight', gap if k == 0 else cut))

    for line in gold['lines']:
        if line['label'] == 'furniture' and line.get('role') != 'marker' and len(rows) < 8:
            put([line['text']], 'furniture', gap=gaps != 'none' and rng.random() < 0.5)
    blocks = [('article', a) for a in gold['articles']] + [('notice', n) for n in gold['notices']]
    rng.shuffle(blocks)
    for what, block in blocks:
        gap = gaps != 'none'
        if what == 'notice':
            for para in block['paragraphs']:
                text = para if isinstance(para, str) else para['text']
                if text: put(wrap(text, narrow, squeeze, spaced, rng), 'ad', gap=gap)
                gap = gaps == 'paragraphs' and rng.random() < 0.8
            continue
        for part in ('kicker', 'title', 'subtitle'):
            text = block['headline'].get(part)
            if text: put(wrap(text, rng.choice((16, 20, 24, 30, 48)), 0, 0, rng, 0), 'headline', gap=gap)
        if block.get('byline'): put([block['byline']], 'byline', gap=gap and rng.random() < 0.5)
        heading = True
        for k, para in enumerate(block['paragraphs']):
            text, sub = para['text'], para['kind'] == 'subhead'
            if not text: continue
            han = '一二三四五六七八九十'[k % 10]
            if sub and numbered < 0.6: text = rng.choice((han + '、', '（' + han + '）', f'{k % 9 + 1}.', '第' + han + '，'))[:3] + text
            elif not sub and len(text) > 40 and '。' in text and rng.random() < 0.15: text = rng.choice(('（' + han + '）', '——', han + '、', '')) + text
            gap = (gaps == 'paragraphs' and not heading and rng.random() < 0.9) or (gaps != 'none' and rng.random() < 0.05)
            put(wrap(text, width, squeeze, spaced, rng), 'body', 'subhead' if sub else None, gap, heading)
            heading = sub
    lines = []
    for text, label, role, join, gap in rows:
        if gap and lines: lines.append({'n': len(lines) + 1, 'text': '', 'label': 'blank', 'join': 'none'})
        lines.append({'n': len(lines) + 1, 'text': text, 'label': label, 'role': role, 'join': join})
    return {'lines': lines, 'articles': []}


def possible(want):
    """Where the gold asks for a step that cannot be (a line carried on from a table), anything goes."""
    out, reach = [], frozenset(range(N)) - INNER
    for i, roles_here in enumerate(want):
        if i: reach = frozenset(t for t in range(N) if any(f in out[-1] for f in ALLOWED[t]))
        out.append(roles_here & reach or reach)
    return out


def load(binary, folders, copies, options=()):
    """Pages with the features and the gold of each line; `copies` variations of each."""
    rng = random.Random(11)
    found = []  # name, text, gold
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, '*.gold.json'))):
            gold = json.load(open(path, encoding='utf8'))
            if gold.get('scrambled'): continue
            stem = path[:-len('.gold.json')]
            for page in (stem + '.txt', stem + '.raw.txt'):
                if not os.path.exists(page) or ('lines' in gold and page != stem + '.txt'): continue
                found.append((os.path.basename(page), open(page, encoding='utf8').read(), gold, False))
                for k in range(copies if 'lines' in gold else 0):
                    other = (vary if k % 2 else typeset)(gold, rng)
                    found.append((os.path.basename(page), '\n'.join(l['text'] for l in other['lines']), other, True))
    pages = []
    with tempfile.TemporaryDirectory() as work:
        names = []
        for i, (_, text, _, _) in enumerate(found):
            names.append(os.path.join(work, str(i)))
            with open(names[-1], 'w', encoding='utf8') as f: f.write(text)
        seen, at = [], -1
        for row in subprocess.run([binary, *options] + names, capture_output=True, text=True, check=True).stdout.split('\n'):
            if row.startswith('# '): seen.append([])
            elif row:
                cells = row.split('\t')
                seen[-1].append((int(cells[0].split()[0]),) + tuple(c.split() for c in cells[1:]))
    for (name, text, gold, varied), lines in zip(found, seen):
        numbered = list(enumerate(text.split('\n'), 1))
        want = gold_of_lines(gold) if 'lines' in gold else \
            gold_of_blocks(gold, numbered) if 'blocks' in gold else gold_of_items(gold, numbered)
        pages.append({'name': name, 'issue': re.sub(r'(-p\d+|_\d+-\d+_).*$', '', name).split('.')[0], 'varied': varied,
                      'lines': lines, 'want': possible([want.get(n, frozenset(range(N))) for n, *_ in lines])})
    return pages


# What is known beforehand, and pages may not show: weights are drawn towards these, not towards 0.
PRIOR = {('period_inside', r): -5.0 for r in ('head', 'head_inner', 'sub', 'sub_inner', 'byline', 'cell')}
PRIOR.update({('numbered_room', 'sub'): 5.0, ('numbered_clause_room', 'sub'): 3.0, ('jump_alone', 'head'): -5.0,
              ('jump_alone', 'sub'): -5.0, ('jump_from', 'head'): -5.0, ('jump_from', 'sub'): -5.0,
              ('masthead', 'furniture'): 5.0, ('mostly_masthead', 'furniture'): 3.0, ('guide', 'furniture'): 3.0,
              ('room_numbered_after_first', 'inner'): -4.0,
              ('prev_jump_to', 'inner'): -4.0, ('jump_from', 'inner'): -4.0,
              ('couplet', 'begin'): 3.0, ('couplet', 'inner'): -3.0, ('couplet', 'resume'): -2.0})


ONLY = set()   # the features to fit; all if empty


def read_weights(path):
    """{(feature, role): weight} of a table that write() has written."""
    rows = [row.split('\t') for row in open(path, encoding='utf8').read().split('\n')]
    columns = next(row for row in rows if row[0] == '# feature')
    return {(row[0], role): int(row[columns.index(role)] or 0) / 100 for row in rows if row[0][:1] not in ('', '#')
            for role in ROLES if role in columns[:len(row)]}


# ---- the chain -------------------------------------------------------------------------------------
class Model:
    """A conditional random field; the gold may leave several roles open."""

    def __init__(self):
        self.w = collections.defaultdict(lambda: [0.0] * N)
        for (name, role), value in PRIOR.items(): self.w[name][NUMBER[role]] = value
        self.g2 = collections.defaultdict(lambda: [1e-6] * N)   # sums of squared gradients (AdaGrad)

    def total(self, names):
        if not names: return [0.0] * N
        return [sum(c) for c in zip(*[self.w[f] for f in names])]

    def scores(self, page):
        """For each line: emission, and the addition for steps from a first and a later line."""
        return [(self.total(line), self.total(first), self.total(later)) for _, line, first, later in page['lines']]

    def decode(self, page):
        best, back = None, []
        steps = [self.w['after_' + r] for r in ROLES]
        for emit, after_first, after_later in self.scores(page):
            if best is None:
                best = [NEVER if r in INNER else emit[r] for r in range(N)]
                back.append([0] * N)
                continue
            now, arg = [], []
            for to in range(N):
                top, who = -1e18, 0
                for f in ALLOWED[to]:
                    s = best[f] + steps[f][to]
                    if f == 0: s += after_first[to]
                    elif f in LATER: s += after_later[to]
                    if s > top: top, who = s, f
                now.append(top + emit[to]); arg.append(who)
            best = now
            back.append(arg)
        role = max(range(N), key=best.__getitem__) if best else 0
        path = []
        for arg in reversed(back):
            path.append(role)
            role = arg[role]
        return path[::-1]

    def marginals(self, page, emits, firsts, laters, steps, masks):
        """Forward and backward: the chance of each role, and of each step, of each line."""
        n = len(emits)
        alpha, scale = [], []
        for i in range(n):
            e = emits[i]
            if i == 0: row = [0.0 if r in INNER else e[r] for r in range(N)]
            else:
                prev, pf, pl = alpha[-1], firsts[i], laters[i]
                row = []
                for to in range(N):
                    if masks and to not in masks[i]: row.append(0.0); continue
                    s = 0.0
                    for f in ALLOWED[to]:
                        a = prev[f]
                        if a:
                            t = a * steps[f][to]
                            s += t * pf[to] if f == 0 else t * pl[to] if f in LATER else t
                    row.append(s * e[to])
            if masks and i == 0: row = [v if r in masks[0] else 0.0 for r, v in enumerate(row)]
            z = sum(row) or 1e-300
            alpha.append([v / z for v in row]); scale.append(z)
        beta = [None] * n
        beta[-1] = [1.0] * N
        pairs = [None] * n
        for i in range(n - 1, 0, -1):
            e, b, pf, pl, prev = emits[i], beta[i], firsts[i], laters[i], alpha[i - 1]
            z = scale[i]
            right = [e[to] * b[to] / z if not masks or to in masks[i] else 0.0 for to in range(N)]
            row, pair = [0.0] * N, []
            for to in range(N):
                r = right[to]
                if not r: continue
                for f in ALLOWED[to]:
                    t = steps[f][to] * r
                    if f == 0: t *= pf[to]
                    elif f in LATER: t *= pl[to]
                    row[f] += t
                    p = t * prev[f]
                    if p > 1e-4: pair.append((f, to, p))
            beta[i - 1] = row
            pairs[i] = pair
        return [[a * b for a, b in zip(x, y)] for x, y in zip(alpha, beta)], pairs

    def learn(self, page, rate, decay):
        if not page['lines']: return
        scores = self.scores(page)
        emits = []
        for e, _, _ in scores:
            top = max(e)
            emits.append([math.exp(max(v - top, -60.0)) for v in e])
        cap = lambda v: math.exp(max(-30.0, min(30.0, v)))
        firsts = [[cap(v) for v in f] for _, f, _ in scores]
        laters = [[cap(v) for v in l] for _, _, l in scores]
        steps = [[cap(v) for v in self.w['after_' + r]] for r in ROLES]
        grad = collections.defaultdict(lambda: [0.0] * N)
        for masks, sign in ((page['want'], 1.0), (None, -1.0)):
            unary, pairs = self.marginals(page, emits, firsts, laters, steps, masks)
            for i, (_, line, first, later) in enumerate(page['lines']):
                for r, p in enumerate(unary[i]):
                    if p < 1e-3: continue
                    for f in line: grad[f][r] += sign * p
                for f, to, p in pairs[i] or ():
                    grad['after_' + ROLES[f]][to] += sign * p
                    for name in first if f == 0 else later if f in LATER else (): grad[name][to] += sign * p
        for name, g in grad.items():
            if ONLY and name not in ONLY: continue
            w, g2 = self.w[name], self.g2[name]
            for r in range(N):
                d = g[r] - decay * (w[r] - PRIOR.get((name, ROLES[r]), 0.0))
                if d:
                    g2[r] += d * d
                    w[r] += rate * d / math.sqrt(g2[r])


def train(pages, epochs, decay, rate=0.2, seed=1):
    model, order = Model(), list(pages)
    rng = random.Random(seed)
    for _ in range(epochs):
        rng.shuffle(order)
        for page in order: model.learn(page, rate, decay)
    return model


LABEL = dict(zip(range(N), ('text', 'text', 'text', 'headline', 'headline', 'heading', 'heading', 'caption', 'caption',
                            'byline', 'furniture', 'table')))


class Score:
    """Of decoded pages: lines that the gold says something of, and how many are wrong."""

    def __init__(self): self.lines = self.roles = self.labels = self.told = self.joins = 0

    def shares(self):
        """Of lines with the right role, the right label, rightly joined."""
        return [1 - self.roles / max(1, self.lines), 1 - self.labels / max(1, self.lines),
                1 - self.joins / max(1, self.told)]


def check(model, pages, show=0):
    score, confusion = Score(), collections.Counter()
    for page in pages:
        for i, role in enumerate(model.decode(page)):
            want = page['want'][i]
            if len(want) == N: continue
            score.lines += 1
            score.labels += LABEL[role] not in {LABEL[w] for w in want}
            if role not in want:
                score.roles += 1
                confusion[('/'.join(ROLES[w] for w in sorted(want)), ROLES[role])] += 1
                if show > 0: show -= 1; print(page['name'], page['lines'][i][0], [ROLES[w] for w in want], ROLES[role])
            told = {w in INNER for w in want}
            score.told += len(told) == 1
            score.joins += len(told) == 1 and (role in INNER) not in told
    return score, confusion


def fold(pages, out, options):
    """Fits to all pages but those of the issues `out`, and reads these."""
    model = train([p for p in pages if p['issue'] not in out], options.epochs, options.decay)
    return check(model, [p for p in pages if p['issue'] in out and not p['varied']], options.show)


def cross_validate(pages, options):
    issues = sorted({p['issue'] for p in pages})
    random.Random(7).shuffle(issues)
    with multiprocessing.Pool() as pool:
        got = pool.starmap(fold, [(pages, set(issues[k::options.folds]), options) for k in range(options.folds)])
    print(f'held out: {sum(score.lines for score, _ in got)} lines of {len(issues)} issues')
    columns = list(zip(*(score.shares() for score, _ in got)))
    for name, shares in zip(('roles', 'labels', 'joins'), columns):
        print(f'  {name:<8}{100 * sum(shares) / len(shares):6.2f}% right, worst fold {100 * min(shares):.2f}%')
    confusion = sum((conf for _, conf in got), collections.Counter())
    for (a, b), n in confusion.most_common(14): print(f'  {a} -> {b}: {n}')


def write(path, model, scale=100):
    """Puts the weights into the table's rows; names, order and examples stay."""
    rows = open(path, encoding='utf8').read().split('\n')
    columns = next(row for row in rows if row.startswith('# feature'))[2:].split('\t')
    out = []
    for row in rows:
        cells = row.split('\t')
        if row and not row.startswith('#'):
            cells += [''] * (len(columns) - len(cells))
            weights = model.w.get(cells[0], [0.0] * N)
            for i, role in enumerate(ROLES):
                value = round(weights[i] * scale)
                ok = not cells[0].startswith('after_') or NUMBER[cells[0][6:]] in ALLOWED[i]
                cells[columns.index(role)] = str(value) if value and ok else ''
        out.append('\t'.join(cells).rstrip('\t'))
    open(path, 'w', encoding='utf8').write('\n'.join(out))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('binary'); ap.add_argument('table'); ap.add_argument('gold', nargs='+')
    ap.add_argument('--epochs', type=int, default=8); ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--copies', type=int, default=1); ap.add_argument('--write', action='store_true'); ap.add_argument('--show', type=int, default=0)
    ap.add_argument('--old', action='store_true'); ap.add_argument('--prior'); ap.add_argument('--only', default=''); ap.add_argument('--decay', type=float, default=0.008)
    o = ap.parse_args()
    if o.prior: PRIOR.update(read_weights(o.prior))
    ONLY.update(o.only.split(',') if o.only else ())
    pages = load(o.binary, o.gold, o.copies, ['--old'] if o.old else [])
    if o.folds: cross_validate(pages, o)
    if o.write or not o.folds:
        model = train(pages, o.epochs, o.decay)
        score, _ = check(model, pages)
        right = [f'{100 * share:.2f}%' for share in score.shares()]
        print(f'fitted: {score.lines} lines, right are {right[0]} of the roles, {right[1]} of the labels, {right[2]} of the joins')
        if o.write: write(o.table, model)


if __name__ == '__main__': main()
