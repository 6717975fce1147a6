/** Makes any accent colour of an owner readable: 4.5:1 as text on paper, and as ground under text. */

type Rgb = [number, number, number];

const PAPER = { light: [251, 250, 246] as Rgb, dark: [33, 31, 27] as Rgb };
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [16, 18, 17];
/** WCAG 2.2, 1.4.3, with a little room because washes lie between text and paper. */
const TARGET = 5;

/** Reads `#rgb` or `#rrggbb`. @returns undefined for anything else. */
export function parseHex(color: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (!hex) return undefined;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const value = Number.parseInt(full, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Moves a colour towards ink or light until it reads on the paper of a theme. */
function readable(color: Rgb, theme: 'light' | 'dark'): Rgb {
  const aim = theme === 'light' ? BLACK : WHITE;
  for (let step = 0; step <= 20; step += 1) {
    const mixed = color.map((part, at) => Math.round(part + ((aim[at] ?? 0) - part) * (step / 20))) as Rgb;
    if (contrast(mixed, PAPER[theme]) >= TARGET) return mixed;
  }
  return aim;
}

const css = (color: Rgb) => `rgb(${color.join(' ')})`;

/** CSS rules that set the accent of both themes; empty when the colour is not a hex colour. */
export function accentRules(color: string): string {
  const rgb = parseHex(color);
  if (!rgb) return '';
  const part = (theme: 'light' | 'dark') => {
    const accent = readable(rgb, theme);
    const on = contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
    return `--cr-${theme}:${css(accent)};--cr-on-${theme}:${css(on)};`;
  };
  return `:host{${part('light')}${part('dark')}}`;
}
