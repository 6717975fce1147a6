/** A turn as it happened, and a file of them: what is followed, replayed, exported and compared is all the same thing. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { STAGES, type Stage, spanSchema } from '../trace.ts';
import { eventSchema } from './recorded-event.ts';

/** Milliseconds since the turn began. */
const ms = z.number().nonnegative();

/** One thing that happened: an event that the visitor got, a step that began, or one that ended with what it tells. */
const entrySchema = z.union([
  z.object({ ms, event: eventSchema }),
  z.object({ ms, begins: z.enum(STAGES as [Stage, ...Stage[]]) }),
  z.object({ ms, span: spanSchema }),
]);
export type Entry = z.infer<typeof entrySchema>;

const turnRecordSchema = z.object({
  turnId: z.string(),
  question: z.string(),
  /** Milliseconds since the epoch. */
  startedAt: z.number().nonnegative(),
  /** In the order in which they happened. */
  entries: z.array(entrySchema).max(50_000),
});
export type TurnRecord = z.infer<typeof turnRecordSchema>;

/** Raised when an older reader could misread a recording. */
export const RECORDING_VERSION = 1;
/** Most characters of a recording's file. */
const MAX_RECORDING_CHARS = 16 * 1024 * 1024;

const recordingSchema = z.object({
  crossroadsRecording: z.literal(RECORDING_VERSION),
  title: z.string().min(1).max(200),
  /** Where it comes from, e.g. that the model was a scripted one. Shown with the title. */
  note: z.string().max(1000).optional(),
  /** Milliseconds since the epoch. */
  recordedAt: z.number().nonnegative(),
  turns: z.array(turnRecordSchema).min(1).max(500),
});
export type Recording = z.infer<typeof recordingSchema>;

/**
 * Reads a recording.
 * @param name of the file, for the error.
 * @throws AppError `bad_request` that says what is wrong and where.
 */
export function parseRecording(name: string, json: string): Recording {
  return parseAs(recordingSchema, name, json);
}

/** What a list tells of a recording. Its turns are counted only: to check each takes a hundred times as long. */
const headSchema = recordingSchema.extend({ turns: z.array(z.unknown()).min(1).max(500) });
export type RecordingHead = z.infer<typeof headSchema>;

/** Reads a recording for a list. @throws like {@link parseRecording}, but for what is wrong within its turns. */
export function parseHead(name: string, json: string): RecordingHead {
  return parseAs(headSchema, name, json);
}

function parseAs<T>(schema: z.ZodType<T>, name: string, json: string): T {
  if (json.length > MAX_RECORDING_CHARS)
    throw unreadable(name, `has more than ${MAX_RECORDING_CHARS} characters`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw unreadable(name, 'is not JSON');
  }
  const version = (value as { crossroadsRecording?: unknown } | null)?.crossroadsRecording;
  if (version === undefined) throw unreadable(name, 'has no field "crossroadsRecording"');
  if (version !== RECORDING_VERSION) {
    throw unreadable(
      name,
      `is of version ${JSON.stringify(version)}; this program reads ${RECORDING_VERSION}`,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(name, `is wrong at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'invalid'}`);
}

function unreadable(name: string, problem: string): AppError {
  return new AppError(
    'bad_request',
    `The recording ${name} ${problem}. Recordings are saved by the inspector.`,
  );
}
