/** A presenter for benchmarks: opens the inspector as its page does, and follows one conversation or always the newest. */
import WebSocket from 'ws';

const TOKEN = 'bench-inspector-token';
/** What a server needs to have an inspector that this presenter can open. */
export const WITH_INSPECTOR = { INSPECTOR_TOKEN: TOKEN };

/** @param which `one`: the first conversation that runs; `newest`: whoever asked last. */
export async function openPresenter(url, which) {
  const page = url.replace(/^ws/, 'http').replace(/\/ws$/, '');
  const entered = await fetch(`${page}/inspector?token=${TOKEN}`);
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!cookie) throw new Error('the inspector did not open');
  const socket = new WebSocket(url.replace(/\/ws$/, '/inspector/ws'), { origin: page, headers: { cookie } });
  const seen = { messages: 0, bytes: 0, entries: 0 };
  let followed;
  socket.on('message', (data) => {
    seen.messages += 1;
    seen.bytes += data.length;
    // A presenter's own machine reads what it is sent; here that would slow down the visitors beside it.
    if (seen.entries > 0 && which === 'one') return;
    const event = JSON.parse(data.toString());
    if (event.type === 'entries') seen.entries += 1;
    const running =
      event.type === 'conversations' ? event.conversations.find((each) => each.isRunning) : undefined;
    if (!running || running.label === followed || (which === 'one' && followed)) return;
    followed = running.label;
    socket.send(JSON.stringify({ type: 'follow', conversation: followed }));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    /** @returns what was sent to it. @throws Error when nothing of a turn was seen: then nothing was measured. */
    close() {
      socket.close();
      if (seen.entries === 0) throw new Error('the presenter saw nothing');
      return seen;
    },
  };
}
