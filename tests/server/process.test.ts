import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { connect } from './harness.ts';

const FIXTURE = fileURLToPath(new URL('process.fixture.ts', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', FIXTURE], {
    env: { PATH: process.env.PATH, ALLOW_MISSING_ORIGIN: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const output = { text: '', errors: '' };
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.errors += chunk;
  });
  const url = new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output.text += chunk;
      const found = /Crossroads is at (\S+) /.exec(output.text)?.[1];
      if (found) resolve(new URL(found));
    });
    child.once('exit', () => reject(new Error(`ended before it listened: ${output.errors}`)));
  });
  // Whoever waits for the exit only does not want to hear of the address.
  url.catch(() => {});
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, url, exit };
}

test('says where it is and who answers, ends the running turn on SIGTERM, and exits with 0', async () => {
  const { child, output, url, exit } = start({
    PORT: '0',
    OPENAI_BASE_URL: 'http://model.example/v1/secret-path',
  });
  const { host } = await url;
  const client = await connect(`ws://${host}/ws`);
  await client.hello();
  client.send({ type: 'ask', turnId: 'turn-0001', text: 'What about my e-mail jane@example.com?' });
  await client.event('answer.delta');
  child.kill('SIGTERM');
  await client.event('turn.completed');
  expect(client.text()).toBe('Before and after.');
  expect(await client.closed).toEqual({ code: CLOSE.restart });
  expect(await exit).toBe(0);

  const [greeting = '', ...lines] = output.text.trim().split('\n');
  expect(greeting).toContain('3 passages, answered by gpt-4o-mini at model.example');
  expect(output.text + output.errors).not.toMatch(/secret-path|jane/);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'info', msg: 'turn', outcome: 'answered' },
  ]);
});

test('a port in use ends the start with what to do, no stack, and 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const { output, exit } = start({ PORT: port });
  expect(await exit).toBe(1);
  expect(output.errors).toContain(`Port ${port} of 127.0.0.1 is in use`);
  expect(output.errors).toContain('PORT=');
  expect(output.errors).not.toContain('    at ');
  other.close();
});
