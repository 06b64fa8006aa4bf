/**
 * How many random or alike cases a test tries: a sample every day, so that the tests are run often, and all of them in CI
 * and on demand (`npm run test:thorough`).
 */
export const cases = (sample: number, all: number): number =>
  process.env.NETOPS_THOROUGH === undefined ? sample : all;
