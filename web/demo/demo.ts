/** The page's own behaviour: the line to copy, questions in the article, and what this server answers with. */

const byId = (id: string) => document.getElementById(id);

const embed = byId('embed') as HTMLInputElement | null;
const copy = byId('copy');
const tag = `<script src="${location.origin}/widget.js" async></script>`;
if (embed) embed.value = tag;
embed?.addEventListener('focus', () => embed.select());
copy?.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(tag);
    copy.textContent = 'Copied';
  } catch {
    // Clipboard access is refused on plain http: select the line, so that one key press copies it.
    embed?.select();
  }
});

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-ask]')) {
  button.addEventListener('click', () => window.Crossroads?.send(button.dataset.ask ?? ''));
}

const wide = matchMedia('(min-width: 1024px)');
const place = () => {
  const words = byId('try');
  if (words) words.textContent = wide.matches ? 'Ask the panel' : 'Tap the round button and ask';
};
wide.addEventListener('change', place);
place();

document.addEventListener('crossroads:ready', (event) => {
  const { answerer } = (event as CustomEvent<{ answerer: string }>).detail;
  byId('rules')?.toggleAttribute('hidden', answerer === 'llm');
  byId('llm')?.toggleAttribute('hidden', answerer !== 'llm');
});
