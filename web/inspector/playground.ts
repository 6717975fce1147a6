/** The same question before and after a change; nothing of it reaches a visitor until a template is written. */
import type { Settings } from '../../src/inspector/protocol.ts';
import { button, el } from '../widget/dom.ts';
import type { Look } from './look.ts';
import type { Means } from './main.ts';
import { createResults } from './playground/results.ts';
import { createSettings } from './playground/settings.ts';
import { createTemplates } from './playground/templates.ts';
import type { State } from './store.ts';

interface Preset {
  name: string;
  before: Settings;
  after: Settings;
  needsModel: boolean;
  /** Which other model it is to be is the presenter's to say. */
  asksModel?: boolean;
}

/** Comparisons that one button sets up. */
const PRESETS: readonly Preset[] = [
  { name: 'Model and rules', before: { answerer: 'llm' }, after: { answerer: 'rules' }, needsModel: true },
  {
    name: 'With and without retrieval',
    before: { answerer: 'llm' },
    after: { answerer: 'llm', withoutRetrieval: true },
    needsModel: true,
  },
  {
    name: 'Two models',
    before: { answerer: 'llm' },
    after: { answerer: 'llm' },
    needsModel: true,
    asksModel: true,
  },
  { name: 'Cool and warm', before: { temperature: 0 }, after: { temperature: 1.2 }, needsModel: true },
  { name: 'Eight passages and one', before: {}, after: { top: 1 }, needsModel: false },
  { name: 'A stricter threshold', before: {}, after: { threshold: 0.99 }, needsModel: false },
];

export function createPlayground(means: Means) {
  const { act, send, state } = means;
  const question = el('textarea', { rows: 2, maxlength: 2000 });
  const inPlace = el('input', { type: 'checkbox', checked: true });
  const place = el('label', { class: 'check' }, inPlace, el('span', {}, 'in its place in the conversation'));
  const before = createSettings('Before');
  const after = createSettings('After');
  const templates = createTemplates(means);
  const results = createResults();
  let focused: { turnId: string; conversation: string | undefined; question: string } | undefined;
  let isTouched = false;
  question.addEventListener('input', () => {
    isTouched = true;
  });

  const run = () => {
    const id = crypto.randomUUID().slice(0, 18);
    const isSame = focused !== undefined && question.value.trim() === focused.question;
    const at =
      focused?.conversation !== undefined && inPlace.checked && isSame
        ? { conversation: focused.conversation, turnId: focused.turnId }
        : undefined;
    const edits = templates.edited();
    act({ type: 'experiment', experiment: { id, question: question.value } });
    const isSent = send({
      type: 'experiment',
      id,
      question: question.value,
      before: before.read(),
      after: { ...after.read(), ...(Object.keys(edits).length === 0 ? {} : { templates: edits }) },
      ...(at ? { at } : {}),
    });
    if (!isSent) act({ type: 'experiment', experiment: undefined });
  };
  const runs = button({ class: 'run' }, run, 'Run both');
  const presets = PRESETS.map((preset) => ({
    ...preset,
    node: button(
      {},
      () => {
        before.fill(preset.before);
        after.fill(preset.after);
        if (preset.asksModel) after.askModel();
        else run();
      },
      preset.name,
    ),
  }));
  const node = el(
    'section',
    { class: 'playground', 'aria-label': 'Playground' },
    el('h1', {}, 'The same question, before and after a change'),
    el('label', { class: 'asked' }, el('span', {}, 'Question'), question),
    place,
    el(
      'div',
      { class: 'presets', role: 'group', 'aria-label': 'Compare' },
      el('span', {}, 'Compare'),
      ...presets.map((each) => each.node),
    ),
    el('div', { class: 'sides' }, before.node, after.node),
    templates.node,
    el(
      'div',
      { class: 'row' },
      runs,
      el('p', { class: 'soft' }, 'Edited templates apply to the run after. Visitors see nothing of this.'),
    ),
    results.node,
  );
  return {
    node,
    update(now: State, { turn }: Look) {
      node.hidden = now.view !== 'playground';
      if (node.hidden) return;
      const isNew = turn !== undefined && turn.turnId !== focused?.turnId;
      if (turn && isNew) {
        focused = {
          turnId: turn.turnId,
          conversation: now.player ? undefined : now.followed,
          question: turn.question,
        };
        if (!isTouched || question.value.trim() === '') question.value = turn.question;
        isTouched = false;
      } else if (!turn && question.value === '' && !isTouched) question.value = now.script[0]?.ask ?? '';
      place.hidden = focused?.conversation === undefined;
      if (now.server) {
        before.defaults(now.server);
        after.defaults(now.server);
      }
      for (const each of presets) {
        each.node.disabled = each.needsModel && state().server?.answerer !== 'llm';
        each.node.title = each.node.disabled ? 'No model is set on this server.' : '';
      }
      templates.update(now);
      results.update(now.experiment);
    },
  };
}
