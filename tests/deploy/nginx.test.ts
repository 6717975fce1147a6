import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClientOptions } from 'ws';
import { startApp } from '../e2e/app.ts';
import { connect } from '../server/harness.ts';
import { freePort, isMissing, startProgram } from '../support/programs.ts';
import { startUpstream } from '../support/upstream.ts';

const KEY = 'a-key-that-is-long-enough';

/** nginx with the example as it stands, but for the addresses: of its three servers only the last one lives. */
async function startNginx(serverPort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-nginx-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const ports = [await freePort(), await freePort(), serverPort];
  const example = await readFile(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8');
  const site = example
    .replace(/crossroads-(\d):8787/g, (_, at: string) => `127.0.0.1:${ports[Number(at) - 1]}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = `daemon off; pid nginx.pid; error_log stderr;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${name};`).join('\n  ')}
  include site.conf;
}`;
  await writeFile(join(folder, 'site.conf'), site);
  await writeFile(join(folder, 'nginx.conf'), main);
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'];
  const nginx = await startProgram('nginx', args, port);
  onTestFinished(() => nginx.stop());
  return { url: `http://127.0.0.1:${port}` };
}

test.skipIf(isMissing('nginx', 'nginx'))(
  'nginx with the example passes sockets, streams as they come, and the address of each visitor, and leaves dead servers out',
  async () => {
    const upstream = await startUpstream('endless');
    onTestFinished(() => upstream.close());
    const app = await startApp({
      TRUSTED_PROXY_HOPS: '1',
      UNLIMITED_ADDRESSES: 'none',
      TURNS_PER_MINUTE: '1',
      API_KEYS: KEY,
      OPENAI_BASE_URL: upstream.baseUrl,
    });
    const { url } = await startNginx(Number(new URL(app.url).port));

    const ask = async (options: ClientOptions) => {
      const client = await connect(`${url.replace('http', 'ws')}/ws`, { origin: url, ...options });
      await client.hello();
      client.send({ type: 'ask', turnId: 'turn-00001', text: 'hello' });
      return Promise.race([client.event('turn.completed'), client.event('error')]);
    };
    expect(await ask({ localAddress: '127.0.0.2' })).toMatchObject({ type: 'turn.completed' });
    const again = { localAddress: '127.0.0.2', headers: { 'x-forwarded-for': '198.51.100.7' } };
    expect(await ask(again)).toMatchObject({ code: 'rate_limited' });
    expect(await ask({ localAddress: '127.0.0.3' })).toMatchObject({ type: 'turn.completed' });

    const leave = new AbortController();
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify({
        model: 'crossroads',
        stream: true,
        messages: [{ role: 'user', content: 'What is RAG?' }],
      }),
      signal: leave.signal,
    });
    // The answer never ends: what is read has come while it was written.
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toMatch(/^data: \{/);
    leave.abort();
    await upstream.requests[0]?.gone;
  },
);
