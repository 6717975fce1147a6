/** The page of attributes: what is chosen becomes the tag to copy and the chat beside it. */
import type { CrossroadsEventMap, CrossroadsOptions } from '../widget/crossroads.d.ts';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const form = byId<HTMLFormElement>('options');
const pinned = byId<HTMLInputElement>('pinned');
const copy = byId<HTMLButtonElement>('copy');
const heard = byId('heard');

/** Milliseconds of rest after which the chat is made anew. */
const REST_MS = 400;
const EVENTS: readonly (keyof CrossroadsEventMap)[] = [
  'ready',
  'open',
  'close',
  'question',
  'answer',
  'citation',
  'feedback',
  'error',
];

function chosen(): CrossroadsOptions {
  const values = [...new FormData(form)].filter(([, value]) => value !== '');
  return Object.fromEntries(values) as CrossroadsOptions;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

async function tag(): Promise<string> {
  const attributes = Object.entries(chosen()).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  let source = `src="${location.origin}/widget.js"`;
  if (pinned.checked) {
    const { path, integrity } = (await (await fetch('/embed.json')).json()) as {
      path: string;
      integrity: string;
    };
    source = `src="${location.origin}${path}"\n  integrity="${integrity}" crossorigin="anonymous"`;
  }
  return `<script ${source}${attributes.join('')} async></script>`;
}

function show(): void {
  const chat = document.createElement('crossroads-chat');
  Object.assign(chat.dataset, chosen());
  byId('stage').replaceChildren(chat);
}

let updates = 0;
async function update(): Promise<void> {
  updates += 1;
  const mine = updates;
  const text = await tag();
  // On a slow line something else may have been chosen meanwhile.
  if (mine === updates) byId('tag').textContent = text;
}

let timer: ReturnType<typeof setTimeout> | undefined;
form.addEventListener('input', () => {
  void update();
  clearTimeout(timer);
  timer = setTimeout(show, REST_MS);
});
form.addEventListener('submit', (event) => event.preventDefault());
pinned.addEventListener('change', () => void update());
copy.addEventListener('click', async () => {
  await navigator.clipboard?.writeText(byId('tag').textContent ?? '').then(
    () => {
      copy.textContent = 'Copied';
    },
    () => getSelection()?.selectAllChildren(byId('tag')),
  );
});
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-call]')) {
  button.addEventListener('click', () => {
    if (button.dataset.call === 'send') window.Crossroads?.send('What does an AI engineer do?');
    else window.Crossroads?.clear();
  });
}
for (const name of EVENTS) {
  document.addEventListener(`crossroads:${name}`, ({ detail }) => {
    const line = `crossroads:${name} ${JSON.stringify(detail)}`;
    heard.textContent = [line, ...(heard.textContent ?? '').split('\n')]
      .slice(0, 12)
      .join('\n')
      .replace('\nnothing yet', '');
  });
}
void update();
show();
