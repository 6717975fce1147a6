/** The prompt templates, to be edited for the second run, and to be written for visitors only by saying so twice. */
import type { Template } from '../../../src/inspector/protocol.ts';
import { button, el } from '../../widget/dom.ts';
import type { Means } from '../main.ts';
import type { State } from '../store.ts';

/** Milliseconds after the last key before a template is checked. */
const CHECK_AFTER_MS = 300;

export function createTemplates({ send }: Means) {
  const editors = new Map<Template['name'], ReturnType<typeof editorOf>>();
  const node = el('details', { class: 'templates' }, el('summary', {}, 'Prompt templates'));

  function editorOf({ name, source, variables }: Template) {
    let written = source;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const field = el('textarea', { rows: 14, spellcheck: 'false', 'aria-describedby': `${name}-problem` });
    field.value = source;
    const problem = el('p', { id: `${name}-problem`, class: 'problem', role: 'status' });
    const isEdited = () => field.value !== written;
    const undo = button({ class: 'quiet' }, () => reset(), 'Undo my changes');
    const write = button({ class: 'quiet' }, () => {
      if (write.dataset.sure === 'true') send({ type: 'write', name, source: field.value });
      ask(write.dataset.sure !== 'true');
    });
    const ask = (isSure: boolean) => {
      write.dataset.sure = String(isSure);
      write.textContent = isSure ? 'Really: visitors get it at once' : `Write ${name}.md for visitors`;
    };
    const changed = () => {
      ask(false);
      undo.disabled = !isEdited();
      write.disabled = !isEdited() || problem.textContent !== '';
    };
    const reset = () => {
      field.value = written;
      problem.textContent = '';
      changed();
    };
    field.addEventListener('input', () => {
      changed();
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: 'check', name, source: field.value }), CHECK_AFTER_MS);
    });
    changed();
    return {
      node: el(
        'div',
        {},
        el(
          'label',
          {},
          el('span', {}, `${name}.md, needs ${variables.map((each) => `{{${each}}}`).join(', ')}`),
          field,
        ),
        problem,
        el('div', { class: 'row' }, undo, write),
      ),
      source: () => field.value,
      isEdited,
      update(template: Template, told: string | undefined) {
        if (template.source !== written) {
          // Written here or changed in its file: an editor that was not touched shows the new one.
          const wasEdited = isEdited() && field.value !== template.source;
          written = template.source;
          if (!wasEdited) field.value = written;
          changed();
        }
        if (problem.textContent !== (told ?? '')) {
          problem.textContent = told ?? '';
          changed();
        }
      },
    };
  }

  return {
    node,
    /** The templates that were edited. */
    edited(): Partial<Record<Template['name'], string>> {
      const changed = [...editors].filter(([, editor]) => editor.isEdited());
      return Object.fromEntries(changed.map(([name, editor]) => [name, editor.source()]));
    },
    update({ templates, templateProblems }: State) {
      for (const template of templates) {
        let editor = editors.get(template.name);
        if (!editor) {
          editor = editorOf(template);
          editors.set(template.name, editor);
          node.append(editor.node);
        }
        editor.update(template, templateProblems[template.name]);
      }
    },
  };
}
