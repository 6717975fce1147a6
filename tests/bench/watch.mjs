/**
 * Measures what watching turns costs by itself, in processor time a token, with no socket and no model around it: more
 * exact than whole servers side by side, which differ by more than this. Needs a build: `npm run bench:watch`.
 *
 * 200 turns of 100 tokens at once, unwatched, watched with nobody looking, and with one presenter who follows one of them,
 * in turns, there and back.
 */
const { createHub } = await import('../../dist/inspector/hub.js');
const { TELL_EVERY_MS } = await import('../../dist/inspector/follow.js');
const { createView } = await import('../../dist/server/inspector/view.js');
const { maskPersonal } = await import('../../dist/text/mask.js');

const STREAMS = 200;
const TOKENS = 100;
const ROUNDS = 60;
/** Compiled by then. */
const WARM_UP = 10;
const STAGES = ['guard', 'query', 'retrieve', 'compose', 'first-token', 'stream', 'ground', 'follow-ups'];

const [unlooked, followed] = [createHub(), createHub()];
let sentBytes = 0;
const sendFrame = (frame) => {
  sentBytes += frame.length;
};
const view = createView(
  { hub: followed, mask: (text) => maskPersonal(text, () => false) },
  {
    own: () => undefined,
    isBehind: () => false,
    send: (event) => sendFrame(JSON.stringify(event)),
    sendFrame,
  },
);
view.begin();

/** All turns of one round; other events have their turn as often as on a busy server. */
async function run(hub, round) {
  const turns = Array.from({ length: STREAMS }, (_, i) => {
    const turnId = `turn-${round}-${i}`;
    const question = 'What does an AI engineer do all day?';
    const watch = hub?.observe({ conversationId: `c-${round}-${i}`, turnId, question, past: [] });
    for (const stage of STAGES) watch?.trace.start(stage)(() => ({ stage }));
    return { turnId, watch, text: '' };
  });
  for (let token = 0; token < TOKENS; token++) {
    for (const turn of turns) {
      const event = { type: 'answer.delta', turnId: turn.turnId, text: ` word${token}` };
      turn.text += event.text;
      turn.watch?.event(event);
    }
    if (token % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  for (const { turnId, watch } of turns) watch?.event({ type: 'turn.cancelled', turnId });
}

const FORMS = [
  { name: 'unwatched', run: (round) => run(undefined, round) },
  { name: 'watched, nobody looks', run: (round) => run(unlooked, round) },
  {
    name: 'watched, one follows',
    async run(round) {
      const running = run(followed, round);
      await view.follow(followed.labelOf(`c-${round}-${STREAMS - 1}`));
      await running;
      // Until all has been told.
      await new Promise((resolve) => setTimeout(resolve, 2 * TELL_EVERY_MS));
    },
  },
];

const us = FORMS.map(() => []);
for (let round = 0; round < ROUNDS + WARM_UP; round++) {
  const order = [...FORMS.keys()];
  for (const at of round % 2 ? order.reverse() : order) {
    const before = process.cpuUsage();
    await FORMS[at].run(round);
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UP) us[at].push((user + system) / STREAMS / TOKENS);
  }
}
view.end();
if (sentBytes === 0) throw new Error('the presenter saw nothing');

console.log(
  `${ROUNDS} rounds of ${STREAMS} turns of ${TOKENS} tokens; processor time a token, median of rounds\n`,
);
for (const [at, { name }] of FORMS.entries()) {
  const added = us[at].map((each, round) => each - us[0][round]).sort((a, b) => a - b);
  console.log(`${name}: ${added[added.length >> 1].toFixed(2)} us more than unwatched`);
}
