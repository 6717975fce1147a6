/** Puts the presenter's inspector together: who may enter, what it sees, and what it can do. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { COVERED_FROM } from './answer/covered.ts';
import { starters } from './answer/follow-ups.ts';
import type { Answering } from './answering.ts';
import type { Conversations } from './chat/conversation.ts';
import type { RunTurn } from './chat/turn.ts';
import type { Config } from './config.ts';
import type { PastTurn } from './domain.ts';
import { AppError } from './errors.ts';
import { breathe } from './inspector/follow.ts';
import { createHub, type Hub } from './inspector/hub.ts';
import type { ScriptStep, ServerFacts } from './inspector/protocol.ts';
import { createRecordings } from './inspector/recordings.ts';
import { loadScript, type ScriptedStep } from './inspector/script.ts';
import { PROMPT_VARIABLES, promptPath } from './prompt/template.ts';
import { DEFAULT_TOP } from './retrieval/retrieve.ts';
import { type Access, createAccess } from './server/inspector/access.ts';
import type { Desk } from './server/inspector/desk.ts';
import { inspectorPages } from './server/inspector/pages.ts';
import { createInspectorSocket, INSPECTOR_SOCKET } from './server/inspector/socket.ts';
import { maskPersonal } from './text/mask.ts';

/** The built page; not below `dist/web`, which is served to everybody. */
const PAGE_DIR = fileURLToPath(new URL('../dist/inspector-page', import.meta.url));

export interface Stage {
  hub: Hub;
  access: Access;
  /** For the server, once there are conversations to ask in. */
  attach(conversations: Conversations): {
    pages: ReturnType<typeof inspectorPages>;
    socketPath: string;
    upgrade: ReturnType<typeof createInspectorSocket>['upgrade'];
    close(): void;
  };
}

/** @throws AppError `config_invalid` for a broken script. */
export async function createStage(
  config: Pick<Config, 'model' | 'stageDir' | 'recordingsDir' | 'promptsDir' | 'inspector'>,
  options: { answering: Answering; log: Logger; onLink?: (path: string) => void; pageDir?: string },
): Promise<Stage> {
  const { answering, log, onLink, pageDir = PAGE_DIR } = options;
  const { presenting } = answering;
  const script = await loadScript(join(config.stageDir, 'script.yaml'));
  const hub = createHub();
  const token = config.inspector?.token;
  const access = createAccess({ ...(token === undefined ? {} : { token }), ...(onLink ? { onLink } : {}) });
  const desk: Omit<Desk, 'conversations'> = {
    hub,
    recordings: createRecordings({
      shippedDir: join(config.stageDir, 'recordings'),
      savedDir: config.recordingsDir,
    }),
    mask: (text) => maskPersonal(text, answering.retriever().knows),
    facts: () => factsOf(answering, config),
    script: oncePerKnowledge(answering, () => answerableSteps(answering, script)),
    mode: presenting.mode,
    setMode(mode) {
      presenting.setMode(mode);
      log.info({ mode }, 'presenter chose who answers');
    },
    breaker: answering.breaker,
    onChange(listener) {
      const stops = [presenting.onMode(listener), answering.onBreaker(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    tuned: presenting.tuned,
    templates: () => {
      const { sources } = presenting.prompts();
      return (['answer', 'question'] as const).map((name) => ({
        name,
        source: sources[name],
        variables: [...PROMPT_VARIABLES[name]],
      }));
    },
    checkTemplate: presenting.checkTemplate,
    async writeTemplate(name, source) {
      presenting.checkTemplate(name, source);
      await replaceFile(promptPath(config.promptsDir, name), source);
      await presenting.reloadPrompts();
      log.info({ template: name }, 'presenter wrote a template');
    },
  };
  return {
    hub,
    access,
    attach(conversations) {
      const socket = createInspectorSocket({ access, desk: { ...desk, conversations }, log });
      return {
        pages: inspectorPages({ access, webDir: pageDir }),
        socketPath: INSPECTOR_SOCKET,
        upgrade: socket.upgrade,
        close: socket.close,
      };
    },
  };
}

function factsOf({ retriever }: Answering, { model }: Pick<Config, 'model'>): ServerFacts {
  const { knowledge } = retriever();
  return {
    answerer: model ? 'llm' : 'rules',
    ...(model ? { model: model.name, maxPromptTokens: model.maxPromptTokens } : {}),
    passages: knowledge.passages.length,
    documents: knowledge.documents.size,
    top: DEFAULT_TOP,
    threshold: 1 / (1 + Math.exp(-COVERED_FROM)),
  };
}

/** Whole or not at all. @throws AppError `internal` */
async function replaceFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  } catch (cause) {
    throw new AppError('internal', `${path} cannot be written: is the prompts folder writable?`, { cause });
  }
}

/** Steps that end as the script says with this knowledge, asked in order as one conversation; else the starters. */
async function answerableSteps(answering: Answering, script: readonly ScriptedStep[]): Promise<ScriptStep[]> {
  const run = answering.presenting.tuned({ answerer: 'rules' });
  const past: PastTurn[] = [];
  const steps: ScriptStep[] = [];
  for (const { ask, teaches, ends } of script) {
    const turn = await lastOf(run, ask, past);
    // Visitors are served between two steps.
    await breathe();
    if (turn.outcome !== ends) continue;
    past.push(turn);
    steps.push({ ask, teaches });
  }
  if (steps.length > 0) return steps;
  return starters(answering.retriever().knowledge).map((ask) => ({
    ask,
    teaches: 'A question that your own articles answer.',
  }));
}

async function lastOf(run: RunTurn, question: string, past: readonly PastTurn[]): Promise<PastTurn> {
  const turnId = `script-${String(past.length).padStart(4, '0')}`;
  const events = run({ turnId, question, past }, { signal: new AbortController().signal });
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
  }
}

function oncePerKnowledge<T>(answering: Answering, make: () => Promise<T>): () => Promise<T> {
  let made: { version: string; value: Promise<T> } | undefined;
  return () => {
    const { version } = answering.retriever().knowledge;
    if (made?.version !== version) made = { version, value: make() };
    return made.value;
  };
}
