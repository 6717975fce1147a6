/** Where the visitor types: grows with the text, sends with Enter, and turns into Stop while an answer runs. */
import { button, el, icon, wordButton } from './dom.ts';
import { strings } from './locales/current.ts';
import { count } from './strings.ts';

/** Equals `WIRE_LIMITS.maxQuestionChars`, which a test holds. */
export const MAX_QUESTION_CHARS = 2000;
/** Characters left at which we start to count them. */
const COUNT_FROM = 200;

export interface Composer {
  node: HTMLElement;
  focus(): void;
  /** What stands in it. */
  text(): string;
  /** Takes over a text; `replaces` is the turn that it will be asked in place of, unless the visitor thinks better of it. */
  edit(text: string, replaces?: string): void;
  /** `running`: the button stops instead of sending. `waitMs`: sending is refused until then. */
  update(options: {
    running: boolean;
    blocked: boolean;
    placeholder: string;
    newest: string | undefined;
  }): void;
}

/** Creates the composer, with `draft` in it. `onSend` returns false to keep the text, because it could not be taken. */
export function createComposer(
  draft: string | undefined,
  actions: { onSend: (text: string, replaces: string | undefined) => boolean; onStop: () => void },
): Composer {
  let running = false;
  let blocked = false;
  let replaces: string | undefined;
  const field = el(
    'textarea',
    {
      part: 'input',
      rows: 1,
      maxlength: MAX_QUESTION_CHARS,
      placeholder: strings.placeholder,
      'aria-label': strings.placeholder,
      enterkeyhint: 'send',
      dir: 'auto',
    },
    draft,
  );
  const submit = () => {
    const text = field.value.trim();
    if (running || blocked || text === '' || !actions.onSend(text, replaces)) return;
    fill('');
  };
  const fill = (text: string, turnId?: string) => {
    replaces = turnId;
    field.value = text;
    editing.hidden = !turnId;
    sized();
  };
  const focus = () => field.focus({ preventScroll: true });
  const press = button({ part: 'send', 'aria-label': strings.send }, () => {
    if (running) actions.onStop();
    else submit();
    focus();
  });
  const cancel = () => {
    fill('');
    focus();
  };
  const editing = el(
    'p',
    { class: 'left', role: 'status', hidden: true },
    `${strings.editing} `,
    wordButton(strings.cancel, cancel),
  );
  const left = el('p', { class: 'left', role: 'status' });

  const sized = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    const remaining = MAX_QUESTION_CHARS - field.value.length;
    left.textContent = remaining <= COUNT_FROM ? count(strings.charactersLeft, remaining) : '';
    dress();
  };
  const dress = () => {
    press.ariaLabel = running ? strings.stop : strings.send;
    press.replaceChildren(icon(running ? 'stop' : 'arrow'));
    press.disabled = !running && (blocked || field.value.trim() === '');
  };

  field.addEventListener('input', sized);
  // A draft that was there before the panel could be seen has no height yet.
  if (draft) field.addEventListener('focus', sized);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && replaces) {
      event.preventDefault();
      cancel();
    }
    // While an input method is composing, Enter chooses a word; 229 is how Safari says so.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  dress();

  return {
    node: el('div', { part: 'composer' }, editing, el('div', { class: 'box' }, field, press), left),
    focus,
    text: () => field.value,
    edit(text, turnId) {
      fill(text, turnId);
      focus();
    },
    update(options) {
      // Written only when it changes: this runs at every frame of an answer.
      if (field.placeholder !== options.placeholder) field.placeholder = options.placeholder;
      // Something newer was asked meanwhile, elsewhere: what is typed becomes a question of its own.
      if (replaces !== options.newest) {
        replaces = undefined;
        editing.hidden = true;
      }
      if (running === options.running && blocked === options.blocked) return;
      running = options.running;
      blocked = options.blocked;
      dress();
    },
  };
}
