/** One bar for each step of a turn, on one scale of time; each is a button that opens the step. */
import type { Stage } from '../../src/trace.ts';
import { button, el } from '../widget/dom.ts';
import { arrange } from './arrange.ts';
import type { Means } from './main.ts';
import { jump } from './player.ts';
import type { Step, TurnView } from './turn.ts';
import { duration, STAGE_NAMES } from './words.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The bars' own units; drawn by attributes, since a strict policy allows no inline style. */
const WIDTH = 1000;
/** A step that took no time worth speaking of is still seen. */
const MIN_WIDTH = 7;

interface Row {
  node: HTMLLIElement;
  button: HTMLButtonElement;
  name: HTMLElement;
  bar: SVGRectElement;
  time: HTMLElement;
}

export function createTimeline({ act, state }: Means) {
  const list = el('ol', { class: 'timeline', 'aria-label': 'Stages of the turn in the order of time' });
  const rows: Row[] = [];
  let steps: readonly Step[] = [];

  function open(step: Step): void {
    act({ type: 'look', stage: step.stage });
    const { player, turnId } = state();
    if (player && turnId === undefined)
      act({ type: 'player', player: jump(player, step.startMs + step.durationMs) });
  }

  function rowAt(index: number): Row {
    const known = rows[index];
    if (known) return known;
    const name = el('span', { class: 'name' });
    const time = el('span', { class: 'time' });
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${WIDTH} 16`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    const bar = document.createElementNS(SVG, 'rect');
    bar.setAttribute('y', '2');
    bar.setAttribute('height', '12');
    bar.setAttribute('rx', '3');
    svg.append(bar);
    const press = button(
      { 'aria-controls': 'panel' },
      () => {
        const step = steps[index];
        if (step) open(step);
      },
      name,
      svg,
      time,
    );
    const row = { node: el('li', {}, press), button: press, name, bar, time };
    rows.push(row);
    return row;
  }

  list.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = rows.findIndex((row) => row.button === document.activeElement);
    const next = Math.min(steps.length - 1, Math.max(0, at + by));
    rows[next]?.button.focus();
    const step = steps[next];
    if (step) open(step);
  });

  return {
    node: list,
    update(turn: TurnView, chosen: Stage | undefined, isReplay: boolean) {
      steps = turn.steps;
      // A live turn's scale is what has passed so far; of a recorded one the end is known.
      const scale = Math.max(
        turn.wholeMs,
        ...steps.map(({ startMs, durationMs }) => startMs + durationMs),
        0.1,
      );
      const shown = steps.map((step, i) => {
        const row = rowAt(i);
        draw(row, step, scale, step.stage === chosen);
        return row.node;
      });
      arrange(list, shown);
      list.classList.toggle('replayed', isReplay);
    },
  };
}

function draw(row: Row, step: Step, scale: number, isChosen: boolean): void {
  const { stage, startMs, durationMs, span } = step;
  const width = Math.max(MIN_WIDTH, (durationMs / scale) * WIDTH);
  const x = Math.min((startMs / scale) * WIDTH, WIDTH - width);
  row.bar.setAttribute('x', x.toFixed(1));
  row.bar.setAttribute('width', width.toFixed(1));
  const kind = kindOf(step);
  row.bar.setAttribute('class', kind);
  const name = STAGE_NAMES[stage];
  if (row.name.textContent !== name) row.name.textContent = name;
  const time = `${kind === 'failed' ? 'failed · ' : ''}${durationOf(step)}${span ? '' : ' …'}`;
  if (row.time.textContent !== time) row.time.textContent = time;
  row.button.setAttribute('aria-expanded', String(isChosen));
}

/** Shape tells what colour tells: a wait is hollow, a failure hatched by its outline, what runs has no end. */
function kindOf({ stage, span }: Step): 'running' | 'failed' | 'wait' | 'done' {
  if (!span) return 'running';
  if ('failed' in span.detail && span.detail.failed) return 'failed';
  return stage === 'first-token' ? 'wait' : 'done';
}

function durationOf({ stage, durationMs, span }: Step): string {
  if (stage === 'ground' && span?.stage === 'ground') {
    const { sentences } = span.detail;
    return `${sentences.filter(({ isSupported }) => isSupported).length} of ${sentences.length}`;
  }
  if (stage === 'stream' && span?.stage === 'stream' && span.detail.usage) {
    const { usage, tokensPerSecond } = span.detail;
    return `${usage.outputTokens} tok · ${Math.round(tokensPerSecond ?? 0)}/s`;
  }
  return duration(durationMs);
}
