import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { VARIABLES } from '../../src/variables.ts';

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
const [dockerfile, compose, haproxy, nginx] = await Promise.all(
  ['Dockerfile', 'compose.yaml', 'deploy/haproxy.cfg', 'deploy/nginx.conf'].map(read),
);

const lintDockerfile = (text = '') => validate(text).map(({ message }) => message);

/** Every rule but those of order, which here follows the reader. */
async function lintCompose(text = ''): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-compose-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'compose.yaml');
  await writeFile(path, text);
  const rules = {
    'service-keys-order': 0,
    'services-alphabetical-order': 0,
    'top-level-properties-order': 0,
    // Its look for quotes does not see those of a list on one line.
    'require-quotes-in-ports': 0,
  } as const;
  const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
  // Its types are written for bundlers, and lost here.
  const results = linter.lintFiles([path], false) as { messages: { message: string }[] }[];
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe('the Dockerfile', () => {
  test('has nothing that a linter complains of', () => expect(lintDockerfile(dockerfile)).toEqual([]));

  test.each([
    ['USER node', 'USRE node'],
    ['EXPOSE 8787', 'EXPOSE eighty'],
    ['--interval=10s', '--interval=10'],
    ['STOPSIGNAL SIGTERM', 'STOPSIGNAL'],
    ['COPY . .', 'COPY .'],
  ])('with %j as %j would be refused', (right, wrong) => {
    expect(dockerfile).toContain(right);
    expect(lintDockerfile(dockerfile?.replace(right, wrong))).not.toEqual([]);
  });
});

interface Service {
  environment?: Record<string, string>;
  healthcheck?: object;
  stop_grace_period?: string;
  read_only?: boolean;
}

describe('compose.yaml', () => {
  const { services } = parse(compose ?? '', { merge: true }) as { services: Record<string, Service> };
  const ours = Object.entries(services).filter(([name]) => name.startsWith('crossroads-'));
  const defaultOf = (name: string) => VARIABLES.find((variable) => variable.name === name)?.default;

  test('fits the Compose specification, and a linter finds nothing', async () => {
    expect(await lintCompose(compose)).toEqual([]);
  });

  test.each([
    ['read_only: true', 'readonly: true'],
    ['restart: unless-stopped', 'restart: [sometimes]'],
    ['127.0.0.1:8080:8080', '8080:8080'],
    ['condition: service_healthy', 'condition: service_well'],
    ['interval: 5s', 'interval: {}'],
  ])('with %j as %j would be refused', async (right, wrong) => {
    expect(compose).toContain(right);
    expect(await lintCompose(compose?.replace(right, wrong))).not.toEqual([]);
  });

  test('sets only variables that the server reads, and gives it the time to stop that it takes', () => {
    expect(ours).toHaveLength(3);
    for (const [, { environment = {}, stop_grace_period = '', read_only }] of ours) {
      expect(Object.keys(environment).filter((name) => defaultOf(name) === undefined)).toEqual([]);
      // Running answers, then four seconds for what hangs.
      const needed = Number(defaultOf('SHUTDOWN_TIMEOUT_MS')) / 1000 + 4;
      expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(needed);
      expect(read_only).toBe(true);
    }
  });

  test('names the same servers as the balancers do', () => {
    const port = /^ENV .*\bPORT=(\d+)/m.exec(dockerfile ?? '')?.[1];
    const addresses = ours.map(([name]) => `${name}:${port}`);
    const { SERVER_1, SERVER_2, SERVER_3 } = services.balancer?.environment ?? {};
    expect([SERVER_1, SERVER_2, SERVER_3]).toEqual(addresses);
    expect([...(nginx ?? '').matchAll(/^ {2}server (\S+) /gm)].map(([, address]) => address)).toEqual(
      addresses,
    );
    const variables = [...(haproxy ?? '').matchAll(/"\$\{(\w+)\}"/g)].map(([, name]) => name);
    expect(Object.keys(services.balancer?.environment ?? {})).toEqual(variables);
  });
});
