import { noiseOf } from './noise.ts';

/** The workshop's people are in Korea: their day decides, whatever region a resource is in. */
const kst = 9 * 60;
const day = 24 * 60;

/** Minutes since midnight in Korea. */
export const minuteOfDay = (minute: number): number => (((minute + kst) % day) + day) % day;

/** 0 is Sunday. */
const dayOfWeek = (minute: number): number => (Math.floor((minute + kst) / day) + 4) % 7;

/** How busy people are: 1 in office hours, a few percent at night, less at weekends. */
export function officeHours(minute: number): number {
  const hour = minuteOfDay(minute) / 60;
  const up = 1 / (1 + Math.exp((8.5 - hour) * 2));
  const down = 1 / (1 + Math.exp((hour - 19) * 1.2));
  const weekend = [0, 6].includes(dayOfWeek(minute)) ? 0.3 : 1;
  return 0.06 + 0.94 * up * down * weekend;
}

const from = 7 * 60;
const to = 9 * 60;

/** Whether the morning's batch jobs run: 07:00 to 09:00 (lab.md, "The NAT gateways' last 24 hours"). */
export const inBatchWindow = (minute: number): boolean => minuteOfDay(minute) >= from && minuteOfDay(minute) < to;

/** How far the batch jobs have come up to full speed: 0 outside of their window, 1 inside but for its ends. */
export function batchRamp(minute: number): number {
  const at = minuteOfDay(minute);
  if (at < from || at >= to) return 0;
  return Math.min(1, (at - from + 1) / 12, (to - at) / 2);
}

/**
 * A machine's traffic with the internet as a part of the most that it ever has, which is in the batch window. Never
 * more than 1.
 */
export function internetLevel(place: string): (minute: number) => number {
  const [idleNoise, batchNoise] = [noiseOf(`${place} idle`), noiseOf(`${place} batch`)];
  return (minute) => {
    const idle = 0.012 + 0.012 * officeHours(minute) * (0.6 + 0.4 * idleNoise(minute));
    const batch = 0.965 + 0.035 * batchNoise(minute);
    return Math.max(idle, batchRamp(minute) * batch);
  };
}
