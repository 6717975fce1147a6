/** What the scripted upstream on a local socket cannot be: OpenAI's own host over HTTPS, and a second host beside it. */
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { ModelEvent } from '../../src/model/model.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';

const OPENAI = 'https://api.openai.com/v1/chat/completions';
const KEY = 'sk-proj-0123456789abcdef';

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** A reply as the API streams it. */
function streamed(...deltas: string[]) {
  const choices = [
    ...deltas.map((content) => ({ index: 0, delta: { content }, finish_reason: null })),
    { index: 0, delta: {}, finish_reason: 'stop' },
  ];
  const events = choices.map((choice) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`);
  return new HttpResponse(`${events.join('')}data: [DONE]\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  });
}

/** Asks a model that has a key and no address; hands back its text or its error. */
async function ask() {
  const model = createOpenAiModel({ apiKey: KEY, model: 'gpt-4o-mini', random: () => 0 });
  const request = { messages: [{ role: 'user' as const, content: 'What do they do?' }], maxOutputTokens: 64 };
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.stream(request, { signal: new AbortController().signal })) {
      events.push(event);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { error, text: '' };
  } finally {
    model.close();
  }
  return { error: undefined, text: events.map((e) => (e.type === 'delta' ? e.text : '')).join('') };
}

/** All that an operator's log could print of an error. */
function everythingIn(error: unknown): string {
  return error instanceof Error
    ? `${error.stack} ${JSON.stringify(error)} ${everythingIn(error.cause)}`
    : String(JSON.stringify(error));
}

test('a key and no address asks OpenAI over HTTPS, with the key', async () => {
  const authorizations: (string | null)[] = [];
  network.use(
    http.post(OPENAI, ({ request }) => {
      authorizations.push(request.headers.get('authorization'));
      return streamed('They build ', 'features.');
    }),
  );
  expect((await ask()).text).toBe('They build features.');
  expect(authorizations).toEqual([`Bearer ${KEY}`]);
});

test.each([
  [
    'a wrong key, quoted by the API',
    401,
    { error: { message: `Incorrect API key provided: ${KEY}.`, code: 'invalid_api_key' } },
    'upstream_auth',
    1,
  ],
  [
    'a model that this account has not',
    404,
    { error: { message: 'The model does not exist at http://10.0.0.7.', code: 'model_not_found' } },
    'upstream_unavailable',
    1,
  ],
  [
    'a spent account',
    429,
    { error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } },
    'upstream_rate_limited',
    1,
  ],
  ['a gateway in trouble', 502, '<html><h1>502 Bad Gateway</h1> 10.0.0.7</html>', 'upstream_unavailable', 2],
] as const)(
  '%s is told by its code, and nothing of the reply is kept',
  async (_name, status, body, code, tries) => {
    let requests = 0;
    network.use(
      http.post(OPENAI, () => {
        requests++;
        return typeof body === 'string'
          ? HttpResponse.html(body, { status })
          : HttpResponse.json(body, { status });
      }),
    );
    const { error } = await ask();
    expect(error).toMatchObject({ code });
    expect(requests).toBe(tries);
    expect(everythingIn(error)).not.toMatch(/sk-proj|10\.0\.0\.7|Bad Gateway|exceeded/);
  },
);

test('a failure before the first words is tried once more', async () => {
  network.use(
    http.post(OPENAI, () => HttpResponse.json({}, { status: 503 }), { once: true }),
    http.post(OPENAI, () => streamed('At last.')),
  );
  expect((await ask()).text).toBe('At last.');
});

test.each([301, 307, 308])('a redirect (%i) to another host takes the key nowhere', async (status) => {
  let elsewhere = 0;
  network.use(
    http.post(
      OPENAI,
      () => new HttpResponse(null, { status, headers: { location: 'https://elsewhere.example/v1' } }),
    ),
    http.all('https://elsewhere.example/*', () => {
      elsewhere++;
      return streamed('Stolen.');
    }),
  );
  expect((await ask()).error).toMatchObject({ code: 'upstream_unavailable' });
  expect(elsewhere).toBe(0);
});
