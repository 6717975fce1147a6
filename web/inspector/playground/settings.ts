/** The settings of one run as a form; an empty field is as visitors have it. */
import type { ServerFacts, Settings } from '../../../src/inspector/protocol.ts';
import { el } from '../../widget/dom.ts';

export interface SettingsForm {
  node: HTMLElement;
  read(): Settings;
  fill(settings: Settings): void;
  /** Waits for the name of a model. */
  askModel(): void;
  /** Shows what an empty field stands for. */
  defaults(server: ServerFacts): void;
}

export function createSettings(name: string): SettingsForm {
  const answerer = el(
    'select',
    {},
    el('option', { value: '' }, 'as for visitors'),
    el('option', { value: 'llm' }, 'model'),
    el('option', { value: 'rules' }, 'rules'),
  );
  const model = el('input', { type: 'text', maxlength: 200, spellcheck: 'false' });
  const temperature = el('input', { type: 'number', min: 0, max: 2, step: 0.1, placeholder: 'its own' });
  const top = el('input', { type: 'number', min: 1, max: 50, step: 1 });
  const threshold = el('input', { type: 'number', min: 0.01, max: 0.99, step: 0.01 });
  const without = el('input', { type: 'checkbox' });
  const field = (label: string, input: HTMLElement) => el('label', {}, el('span', {}, label), input);
  const node = el(
    'fieldset',
    {},
    el('legend', {}, name),
    field('Answered by', answerer),
    field('Model', model),
    field('Temperature', temperature),
    field('Passages', top),
    field('Threshold', threshold),
    el('label', { class: 'check' }, without, el('span', {}, 'Without retrieval')),
  );
  const number = ({ value }: HTMLInputElement) => (value.trim() === '' ? undefined : Number(value));
  return {
    node,
    read() {
      const who = answerer.value === 'llm' || answerer.value === 'rules' ? answerer.value : undefined;
      const all = {
        answerer: who,
        model: model.value.trim() || undefined,
        temperature: number(temperature),
        top: number(top),
        threshold: number(threshold),
        withoutRetrieval: without.checked || undefined,
      };
      // A field that says nothing must not be sent: absent and undefined are not the same on the wire.
      return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Settings;
    },
    fill(settings) {
      answerer.value = settings.answerer ?? '';
      model.value = settings.model ?? '';
      temperature.value = String(settings.temperature ?? '');
      top.value = String(settings.top ?? '');
      threshold.value = String(settings.threshold ?? '');
      without.checked = settings.withoutRetrieval ?? false;
    },
    askModel: () => model.focus(),
    defaults(server) {
      model.placeholder = server.model ?? 'none is set';
      top.placeholder = String(server.top);
      threshold.placeholder = server.threshold.toFixed(2);
    },
  };
}
