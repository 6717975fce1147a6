/** The clock that all processes of one machine share. */

/** Whole microseconds of the monotonic clock. */
export function nowUs() {
  return Number(process.hrtime.bigint() / 1000n);
}
