"""Line charts as SVG, just enough for the README: axes from 0, grid lines, a label at each line's end."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 360, 56, 130, 40, 48
COLOURS = ["#1b6ca8", "#9aa5b1", "#c4532d", "#3f8f5b", "#7a5aa6"]


def _step(most):
    """1, 2 or 5 times a power of ten: the least with which at most six grid lines stand above 0."""
    return next(digit * 10.0 ** power for power in range(-6, 12) for digit in (1, 2, 5)
                if most / (digit * 10.0 ** power) <= 6)


def line_chart(title, x_label, y_label, series, ticks):
    """`series` is a list of (name, [(x, y), ...]), a name that ends in '…' drawn dashed; `ticks` are the x named."""
    points = [point for _, line in series for point in line]
    x_most, y_most = max(x for x, _ in points), max(y for _, y in points) * 1.05
    x_scale, y_scale = (WIDTH - LEFT - RIGHT) / x_most, (HEIGHT - TOP - BOTTOM) / y_most

    def at(x, y):
        return LEFT + x * x_scale, HEIGHT - BOTTOM - y * y_scale

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
           f'<text x="{LEFT}" y="22" font-size="15">{title}</text>',
           f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{x_label}</text>',
           f'<text transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)" text-anchor="middle">{y_label}</text>']
    step = _step(y_most)
    for i in range(int(y_most / step) + 1):
        x, y = at(0, i * step)
        out.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#e3e7eb"/>'
                   f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{i * step:g}</text>')
    for x_value in ticks:
        x, y = at(x_value, 0)
        out.append(f'<text x="{x:.1f}" y="{y + 16:.1f}" text-anchor="middle">{x_value:g}</text>')
    for (name, line), colour in zip(series, COLOURS):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in line))
        dashed = ' stroke-dasharray="5 4"' if name.endswith("…") else ""
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>')
        if not dashed:
            out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in (at(*p) for p in line)]
        x, y = at(*line[-1])
        out.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{name.rstrip("…")}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
