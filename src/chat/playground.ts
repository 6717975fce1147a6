/** Runs a question with changed settings, for the presenter: the product's own turn, and no visitor's. */
import type { Answerer } from '../answer/answerer.ts';
import { createBareAnswerer } from '../answer/bare.ts';
import { createLlmAnswerer, type LlmAnswererOptions } from '../answer/llm.ts';
import { AppError } from '../errors.ts';
import type { Settings } from '../inspector/protocol.ts';
import type { Model } from '../model/model.ts';
import { type Prompts, parsePrompts } from '../prompt/template.ts';
import { createRunTurn, type RunTurn, type TurnParts } from './turn.ts';

export interface PlaygroundParts extends Pick<TurnParts, 'retriever' | 'career' | 'rules' | 'modelOff'> {
  /** Absent without a model. */
  llm?: Omit<LlmAnswererOptions, 'model' | 'prompts'> & {
    prompts: () => Prompts;
    /** The model of that name, or the usual one; its calls count like any other. */
    model(options: { name?: string; temperature?: number }): Model;
  };
}

/**
 * @returns the turn with those settings.
 * @throws AppError `bad_request` where they need a model and there is none; `prompt_invalid` for a broken template.
 */
export function tunedTurn(parts: PlaygroundParts, settings: Settings): RunTurn {
  const { retriever, career, rules, modelOff } = parts;
  const { top, threshold, withoutRetrieval } = settings;
  const llm = answererFor(parts, settings);
  return createRunTurn({
    retriever,
    rules,
    ...(career && !withoutRetrieval ? { career } : {}),
    ...(llm ? { llm } : {}),
    // A presenter who asks for the model by name means it.
    ...(modelOff && settings.answerer === undefined ? { modelOff } : {}),
    tuning: {
      ...(top === undefined ? {} : { top }),
      ...(threshold === undefined ? {} : { coveredFrom: Math.log(threshold / (1 - threshold)) }),
      ...(withoutRetrieval ? { withoutRetrieval } : {}),
    },
  });
}

function answererFor({ llm }: PlaygroundParts, settings: Settings): Answerer | undefined {
  const { answerer, model: name, temperature, templates, withoutRetrieval } = settings;
  if (answerer === 'rules') {
    if (withoutRetrieval)
      throw refused('Rules say nothing without passages: compare the model without retrieval.');
    return undefined;
  }
  if (!llm) {
    if (answerer === undefined && !name && temperature === undefined && !templates && !withoutRetrieval)
      return undefined;
    throw refused('No model is set: with OPENAI_API_KEY or OPENAI_BASE_URL there is one to try this on.');
  }
  const { prompts: usual, model: modelFor, costOf, ...rest } = llm;
  // The price is that of the usual model.
  const limits = { ...rest, ...(costOf && name === undefined ? { costOf } : {}) };
  const model = modelFor({
    ...(name === undefined ? {} : { name }),
    ...(temperature === undefined ? {} : { temperature }),
  });
  if (withoutRetrieval) return createBareAnswerer({ model, ...limits });
  const sources = usual().sources;
  const prompts = templates ? parsePrompts(withEdits(sources, templates)) : usual();
  return createLlmAnswerer({ model, prompts: () => prompts, ...limits });
}

function withEdits(
  sources: Prompts['sources'],
  edits: NonNullable<Settings['templates']>,
): Prompts['sources'] {
  return { answer: edits.answer ?? sources.answer, question: edits.question ?? sources.question };
}

function refused(message: string): AppError {
  return new AppError('bad_request', message);
}
