/** How sure the search is that the knowledge carries the question, beside the threshold. */
import type { SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';

const SVG = 'http://www.w3.org/2000/svg';

const NAMES: Record<string, string> = {
  passageCoverage: 'best passage covers',
  sentenceCoverage: 'best sentence covers',
  coveredWeight: 'rare words found',
  relativeScore: 'score beside a perfect one',
  unknownNames: 'names found nowhere',
  proximity: 'words stand together',
};

export function evidenceMeter({
  probability,
  threshold,
  evidence,
  gap,
}: SpanDetail<'retrieve'>): HTMLElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 100 12');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'meter');
  svg.append(
    rect('track', 0, 100, 4, 4),
    rect('value', 0, probability * 100, 4, 4),
    rect('mark', threshold * 100 - 0.4, 0.8, 0, 12),
  );
  return el(
    'div',
    { class: 'evidence' },
    el('h3', {}, `Evidence ${probability.toFixed(2)} · threshold ${threshold.toFixed(2)}`),
    svg,
    el('p', {}, verdictOf(probability, threshold, gap)),
    el('p', { class: 'soft' }, 'The more of what is asked the passages hold, the lower the threshold.'),
    el(
      'dl',
      { class: 'pairs' },
      ...Object.entries(evidence).flatMap(([name, value]) => [
        el('dt', {}, NAMES[name] ?? name),
        el('dd', {}, Number.isInteger(value) ? String(value) : value.toFixed(2)),
      ]),
    ),
  );
}

function verdictOf(probability: number, threshold: number, gap: string | undefined): string {
  if (gap) return `Not covered: ${gap}.`;
  return probability < threshold
    ? 'Covered all the same: a section says that it answers such a question.'
    : 'Covered: there is something to answer from.';
}

function rect(name: string, x: number, width: number, y: number, height: number): SVGRectElement {
  const node = document.createElementNS(SVG, 'rect');
  for (const [key, value] of Object.entries({ x, width, y, height }))
    node.setAttribute(key, value.toFixed(2));
  node.setAttribute('class', name);
  return node;
}
